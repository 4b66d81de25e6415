"""What the hand does, in map coordinates: independent of any screen."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Modifiers:
    """The keys held down meanwhile."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False


@dataclass(frozen=True, slots=True)
class Pointer:
    """One event of a mouse, pen or finger at x, y in map units.

    `scale` is how many screen pixels one map unit takes, so that tolerances can be meant in
    pixels. `move` is hovering, `drag` moving with a button held.
    """

    kind: Literal["press", "drag", "move", "release", "double"]
    x: float
    y: float
    modifiers: Modifiers = field(default_factory=Modifiers)
    scale: float = 1.0

    def pixels(self, count: float) -> float:
        """Return how many map units so many screen pixels are."""
        return count / self.scale


Direction = Literal["left", "right", "up", "down"]
