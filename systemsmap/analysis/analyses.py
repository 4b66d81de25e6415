"""The table of analyses, and the one call that runs some of them: here or in another process."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from systemsmap.analysis.balance import only_kind
from systemsmap.analysis.budget import Budget
from systemsmap.analysis.checks import check
from systemsmap.analysis.counting.count import count_loops
from systemsmap.analysis.counting.counts import CountBudget, Counts, TooWide
from systemsmap.analysis.influence import influence_of
from systemsmap.analysis.loops.basis import loop_basis
from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.nearly import nearly_loops
from systemsmap.analysis.report import Report
from systemsmap.analysis.rounds import rounds
from systemsmap.analysis.structure import shapes_of, structure_of
from systemsmap.model.edits.declined import declined
from systemsmap.model.systems_map import SystemsMap

__all__ = ["ANALYSES", "Analysis", "Report", "analyse"]

Analysis = Callable[[SystemsMap, Budget], Report]
"""Answers one question by filling in its part of a report."""

ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "loops": lambda map_, budget: Report(loops=find_loops(map_, budget)),
        "checks": lambda map_, _: Report(findings=check(map_)),
        "structure": lambda map_, _: Report(structure=structure_of(map_)),
        "influence": lambda map_, _: Report(influence=influence_of(map_)),
        "rounds": lambda map_, _: Report(rounds=rounds(map_)),
        "counts": lambda map_, budget: Report(counts=_counted(map_, budget)),
        "engine": lambda map_, budget: Report(engine=_engine(map_, budget)),
        "balance": lambda map_, _: Report(balance=only_kind(map_)),
        "shapes": lambda map_, _: Report(shapes=shapes_of(map_)),
        "nearly": lambda map_, _: Report(nearly=nearly_loops(map_, declined(map_))),
        "basis": lambda map_, budget: Report(basis=loop_basis(map_, budget.seconds)),
    }
)


def _counted(map_: SystemsMap, budget: Budget) -> Counts | TooWide:
    asked = CountBudget(budget.seconds)
    return count_loops(map_, asked, per_link=True, by_length=True)


def _engine(map_: SystemsMap, budget: Budget) -> LoopEngine:
    engine = LoopEngine()
    engine.set_map(map_, budget.seconds)
    return engine


def analyse(map_: SystemsMap, names: Collection[str], budget: Budget | None = None) -> Report:
    """Return a report with the named analyses. Raises KeyError for a name not in the table."""
    report, budget = Report(), budget or Budget()
    for name in names:
        part = ANALYSES[name](map_, budget)
        filled = {f: getattr(part, f) for f in Report.__slots__ if getattr(part, f) is not None}
        report = replace(report, **filled)
    return report
