"""What the worker process is asked to do; light to name, heavy only where it is carried out."""

from collections.abc import Collection

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.report import Report
from systemsmap.model.systems_map import SystemsMap


def analyse_elsewhere(map_: SystemsMap, names: Collection[str], budget: Budget | None) -> Report:
    """Return what `analyses.analyse` does, loading the analyses only now."""
    from systemsmap.analysis.analyses import analyse  # noqa: PLC0415 - not where it is only named

    return analyse(map_, names, budget)
