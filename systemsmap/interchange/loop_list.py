"""The loops of a map as a list: for people to read, and for programs."""

from collections.abc import Iterator

from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.reading import headline
from systemsmap.analysis.register import ListedLoop, listing, numbering
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.model.systems_map import SystemsMap

_STEP = "{:1} {:2}→ "


def as_object(map_: SystemsMap, loops: Loops) -> dict[str, object]:
    """Return what `loops --json` prints: the loops that were found, shortest first."""
    map_, listed = _found(map_, loops)
    return {
        "title": map_.info.title,
        "variables": len(map_.variables),
        "links": len(map_.links),
        "complete": loops.complete,
        "loops": [_as_fields(map_, loop) for loop in listed],
    }


def as_text(map_: SystemsMap, loops: Loops, about: str = "") -> str:
    """Return the loops for people: each with its way round, one variable a line.

    `about` says which loops these are, where their number is not that of the map's.
    """
    map_, listed = _found(map_, loops)
    size = f"{_so_many(len(map_.variables), 'variable')}, {_so_many(len(map_.links), 'link')}"
    told = f"{about} {headline(loops)}" if about else headline(loops)
    lines = [_line(map_.info.title) or "A map without a title", _line(f"{size}. {told}.")]
    margin = max((len(loop.label) for loop in listed), default=0) + 2
    for loop in listed:
        lines += ["", f"{loop.label:<{margin}}{_heading(loop)}"]
        lines += [" " * margin + step for step in _way_round(map_, loop)]
    return "\n".join(lines)


def _found(map_: SystemsMap, loops: Loops) -> tuple[SystemsMap, list[ListedLoop]]:
    """The numbered map and the loops found on it, without those only remembered."""
    numbered = numbering(map_, loops).applied_to(map_)
    found = {loop.id for loop in loops.loops}
    return numbered, [loop for loop in listing(numbered, loops) if loop.id in found]


def _as_fields(map_: SystemsMap, loop: ListedLoop) -> dict[str, object]:
    return {
        "id": loop.label,
        "polarity": loop.polarity.value,
        "delayed": loop.delayed,
        "name": loop.name or None,
        "variables": [map_.variables[i].name for i in loop.variables],
        "links": list(loop.links),
    }


def _heading(loop: ListedLoop) -> str:
    about = f"{loop.polarity.value}, {_so_many(len(loop.links), 'link')}"
    delay = ", after a while" if loop.delayed else ""
    return f"{_line(loop.name)} ({about}{delay})" if loop.name else f"({about}{delay})"


def _way_round(map_: SystemsMap, loop: ListedLoop) -> Iterator[str]:
    """Yield the first variable, then each link's sign, delay and effect, back to the first."""
    yield " " * len(_STEP.format("", "")) + _line(map_.variables[loop.variables[0]].name)
    for id_ in loop.links:
        link = map_.links[id_]
        step = _STEP.format(link.polarity.value, "||" if link.delayed else "")
        yield step + _line(map_.variables[link.target].name)


def _line(text: str) -> str:
    """A text of the map's on one line, without anything a terminal would obey."""
    return " ".join(Cleaner().text(text).split())


def _so_many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
