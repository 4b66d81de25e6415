"""What is shown over the picture while somebody works, and never exported."""

from dataclasses import dataclass

from systemsmap.editor.hit_test import Hit
from systemsmap.editor.snapping import Guide
from systemsmap.rendering.difference_mark import DifferenceMark
from systemsmap.rendering.drawing import Bounds, Drawing


@dataclass(frozen=True, slots=True)
class Ghost:
    """A link being drawn: from the middle of a variable to x, y or to another variable.

    `backwards`: the arrow will point to the variable it was drawn from.
    """

    start: str
    x: float
    y: float
    end: str | None = None
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Overlay:
    """The rubber band, the link being drawn, snap lines and what the pointer is over.

    `coming` is what Enter would add while a line is typed, `marks` which way a push goes,
    `differences` what changed since the older map that this one is compared with, `pointed` of
    what among it the others are faint for a moment.
    """

    hover: Hit | None = None
    band: Bounds | None = None
    ghost: Ghost | None = None
    guides: tuple[Guide, ...] = ()
    coming: tuple[Drawing, ...] = ()
    marks: tuple[Drawing, ...] = ()
    differences: tuple[DifferenceMark, ...] = ()
    pointed: frozenset[str] = frozenset()
