"""How many loops a map has, as text for people and as an object for programs."""

from collections.abc import Iterator, Mapping

from systemsmap.analysis.balance import balance_line, only_kind
from systemsmap.analysis.counting.counts import Counts, TooWide
from systemsmap.analysis.loops.shares import Share, read_share, shares
from systemsmap.analysis.reading import arrow, so_many
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.model.systems_map import SystemsMap

_BAR = 40


def as_object(map_: SystemsMap, counts: Counts | TooWide) -> dict[str, object]:
    """Return what `loops --count --json` prints.

    Where the count gave up, `total` is what there is at least, the kinds are null, and lengths
    are complete up to `counted_to`.
    """
    if isinstance(counts, TooWide):
        unknown = dict.fromkeys(("reinforcing", "balancing", "undecided", "delayed"))
        return {
            "total": counts.lower_bound,
            **unknown,
            "complete": False,
            "by_length": _lengths(counts.by_length),
            "links": [],
            "counted_to": counts.complete_to,
        }
    return {
        "total": counts.total,
        "reinforcing": counts.reinforcing,
        "balancing": counts.balancing,
        "undecided": counts.undecided,
        "delayed": counts.delayed,
        "complete": True,
        "by_length": _lengths(counts.by_length or {}),
        "links": list(_links(map_, counts)),
    }


def _lengths(by_length: Mapping[int, int]) -> dict[str, int]:
    return {str(length): n for length, n in sorted(by_length.items())}


def _links(map_: SystemsMap, counts: Counts) -> Iterator[dict[str, object]]:
    for id_, kinds in (counts.per_link or {}).items():
        link = map_.links[id_]
        yield {
            "from": map_.variables[link.source].name,
            "to": map_.variables[link.target].name,
            "reinforcing": kinds[0],
            "balancing": kinds[1],
            "undecided": kinds[2],
        }


def as_text(map_: SystemsMap, counts: Counts | TooWide) -> str:
    """Return the numbers for people: totals, loops of each length, links by their share."""
    if isinstance(counts, TooWide):
        known = f"At least {so_many(counts.lower_bound, 'loop')}. {counts.reason}"
        up_to = f"Complete up to {so_many(counts.complete_to, 'link')}:" if counts.by_length else ""
        return "\n".join([known, up_to, *_histogram(counts.by_length)])
    lines = [f"{so_many(counts.total, 'loop')}{':' if counts.total else '.'}"]
    if counts.total:
        lines += [*_kinds(counts), *_alike(map_)]
    if counts.by_length:
        lines += ["", "Loops by length:", *_histogram(counts.by_length)]
    if counts.per_link and counts.total:
        lines += ["", "Links by their share of all loops:", *_shares(map_, counts)]
    if counts.reason:
        lines += ["", counts.reason]
    return "\n".join(lines)


def _kinds(counts: Counts) -> list[str]:
    numbers = (
        (counts.reinforcing, "reinforcing"),
        (counts.balancing, "balancing"),
        (counts.undecided, "undecided"),
        (counts.delayed, "with a delay"),
    )
    wide = max(len(f"{number:,}") for number, _ in numbers)
    return [f"  {number:>{wide},} {kind}" for number, kind in numbers]


def _alike(map_: SystemsMap) -> list[str]:
    line = balance_line(only_kind(map_))
    return [line] if line else []


def _histogram(by_length: Mapping[int, int]) -> list[str]:
    """Return a line a length: links, a bar, loops; bars grow with the number of digits."""
    if not by_length:
        return []
    wide = max(len(f"{n:,}") for n in by_length.values())
    most = max(n.bit_length() for n in by_length.values())
    return [
        f"  {length:>4} {n:>{wide},} {'#' * max(1, n.bit_length() * _BAR // most)}"
        for length, n in sorted(by_length.items())
    ]


def _shares(map_: SystemsMap, counts: Counts) -> list[str]:
    found = shares(counts.total, counts.per_link or {})
    by_share = sorted(found.items(), key=lambda pair: -pair[1].loops)
    return [f"  {_name(map_, id_)}: {_share(share)}" for id_, share in by_share if share.loops]


def _name(map_: SystemsMap, id_: str) -> str:
    return " ".join(Cleaner().text(arrow(map_, map_.links[id_])).split())


def _share(share: Share) -> str:
    kinds = ((share.reinforcing, "R"), (share.balancing, "B"), (share.undecided, "undecided"))
    return f"{read_share(share)} ({', '.join(f'{n:,} {kind}' for n, kind in kinds if n)})"
