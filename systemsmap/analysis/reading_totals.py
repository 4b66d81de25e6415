"""The line above the list of loops: how many are listed, and how many there are in all."""

from collections.abc import Mapping

from systemsmap.analysis.counting.counts import Counts, TooWide
from systemsmap.analysis.loops.loop import LoopPolarity
from systemsmap.analysis.reading import numeral, so_many


def kept_line(
    kept: Mapping[LoopPolarity, int],
    horizon: int,
    counted: Counts | TooWide | None = None,
    *,
    complete: bool,
) -> str:
    """Return what is known of the number of loops when so many of each kind are kept up with.

    All of up to `horizon` links are kept; `complete`: there are no others.
    """
    number = sum(kept.values())
    if complete:
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in kept.items() if n)
        return f"{so_many(number, 'loop')}: {kinds}" if number else "No loops"
    up_to = f"up to {so_many(horizon, 'link')}"
    line = f"{so_many(number, 'loop')} {up_to}, all of them" if number else f"No loops {up_to}"
    if counted is None:
        return f"{line}; longer ones are being counted"
    if isinstance(counted, Counts):
        return f"{line}; {numeral(counted.total)} in all: {_kinds(counted)}"
    least = max(counted.lower_bound, number, sum(counted.by_length.values()))
    more = ""
    if counted.complete_to > horizon:
        known = sum(n for length, n in counted.by_length.items() if length <= counted.complete_to)
        more = f"; {so_many(known, 'loop')} counted up to {so_many(counted.complete_to, 'link')}"
    return f"{line}{more}; at least {numeral(least)} in all, too many to count exactly"


def _kinds(counts: Counts) -> str:
    kinds = ((counts.reinforcing, "R"), (counts.balancing, "B"), (counts.undecided, "undecided"))
    return ", ".join(f"{numeral(count)} {kind}" for count, kind in kinds if count)
