"""Links and loops as sentences: the one place for their wording, the same words each time.

A link is read as what it claims, other things being equal: that there will be more or less of
its effect *than there would otherwise have been* (Sterman, Business Dynamics, 2000, chapter 5).
"Moves in the same direction" would be wrong wherever the effect accumulates (Richardson 1986).
"""

from collections.abc import Iterable
from decimal import Decimal

from systemsmap.analysis.loops.loop import LoopPolarity, Loops
from systemsmap.analysis.register import ListedLoop
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap

_READABLE = 10**15
_LINK_SENTENCES = {
    Polarity.POSITIVE: "More {a} means{later} more {b} than there would otherwise have been.",
    Polarity.NEGATIVE: "More {a} means{later} less {b} than there would otherwise have been.",
    Polarity.MIXED: "More {a} can mean{later} both more and less {b}: it depends.",
    Polarity.UNDECIDED: "{a} affects {b}{slowly}; whether more of the one means more or less of"
    " the other is undecided.",
}
_FALLING_SENTENCES = {
    Polarity.POSITIVE: "Less {a} means{later} less {b} than there would otherwise have been.",
    Polarity.NEGATIVE: "Less {a} means{later} more {b} than there would otherwise have been.",
    Polarity.MIXED: "Less {a} can mean{later} both less and more {b}: it depends.",
    Polarity.UNDECIDED: _LINK_SENTENCES[Polarity.UNDECIDED],
}
_ROUTE_SENTENCES = {
    Polarity.POSITIVE: "More {a} means{later} more {b} in the end; less {a} means less {b}.",
    Polarity.NEGATIVE: "More {a} means{later} less {b} in the end; less {a} means more {b}.",
    Polarity.UNDECIDED: "Whether more {a} means more or less {b} in the end is undecided.",
}
_LOOP_SENTENCES = {
    LoopPolarity.REINFORCING: "So a change in {a} feeds itself{later}: more leads to more still,"
    " and less to less still.",
    LoopPolarity.BALANCING: "So a change in {a} works against itself{later}: more leads back to"
    " less, and less to more.",
}
_UNDECIDED = (
    "Whether a change in {a} feeds itself or works against itself depends on {deciders}: {either}."
)
_EITHER_OF_ONE = "with + the loop is {even}, with − {odd}"
_EITHER_OF_MORE = "if an even number of these are − the loop is {even}, if an odd number {odd}"


def read_link(map_: SystemsMap, link: Link, *, falling: bool = False) -> str:
    """Return the link as one sentence: what more of the cause means, or less of it.

    Names stand as they were written, in quotation marks.
    """
    sentences = _FALLING_SENTENCES if falling else _LINK_SENTENCES
    return sentences[link.polarity].format(
        a=_variable(map_, link.source),
        b=_variable(map_, link.target),
        later=", after a while," if link.delayed else "",
        slowly=" after a while" if link.delayed else "",
    )


def read_loop(map_: SystemsMap, listed: ListedLoop) -> tuple[str, ...]:
    """Return a sentence for each link of the loop, and a last one on what the loop does."""
    links = (map_.links.get(i) for i in listed.links)
    return (*(read_link(map_, link) for link in links if link), _what_it_does(map_, listed))


def read_way(map_: SystemsMap, start: str, end: str, sign: Polarity, *, delayed: bool) -> str:
    """Return what a way from one variable to another does to it, for a rise and for a fall."""
    later = ", after a while," if delayed else ""
    a, b = _variable(map_, start), _variable(map_, end)
    return _ROUTE_SENTENCES[sign].format(a=a, b=b, later=later)


def headline(loops: Loops) -> str:
    """Return in a few words how many loops there are, and honestly how many are not shown."""
    count = len(loops.loops)
    if not count:
        return "No loops" if loops.complete else "No loops found so far"
    if loops.complete:
        return f"{so_many(count, 'loop')}: {_by_polarity(loops)}"
    longest = len(loops.loops[-1])
    if loops.known > count:
        total = (
            f"{loops.known:,}" if loops.exactly else f"more than {_rounded_down(loops.known - 1):,}"
        )
        which = "shortest" if longest <= loops.complete_to else "first found"
        return f"The {count:,} {which} of {total} loops"
    found = f"{so_many(count, 'loop')} ({_by_polarity(loops)})"
    if longest <= loops.complete_to:
        return f"{found}; none with more than {so_many(loops.complete_to, 'link')} looked for"
    return f"{found}; only those of up to {so_many(loops.complete_to, 'link')} are all there"


def quoted(name: str) -> str:
    """Return a name of one line in quotation marks, as it stands inside a sentence."""
    return f"“{' '.join(name.split())}”"


def arrow(map_: SystemsMap, link: Link) -> str:
    """Return a link as cause and effect with an arrow between them."""
    return f"{_variable(map_, link.source)} → {_variable(map_, link.target)}"


def joined(words: Iterable[str]) -> str:
    """Return the words as a list within a sentence: a, b and c."""
    *first, last = tuple(words) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def so_many(count: int, thing: str) -> str:
    """Return the number of things, with a comma between thousands: 1 loop, 2,000 loops."""
    return f"{numeral(count)} {thing}" if count == 1 else f"{numeral(count)} {thing}s"


def numeral(count: int) -> str:
    """Return a number with commas, or about how large it is when nobody could read it."""
    if count < _READABLE:
        return f"{count:,}"
    figure, power = f"{Decimal(count):.1e}".split("e+")
    return f"about {figure} × 10^{int(power):,}"


def _what_it_does(map_: SystemsMap, listed: ListedLoop) -> str:
    if listed.broken:
        lost = joined(f"“{link}”" for link in listed.lost)
        went = f"without {lost}" if lost else "since one of its links went"
        return f"This loop is broken: it no longer closes {went}."
    start = _variable(map_, listed.variables[0])
    if listed.polarity is LoopPolarity.UNDECIDED:
        deciders = [k for k in (map_.links.get(i) for i in listed.deciders) if k]
        told = joined(arrow(map_, k) for k in deciders)
        return _UNDECIDED.format(a=start, deciders=told, either=_either_way(map_, listed))
    later = ", after a while" if listed.delayed else ""
    return _LOOP_SENTENCES[listed.polarity].format(a=start, later=later)


def _either_way(map_: SystemsMap, listed: ListedLoop) -> str:
    """Return what an undecided loop becomes, whichever signs its open links get."""
    signs = [map_.links[i].polarity for i in listed.links if i in map_.links]
    kinds = (LoopPolarity.REINFORCING, LoopPolarity.BALANCING)
    turned = signs.count(Polarity.NEGATIVE) % 2
    words = _EITHER_OF_ONE if len(listed.deciders) == 1 else _EITHER_OF_MORE
    return words.format(even=kinds[turned].value, odd=kinds[1 - turned].value)


def _variable(map_: SystemsMap, id_: str) -> str:
    return quoted(map_.variables[id_].name)


def _by_polarity(loops: Loops) -> str:
    counts = {p: sum(loop.polarity is p for loop in loops.loops) for p in LoopPolarity}
    return ", ".join(f"{count:,} {polarity}" for polarity, count in counts.items() if count)


def _rounded_down(number: int) -> int:
    """Return the number with its first two digits kept, so that "more than" stays true."""
    unit: int = 10 ** max(0, len(str(number)) - 2)
    return number // unit * unit
