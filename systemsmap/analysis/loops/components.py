"""Where loops can be, and from which variables to look for them.

Components are those of Tarjan (Depth-first search and linear graph algorithms, SIAM J. Comput.
1972), without recursion. networkx answers the same question elsewhere; here it is asked at every
listing, and turning a map into a networkx graph alone takes longer than listing its loops.
"""

from dataclasses import dataclass

from systemsmap.analysis.loops.joining import Joined, joined

_Rows = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Homes:
    """Variables to look for loops from, in order, and how late each variable is given up.

    From the home in place n only variables with a rank above n are walked over: earlier homes
    are done with, and what cannot be on a loop without them is too. A link is the word of the
    variables it passes and ends at (`effects`), or starts at and passes (`causes`). `longest`: no
    loop has more links than this. `loops` run through no home.
    """

    order: tuple[str, ...]
    rank: dict[str, int]
    effects: _Rows
    causes: _Rows
    longest: int
    loops: tuple[str, ...] = ()


def components(effects: _Rows) -> list[list[str]]:
    """Return the strongly connected components of two or more variables."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []
    for first, row in effects.items():
        if first not in number and row:
            _visit(first, effects, (number, low, open_), found)
    return found


def _visit(
    first: str,
    effects: _Rows,
    state: tuple[dict[str, int], dict[str, int], list[str]],
    found: list[list[str]],
) -> None:
    """Follow effects from one variable; `low` is kept only while its component is open."""
    number, low, open_ = state
    number[first] = low[first] = len(number)
    open_.append(first)
    walk = [(first, iter(effects[first]))]
    while walk:
        at, onward = walk[-1]
        for to in onward:
            if to not in number:
                number[to] = low[to] = len(number)
                open_.append(to)
                walk.append((to, iter(effects[to])))
                break
            if to in low and number[to] < low[at]:
                low[at] = number[to]
        else:
            walk.pop()
            if walk and low[at] < low[walk[-1][0]]:
                low[walk[-1][0]] = low[at]
            if low[at] == number[at]:
                _close(at, low, open_, found)


def _close(at: str, low: dict[str, int], open_: list[str], found: list[list[str]]) -> None:
    """Take the finished component off the open ones; single variables are no component."""
    start = len(open_) - 1
    while open_[start] != at:
        start -= 1
    for letter in open_[start:]:
        del low[letter]
    if len(open_) - start > 1:
        found.append(open_[start:])
    del open_[start:]


def hubs_first(effects: _Rows) -> Homes:
    """Return homes with the busiest first, so that little is left to walk for the others.

    When a home is done with, variables left without a cause or an effect go with it, and with
    them others in turn.
    """
    inside, causes, longest = _inside(effects)
    core = joined(inside, causes)
    effects = core.effects
    many_in = {letter: len(row) for letter, row in causes.items()}
    many_out = {letter: len(row) for letter, row in effects.items()}
    busiest = sorted(effects, key=lambda letter: -many_in[letter] * many_out[letter])
    rank: dict[str, int] = {}
    order: list[str] = []
    for home in busiest:
        if home not in rank:
            rank[home] = len(order)
            order.append(home)
            _give_up(home, core, (many_in, many_out), rank)
    return Homes(tuple(order), rank, effects, causes, longest, tuple(core.loops))


def in_map_order(effects: _Rows) -> Homes:
    """Return homes in the order of the map, each walked from over later variables only."""
    effects, causes, longest = _inside(effects)
    for row in effects.values():
        row.sort()
    order = tuple(sorted(effects))
    return Homes(order, {letter: n for n, letter in enumerate(order)}, effects, causes, longest)


def _give_up(
    home: str,
    core: Joined,
    left: tuple[dict[str, int], dict[str, int]],
    rank: dict[str, int],
) -> None:
    given_up = [home]
    for letter in given_up:  # grows while it is walked
        ahead = [(word[-1], left[0]) for word in core.effects[letter]]
        behind = [(word[0], left[1]) for word in core.causes[letter]]
        for other, ways in (*ahead, *behind):
            ways[other] -= 1
            if not ways[other] and other not in rank:
                rank[other] = rank[home] + 1
                given_up.append(other)


def _inside(effects: _Rows) -> tuple[_Rows, _Rows, int]:
    """Return the links inside components, both ways round, and the size of the largest."""
    groups = components(effects)
    group_of = {letter: n for n, group in enumerate(groups) for letter in group}
    inside: _Rows = {letter: [] for letter in group_of}
    causes: _Rows = {letter: [] for letter in group_of}
    for letter, row in inside.items():
        number = group_of[letter]
        for to in effects[letter]:
            if group_of.get(to) == number:
                row.append(to)
                causes[to].append(letter)
    return inside, causes, max(map(len, groups), default=0)


def between(first: str, last: str, effects: _Rows, causes: _Rows) -> tuple[_Rows, _Rows]:
    """Return the links on walks from one variable to another, both ways round."""
    inside = _reached(first, effects) & _reached(last, causes) | {first, last}
    return _among(inside, effects), _among(inside, causes)


def _reached(first: str, rows: _Rows) -> set[str]:
    reached, to_do = {first}, [first]
    for letter in to_do:  # grows while it is walked
        for to in rows[letter]:
            if to not in reached:
                reached.add(to)
                to_do.append(to)
    return reached


def _among(inside: set[str], rows: _Rows) -> _Rows:
    return {letter: [to for to in rows[letter] if to in inside] for letter in inside}
