"""A comparison as people read it: a line for each difference, many moves in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from systemsmap.analysis.comparing.difference import About, Comparison, Difference, Group, What
from systemsmap.analysis.reading import joined, so_many

FEW = 4
"""So many moves are told one by one."""

NOT_ALL = "There are too many loops to say of each whether it came or went."
_COUNTED = {
    Group.ADDED: "added",
    Group.REMOVED: "removed",
    Group.REROUTED: "rerouted",
    Group.SIGNS: "re-signed",
    Group.RENAMED: "renamed",
    Group.MOVED: "moved",
}
_MOVES = (
    (What.MOVED, About.VARIABLE, "variable", "moved"),
    (What.MOVED, About.NOTE, "note", "moved"),
    (What.MOVED, About.LOOP, "badge", "moved"),
    (What.BENT, About.LINK, "link", "bent"),
    (What.BENT, About.NOTE, "note", "set in other lines"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence under its heading, and what it is about."""

    group: Group
    words: str
    differences: tuple[Difference, ...]


def lines_of(comparison: Comparison) -> tuple[Line, ...]:
    """Return the lines, the most important first."""
    lines = [
        Line(d.group, d.sentence, (d,))
        for d in comparison.differences
        if d.group is not Group.MOVED
    ]
    if not comparison.all_loops:
        last = max(
            (n for n, line in enumerate(lines, 1) if _at(line.group) <= _at(Group.LOOPS)), default=0
        )
        lines.insert(last, Line(Group.LOOPS, NOT_ALL, ()))
    for what, about, thing, done in _MOVES:
        moved = [d for d in comparison.differences if (d.what, d.about) == (what, about)]
        lines += _moves(comparison, moved, thing, done)
    return tuple(lines)


def _at(group: Group) -> int:
    return list(Group).index(group)


def _moves(
    comparison: Comparison, moved: Sequence[Difference], thing: str, done: str
) -> list[Line]:
    if len(moved) <= FEW:
        return [Line(d.group, d.sentence, (d,)) for d in moved]
    were = f"{so_many(len(moved), thing)} were {done}."
    if thing == "variable" and moved_together(comparison):
        were = f"All {so_many(len(moved), thing)} were moved together."
    return [Line(Group.MOVED, were, tuple(moved))]


def moved_together(comparison: Comparison) -> tuple[float, float] | None:
    """Return how far the whole map went by, when somebody only made room; else None."""
    old, new = comparison.old.variables, comparison.new.variables
    moved = [d.id for d in comparison.of(What.MOVED) if d.about is About.VARIABLE]
    ways = {(round(new[i].x - old[i].x), round(new[i].y - old[i].y)) for i in moved}
    if len(ways) != 1 or len(moved) <= FEW or len(moved) != len(old.keys() & new.keys()):
        return None
    return ways.pop()


def summary(comparison: Comparison) -> str:
    """Return in a few words how much changed: “3 added, 1 renamed, 4 other changes”."""
    counts = dict.fromkeys(_COUNTED, 0)
    others = 0
    for difference in comparison.differences:
        if difference.group in counts:
            counts[difference.group] += 1
        else:
            others += 1
    told = [f"{n:,} {_COUNTED[group]}" for group, n in counts.items() if n]
    if others:
        told.append(so_many(others, "other change" if told else "change"))
    return joined(told) if told else "Nothing changed"
