"""Which of its possible bends a link takes."""

from collections.abc import Callable

from systemsmap.model.records import Link
from systemsmap.rendering.bends import LONE, PAIR, Place, pair_bend, round_bend
from systemsmap.rendering.costs import arc_cost, name_cost, names_between
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.route import Aims, Route, full_arc, ring, visible

NO_SHIFT: Aims = (0.0, 0.0, 0.0, 0.0)
_STUBBORN = 18.0  # how much better another bend must be before a link leaves the one it has,
_WILLING = 6.0  # or this much, when everything round it was looked at
_OTHER_SIDE = 22.0
_PER_BEND = 130.0
_LONG, _FEW = 1500.0, 4  # a link across the whole map hits names whatever it does: try little
_LARGE = 150  # nor is there time for everything where so many links are in each other's way

# Besides the wanted bend: these heights over the chord, on the same side or on the other.
_ALTERNATIVES = (
    *((height, 1.0) for height in (0.03, 0.1, 0.16, 0.22, 0.28, 0.34, 0.42, 0.52)),
    *((height, -1.0) for height in (0.05, 0.12, 0.2, 0.28, 0.36, 0.45)),
)

Cost = Callable[[Draft, Route], float]
Pricing = Callable[[int, float], float]


def plain_route(draft: Draft, link: Link, shift: Aims = NO_SHIFT) -> Route:
    """Return the route of a link without a look at what is in its way.

    A link that had to choose another bend before keeps that choice.
    """
    if link.source == link.target:
        return _ring_route(draft, link)
    if link.bend is not None:
        return _route(draft, link, link.bend, -1, shift)
    bend = wanted_bend(draft, link)
    old = draft.routes.get(link.id)
    choice = max(old.choice, 0) if old else 0
    return _route(draft, link, _bend_of(bend, choice) if choice else bend, choice, shift)


def wanted_bend(draft: Draft, link: Link) -> float:
    """Return the bend a link would take if nothing stood in its way."""
    own = _own_bend(draft, link)
    back = draft.map.link_between.get((link.target, link.source))
    if back is None:
        return own
    return pair_bend(own, _own_bend(draft, draft.map.links[back]))


def _own_bend(draft: Draft, link: Link) -> float:
    round_ = draft.rounds.get(link.id)
    if round_ is None:
        return LONE
    if len(round_) < 3:
        return PAIR
    places = [_place(draft, id_) for id_ in round_]
    old = draft.routes.get(link.id)
    before = old.bend if old and old.choice == 0 else None
    return round_bend(_place(draft, link.source), _place(draft, link.target), places, before)


def _place(draft: Draft, variable: str) -> Place:
    outline = draft.outlines[variable]
    return outline.x, outline.y


def chosen_route(draft: Draft, link: Link, shift: Aims = NO_SHIFT, cost: Cost = name_cost) -> Route:
    """Return the best route of a link: as wanted if that runs into nothing.

    A link bent by hand keeps its bend. One that took another bend before keeps it unless the
    best is clearly better, so that links do not jump while something is dragged.
    """
    if link.source == link.target:
        return _ring_route(draft, link)
    if link.bend is not None:
        return _route(draft, link, link.bend, -1, shift)
    wanted = wanted_bend(draft, link)
    old = draft.routes.get(link.id)
    kept = old.choice if old and old.choice > 0 else 0
    first = _route(draft, link, wanted, 0, shift)
    price = cost(draft, first)
    if price == 0.0 and kept == 0:
        return first
    return _best(draft, link, (first, price, kept), cost)


def _best(draft: Draft, link: Link, wanted: tuple[Route, float, int], cost: Cost) -> Route:
    """Return the cheapest route; options in the order of how much they differ, until none of
    the rest can be better.
    """
    first, least, kept = wanted
    bend, best = first.bend, 0
    stubborn = _STUBBORN if cost is name_cost else _WILLING
    price_of = _pricing(draft, link, first, cost)
    best_price = least if kept else least - stubborn
    if kept:
        price = _differs(bend, kept) - stubborn + price_of(kept, 1e9)
        if price < best_price:
            best, best_price = kept, price
    options = sorted((_differs(bend, c), c) for c in _choices(draft, link))
    if first.curve.length > _LONG or (cost is not name_cost and len(draft.routes) > _LARGE):
        options = options[:_FEW]
    for differs, choice in options:
        if differs >= best_price:
            break
        price = differs + price_of(choice, best_price - differs)
        if price < best_price:
            best, best_price = choice, price
    return _route(draft, link, _bend_of(bend, best), best, first.shift) if best else first


def _pricing(draft: Draft, link: Link, first: Route, cost: Cost) -> Pricing:
    """Return what tells the price of an alternative, or something above a limit.

    When only names matter, they are looked up once for all alternatives, and the whole arc
    stands for the part of it that is seen: several times quicker.
    """
    if cost is not name_cost or first.curve.length > _LONG:
        return lambda choice, _: cost(
            draft, _route(draft, link, _bend_of(first.bend, choice), choice, first.shift)
        )
    source, target = draft.outlines[link.source], draft.outlines[link.target]
    names = names_between(draft, source, target)

    def price(choice: int, limit: float) -> float:
        arc = full_arc(source, target, _bend_of(first.bend, choice), first.shift)
        return arc_cost(arc, names, limit)

    return price


def _choices(draft: Draft, link: Link) -> range:
    """Return the alternatives open to a link; one with a way back must stay on its side."""
    paired = (link.target, link.source) in draft.map.link_between
    return range(2, 9) if paired else range(1, len(_ALTERNATIVES) + 1)


def _bend_of(wanted: float, choice: int) -> float:
    height, side = _ALTERNATIVES[choice - 1]
    return height * side if wanted >= 0 else -height * side


def _differs(wanted: float, choice: int) -> float:
    height, side = _ALTERNATIVES[choice - 1]
    if side > 0:
        return _PER_BEND * abs(height - abs(wanted))
    return _OTHER_SIDE + _PER_BEND * abs(height - abs(wanted))


def _route(draft: Draft, link: Link, bend: float, choice: int, shift: Aims) -> Route:
    source, target = draft.outlines[link.source], draft.outlines[link.target]
    curve = visible(full_arc(source, target, bend, shift), source, target)
    return Route(link.id, link.source, link.target, bend, choice, shift, curve)


def _ring_route(draft: Draft, link: Link) -> Route:
    """Return the ring of a link to itself, where the name has most room if nobody chose."""
    name = draft.outlines[link.source]
    turns = link.bend
    if turns is None:
        turns = max((0.0, 0.5, 0.25, 0.75, 0.12, 0.88, 0.38, 0.62), key=_room(draft, link))
    curve = ring(name, turns)
    return Route(link.id, link.source, link.target, turns, -1, NO_SHIFT, curve)


def _room(draft: Draft, link: Link) -> Callable[[float], float]:
    name = draft.outlines[link.source]
    others = [draft.map.links[i] for i in draft.map.links_at.get(link.source, ())]
    ends = [r for k in others if k.id != link.id and (r := draft.routes.get(k.id))]

    def room(turns: float) -> float:
        curve = ring(name, turns)
        spots = [r.tip if r.target == link.source else r.points[0] for r in ends]
        near = min((curve.distance_to(*spot) for spot in spots), default=60.0)
        probe = Route("", link.source, link.source, turns, -1, NO_SHIFT, curve)
        old = draft.routes.get(link.id)
        kept = 12.0 if old and old.bend == turns else 0.0
        return min(near, 60.0) - name_cost(draft, probe) + kept

    return room
