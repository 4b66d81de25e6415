"""Where a push on one variable travels, link by link, and where it stops claiming anything.

First order only: each link is used once, strengths and times are not known. A variable that is
pushed both ways, or over a link whose sign is open, is marked so and passes nothing on: from
there the map alone cannot say (Axelrod, Structure of Decision, 1976, on ambiguous effects).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from systemsmap.analysis.reading import joined, quoted
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap


class Pull(StrEnum):
    """What a variable does after a push."""

    UP = "up"
    DOWN = "down"
    BOTH = "both ways"
    OPEN = "undecided"

    @property
    def is_clear(self) -> bool:
        """Whether it passes anything on."""
        return self in (Pull.UP, Pull.DOWN)


_TURNED = {Pull.UP: Pull.DOWN, Pull.DOWN: Pull.UP}
_SAID = {
    Pull.UP: ("rises", "rise"),
    Pull.DOWN: ("falls", "fall"),
    Pull.BOTH: ("is pulled both ways", "are pulled both ways"),
    Pull.OPEN: ("may go either way", "may go either way"),
}


@dataclass(frozen=True, slots=True)
class Pushed:
    """How far a push has come: what each variable does that it has reached, and who is next."""

    origin: str
    pulls: Mapping[str, Pull]
    edge: tuple[str, ...]
    step: int = 0


def begin(origin: str, pull: Pull) -> Pushed:
    """Return a push that has only just been given."""
    return Pushed(origin, {origin: pull}, (origin,))


def onward(map_: SystemsMap, pushed: Pushed) -> Pushed:
    """Return the push one link further from everything it reached last."""
    arriving: dict[str, list[Pull]] = {}
    for id_ in pushed.edge:
        pull = pushed.pulls[id_]
        for link_id in map_.links_at.get(id_, ()) if pull.is_clear else ():
            link = map_.links[link_id]
            if link.source == id_:
                arriving.setdefault(link.target, []).append(_over(pull, link.polarity))
    pulls, edge = dict(pushed.pulls), []
    for id_, coming in arriving.items():
        before = pulls.get(id_)
        pulls[id_] = _together([*([before] if before else []), *coming])
        if before is None:
            edge.append(id_)
    return Pushed(pushed.origin, pulls, tuple(edge), pushed.step + 1)


def read_push(map_: SystemsMap, pushed: Pushed) -> str:
    """Return in words what the push does so far, and that it is no forecast."""
    start = quoted(map_.variables[pushed.origin].name)
    first = pushed.pulls[pushed.origin]
    what = {Pull.UP: f"More {start}", Pull.DOWN: f"Less {start}"}.get(first, f"A push on {start}")
    counts = dict.fromkeys(Pull, 0)
    for id_, pull in pushed.pulls.items():
        counts[pull] += id_ != pushed.origin
    told = [f"{n} {_SAID[pull][n > 1]}" for pull, n in counts.items() if n]
    so_far = f"after step {pushed.step}, {joined(told)}" if told else "nothing else moves yet"
    return f"{what}: {so_far}. First order, each link once."


def _over(pull: Pull, sign: Polarity) -> Pull:
    if sign is Polarity.POSITIVE:
        return pull
    return _TURNED[pull] if sign is Polarity.NEGATIVE else Pull.OPEN


def _together(pulls: list[Pull]) -> Pull:
    """Return what several pushes do together: the same as each, or nothing that can be told."""
    if all(pull is pulls[0] for pull in pulls):
        return pulls[0]
    return Pull.OPEN if Pull.OPEN in pulls and Pull.BOTH not in pulls else Pull.BOTH
