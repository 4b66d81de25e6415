"""Which loops are looked at: the named ones, the basis, those through the selection, or all."""

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from systemsmap.analysis.counting.counts import Counts, per_variable
from systemsmap.analysis.loops.loop import Loop, Loops
from systemsmap.analysis.loops.shares import Share, read_share
from systemsmap.analysis.loops.walk import loop_along
from systemsmap.analysis.reading import arrow, quoted, so_many
from systemsmap.analysis.register import ListedLoop
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from systemsmap.analysis.report import Report
    from systemsmap.editor.upkeep import Upkeep


class LoopSet(StrEnum):
    """A choice of loops, by what it is called."""

    NAMED = "Named"
    BASIS = "Basis"
    THROUGH = "Selection"
    ALL = "All"


MEANT = {
    LoopSet.NAMED: "Loops with a name or a story, and those that are pinned",
    LoopSet.BASIS: "The shortest independent loops, of which all others are combinations",
    LoopSet.THROUGH: "Loops through what is selected, shortest first",
    LoopSet.ALL: "All loops that are listed, shortest first",
}
_NONE_YET = {
    LoopSet.NAMED: "No loop has a name yet. Double-click one to name it.",
    LoopSet.BASIS: "The basis is being worked out…",
    LoopSet.THROUGH: "Select a variable or a link to see the loops that run through it.",
    LoopSet.ALL: "",
}


class Lister(Protocol):
    """What the sets ask of the editor whose loops they are."""

    selection: frozenset[str]
    report: "Report | None"
    loops: tuple[ListedLoop, ...]
    upkeep: "Upkeep"
    evidenced: bool

    @property
    def map(self) -> SystemsMap:
        """The current map."""

    def take_report(self, report: "Report") -> None:
        """Take an answer about the current map."""


class LoopSets:
    """The set in sight. `anchor` is the selection that loops are looked for through.

    It stays while one of these loops is selected, so that the list does not go away when a row
    of it is chosen.
    """

    def __init__(self, editor: Lister) -> None:
        self._editor = editor
        self.which = LoopSet.ALL
        self.anchor: frozenset[str] = frozenset()
        self._basis: tuple[Loop, ...] = ()
        self._beside: tuple[Loop, ...] = ()

    def choose(self, which: LoopSet) -> None:
        """Look at another set."""
        self.which = which
        self.follow()

    def follow(self) -> None:
        """Bring the set up to the map, the report and the selection as they are now."""
        editor = self._editor
        if not editor.selection & editor.map.loops.keys():
            anchor = editor.selection & (editor.map.variables.keys() | editor.map.links.keys())
            self.anchor = frozenset(anchor)
        self.anchor = frozenset(i for i in self.anchor if editor.map.get(i))
        report = editor.report
        if report and report.basis:
            self._basis = report.basis.loops
        wanted = self._wanted()
        if wanted != self._beside:
            self._beside = wanted
            if report:
                editor.take_report(report)

    def list_more(self) -> None:
        """List one more page of the loops that are kept up with."""
        editor = self._editor
        editor.upkeep.pages += 1
        if editor.report:
            editor.take_report(replace(editor.report, loops=editor.upkeep.loops()))

    def found(self) -> Loops | None:
        """Return the loops to list: those of the report, and those asked for by themselves."""
        found = self._editor.report.loops if self._editor.report else None
        if found is None or not self._beside:
            return found
        known = {loop.links for loop in found.loops}
        more = (loop for loop in self._beside if loop.links not in known)
        return replace(found, loops=(*found.loops, *more))

    def _wanted(self) -> tuple[Loop, ...]:
        if self.which is LoopSet.BASIS:
            known = (loop_along(self._editor.map, loop.links) for loop in self._basis)
            return tuple(loop for loop in known if loop)
        if self.which is LoopSet.THROUGH:
            return self._editor.upkeep.through(self.anchor)
        return ()

    def shown(self) -> tuple[ListedLoop, ...]:
        """Return the listed loops that are in the set in sight, without assumptions if asked."""
        loops = self._editor.loops
        if self._editor.evidenced:
            loops = tuple(x for x in loops if not x.assumptions and not x.broken)
        if self.which is LoopSet.NAMED:
            return tuple(x for x in loops if x.name or x.story or x.pinned or x.broken)
        if self.which is LoopSet.ALL:
            return loops
        wanted = {loop.id for loop in self._beside}
        return tuple(x for x in loops if x.id in wanted)

    def about(self) -> str:
        """Return a line on the set: what the loops run through, or why there are none."""
        return (
            f"{survivors(self._editor)} {self._about()}"
            if self._editor.evidenced
            else self._about()
        )

    def _about(self) -> str:
        shown = self.shown()
        report = self._editor.report
        if self.which is LoopSet.THROUGH and self.anchor:
            return about_selection(self._editor.map, self.anchor, report)
        if self.which is LoopSet.BASIS and report and report.basis:
            return _about_basis(len(shown), report.basis.size, complete=report.basis.complete)
        return "" if shown else _NONE_YET[self.which]


def survivors(e: Lister) -> str:
    """Say how many loops survive without assumptions."""
    standing = [loop for loop in e.loops if not loop.broken]
    left = sum(not loop.assumptions for loop in standing)
    survive = "survives" if left == 1 else "survive"
    return f"{left:,} of {so_many(len(standing), 'loop')} {survive} without assumptions."


def _about_basis(count: int, size: int, *, complete: bool) -> str:
    if not size:
        return ""
    if not complete or count < size:
        some = f"{count:,} of {so_many(size, 'independent loop')}"
        return f"{some}, the shortest; there was no time for all."
    if size == 1:
        return "The one loop there is."
    return f"{size:,} independent loops; all others are combinations of these."


def about_selection(map_: SystemsMap, ids: frozenset[str], report: "Report | None") -> str:
    """Return what is known of the feedback through what is selected, in one line."""
    if len(ids) > 1:
        return f"Loops through all {len(ids)} that are selected."
    (id_,) = ids
    link = map_.links.get(id_)
    name = arrow(map_, link) if link else quoted(map_.variables[id_].name)
    known = [words for words in (_shape(report, id_), _share(map_, report, id_)) if words]
    return f"{name}: {', '.join(known)}." if known else f"Loops through {name}."


def _shape(report: "Report | None", id_: str) -> str:
    shapes = report.shapes if report else None
    return shapes[id_].value if shapes and id_ in shapes else ""


def _share(map_: SystemsMap, report: "Report | None", id_: str) -> str:
    counts = report.counts if report else None
    if not isinstance(counts, Counts) or not counts.per_link:
        return ""
    if not counts.per_link.keys() <= map_.links.keys():
        return ""  # a link went a moment ago; the count of what is left is under way
    through = {**counts.per_link, **per_variable(map_, counts.per_link)}
    return read_share(Share(*through[id_], counts.total)) if id_ in through else ""
