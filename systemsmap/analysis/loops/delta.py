"""What one edit did to the loops of a map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from systemsmap.analysis.loops.loop import Loop


@dataclass(frozen=True, slots=True)
class LoopDelta:
    """Loops that came, went, or do something else now (as they are after the edit).

    A loop that is longer than the new `horizon` is in none of them: whether it is there is no
    longer known, and `dropped` says of how many that is true. `horizon` is the length up to which
    every loop is kept; `complete`: these are all loops of the map.
    """

    added: Sequence[Loop] = ()
    removed: Sequence[Loop] = ()
    changed: Sequence[Loop] = ()
    horizon: int = 0
    complete: bool = True
    dropped: int = 0

    def __bool__(self) -> bool:
        """True when any loop is not what it was."""
        return bool(self.added or self.removed or self.changed or self.dropped)

    def without_turned(self) -> "LoopDelta":
        """Return the same with loops that came back the other way round among the changed.

        A loop is known by its links, so one whose links were all turned is still the same.
        """
        went = {frozenset(loop.links) for loop in self.removed}
        stayed = {frozenset(loop.links): loop for loop in self.added} if went else {}
        both = {key: loop for key, loop in stayed.items() if key in went}
        if not both:
            return self
        return replace(
            self,
            added=tuple(x for x in self.added if frozenset(x.links) not in both),
            removed=tuple(x for x in self.removed if frozenset(x.links) not in both),
            changed=(*self.changed, *both.values()),
        )
