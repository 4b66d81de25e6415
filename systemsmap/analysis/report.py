"""What analyses found out about one version of a map, as it travels between processes.

The types of the parts are named and not imported: whoever only passes a report on, the window
before its first painting above all, must not load every analysis for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from systemsmap.analysis.balance import CoreBalance
    from systemsmap.analysis.counting.counts import Counts, TooWide
    from systemsmap.analysis.finding import Finding
    from systemsmap.analysis.influence import Influence
    from systemsmap.analysis.loops.basis import Basis
    from systemsmap.analysis.loops.engine import LoopEngine
    from systemsmap.analysis.loops.loop import Loops
    from systemsmap.analysis.nearly import NearlyLoop
    from systemsmap.analysis.structure import Shape, Structure


@dataclass(frozen=True, slots=True)
class Report:
    """The answers about one version of a map; None where nobody asked."""

    loops: "Loops | None" = None
    findings: "tuple[Finding, ...] | None" = None
    structure: "Structure | None" = None
    influence: "Mapping[str, Influence] | None" = None
    rounds: dict[str, tuple[str, ...]] | None = None
    counts: "Counts | TooWide | None" = None
    basis: "Basis | None" = None
    engine: "LoopEngine | None" = None
    balance: "tuple[CoreBalance, ...] | None" = None
    shapes: "Mapping[str, Shape] | None" = None
    nearly: "tuple[NearlyLoop, ...] | None" = None
