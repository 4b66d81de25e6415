"""The loop that a link has just closed: what the room hears of it, and what can be done at once."""

from dataclasses import dataclass

from systemsmap.analysis.reading import so_many
from systemsmap.analysis.register import ListedLoop
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Closing:
    """The shortest loop that was closed, and how many others with it."""

    loop: str
    others: int = 0


def told(map_: SystemsMap, loop: ListedLoop, others: int) -> str:
    """Return it in words: "R2: 4 variables, one delay"."""
    slow = sum(map_.links[i].delayed for i in loop.links if i in map_.links)
    delays = "" if not slow else ", one delay" if slow == 1 else f", {slow} delays"
    more = f", and {so_many(others, 'more loop')}" if others else ""
    return f"{loop.label}: {so_many(len(loop.variables), 'variable')}{delays}{more}"
