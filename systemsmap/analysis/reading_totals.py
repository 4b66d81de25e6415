"""The line above the list of loops: how many are listed, and how many there are in all."""

from collections.abc import Mapping

from systemsmap.analysis.counting.counts import Counts, TooWide
from systemsmap.analysis.loops.loop import LoopPolarity, Loops
from systemsmap.analysis.reading import headline, numeral, so_many


def totals_line(listed: Loops, counted: Counts | TooWide | None = None) -> str:
    """Return what is known of the number of loops, in one line; None: nothing was counted.

    When all loops are listed, that is the headline of the list. Otherwise it says up to which
    length the list misses none, and then the exact total, or what is certain without one.
    """
    if listed.complete or counted is None:
        return headline(listed)
    if isinstance(counted, Counts):
        return f"{_listed(listed)}; {numeral(counted.total)} in all: {_kinds(counted)}"
    parts = [_listed(listed), *_to_a_length(listed, counted)]
    least = max(counted.lower_bound, listed.known, sum(counted.by_length.values()))
    return "; ".join((*parts, f"at least {numeral(least)} in all, too many to count exactly"))


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


def _listed(listed: Loops) -> str:
    """Return "12 loops up to 5 links, all of them", and how many longer ones are there too."""
    count, longest = len(listed.loops), listed_to(listed)
    up_to = sum(len(loop) <= longest for loop in listed.loops)
    if not up_to:
        return f"The first {so_many(count, 'loop')} found" if count else "No loops listed so far"
    all_ = "all of them" if up_to > 1 else "the only one"
    line = f"{so_many(up_to, 'loop')} up to {so_many(longest, 'link')}, {all_}"
    return f"{line}, and {count - up_to:,} longer" if count > up_to else line


def listed_to(listed: Loops) -> int:
    """Return the length up to which no loop is missing from the list, in links."""
    if listed.known <= len(listed.loops):
        return listed.complete_to
    longest = len(listed.loops[-1]) if listed.loops else 1
    return min(listed.complete_to, longest - 1)


def _to_a_length(listed: Loops, counted: TooWide) -> tuple[str, ...]:
    if counted.complete_to <= listed_to(listed):
        return ()
    up_to = sum(n for length, n in counted.by_length.items() if length <= counted.complete_to)
    up_to_length = so_many(counted.complete_to, "link")
    return (f"{so_many(up_to, 'loop')} counted up to {up_to_length}",)


def _kinds(counts: Counts) -> str:
    kinds = ((counts.reinforcing, "R"), (counts.balancing, "B"), (counts.undecided, "undecided"))
    return ", ".join(f"{numeral(count)} {kind}" for count, kind in kinds if count)
