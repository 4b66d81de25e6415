"""Brings a draft up to date with one change, touching no more than has to be."""

from collections.abc import Iterable

from systemsmap.model.change import Change
from systemsmap.model.records import Link, Variable
from systemsmap.rendering.choose import NO_SHIFT, chosen_route, plain_route
from systemsmap.rendering.costs import name_cost
from systemsmap.rendering.draft import Draft
from systemsmap.rendering.routing import (
    CAREFUL,
    crowded_ends,
    lay,
    lay_plainly,
    mend,
    put_signs,
    put_signs_plainly,
    shift_ends,
)

_CROWD = 500  # links from which a map is large
_LOOKED_AT = 20  # links laid with care per step of a drag; the others at once when it settles
_MENDED = 60  # links that try other ways because of each other; half of it in large maps
_FOLLOWING = 48  # links that only follow the middle of their loop: so many per step of a drag
_IN_CROWD = 6  # of each of these in large maps, where the rest catch up when the drag ends


def lay_everything(draft: Draft) -> None:
    """Work out the whole map."""
    for variable in draft.map.variables.values():
        draft.put_words(variable)
    links = draft.map.links
    for link in links.values():
        draft.routes[link.id] = plain_route(draft, link)
    shifts = crowded_ends(draft, draft.map.variables)
    for link in links.values():
        draft.put_route(chosen_route(draft, link, shifts.get(link.id, NO_SHIFT)))
    put_signs(draft, links)
    mend(draft, links, _MENDED if len(links) <= CAREFUL else _MENDED // 2)


def follow(draft: Draft, before: Draft, change: Change) -> tuple[set[str], set[str]]:
    """Do what a change asks for at once.

    Returns the ids that look different or are gone, and the variables and links whose
    surroundings `settle` should look at when things are quiet.
    """
    moved = _move_words(draft, change)
    dirty = _links_of(draft, before, change, moved)
    behind = [i for v in moved for i in draft.links_around.get(v, ()) if i not in dirty]
    is_crowd = len(draft.map.links) > _CROWD
    laid = {**dirty, **dict.fromkeys(behind[: _IN_CROWD if is_crowd else _FOLLOWING])}
    careful = _IN_CROWD if is_crowd else _LOOKED_AT
    looked_at, rest = list(laid)[:careful], list(laid)[careful:]
    lay_plainly(draft, [draft.map.links[i] for i in rest])
    put_signs_plainly(draft, rest)
    lay(draft, [draft.map.links[i] for i in looked_at])
    put_signs(draft, looked_at)
    gone = {i for i, r in change.after.items() if r is None}
    return {*moved, *laid, *gone}, {*moved, *laid, *behind}


def _move_words(draft: Draft, change: Change) -> dict[str, None]:
    moved: dict[str, None] = {}
    for id_, after in change.after.items():
        before = change.before[id_]
        if isinstance(after, Variable):
            draft.put_words(after)
            moved[id_] = None
        elif isinstance(before, Variable):
            draft.drop_words(id_)
    return moved


def _links_of(draft: Draft, before: Draft, change: Change, moved: Iterable[str]) -> dict[str, None]:
    """Return the links that must be laid anew, and take those that are gone off the page."""
    links = draft.map.links
    dirty: dict[str, None] = {i: None for v in moved for i in draft.map.links_at.get(v, ())}
    for id_, after in change.after.items():
        old = change.before[id_]
        if isinstance(after, Link):
            dirty[id_] = None
        if isinstance(old, Link) and (after is None or _rewired(old, after)):
            draft.drop_route(id_)
            draft.marks.pop(id_, None)
            dirty |= _way_back(draft, old)
        if isinstance(after, Link):
            dirty |= _way_back(draft, after)
    if draft.rounds is not before.rounds:
        old_rounds = before.rounds
        dirty |= {i: None for i, r in draft.rounds.items() if old_rounds.get(i) != r}
        dirty |= {i: None for i in old_rounds if i not in draft.rounds}
    return {i: None for i in dirty if i in links}


def _rewired(old: Link, new: object) -> bool:
    return isinstance(new, Link) and (old.source, old.target) != (new.source, new.target)


def _way_back(draft: Draft, link: Link) -> dict[str, None]:
    back = draft.map.link_between.get((link.target, link.source))
    return {back: None} if back else {}


def settle(draft: Draft, pending: Iterable[str]) -> set[str]:
    """Look again at everything near what changed; return the ids that look different."""
    ids = set(pending)
    variables = {i: None for i in draft.map.variables if i in ids}
    links = {i: None for i in draft.map.links if i in ids}
    draft.anchor(links)
    stale = {i: None for i in links if name_cost(draft, draft.routes[i]) > 0}
    hit = {**_run_over(draft, variables), **stale}
    lay(draft, [draft.map.links[i] for i in hit])
    for id_ in links:
        link = draft.map.links[id_]
        variables[link.source] = variables[link.target] = None
    touched = {*hit, *shift_ends(draft, crowded_ends(draft, variables))}
    touched |= put_signs(draft, touched)
    near: dict[str, None] = {**links, **hit, **dict.fromkeys(sorted(touched))}
    for id_ in tuple(near):
        if id_ in draft.routes:
            near |= dict.fromkeys(_clashing_with(draft, id_))
    touched |= mend(draft, near, _MENDED // 2)
    return touched


def _run_over(draft: Draft, variables: Iterable[str]) -> dict[str, None]:
    """Return the links of others that now run through the words of these variables."""
    hit: dict[str, None] = {}
    for id_ in variables:
        name = draft.outlines[id_]
        reach = max(name.half_width, name.half_height)
        for link in draft.links_near(name.x, name.y, reach + 8.0):
            route = draft.routes[link]
            if id_ not in (route.source, route.target) and name_cost(draft, route) > 0:
                hit[link] = None
    return hit


def _clashing_with(draft: Draft, link: str) -> list[str]:
    """Return the links whose head this one runs over."""
    route = draft.routes[link]
    return [
        i
        for i in draft.links_along(route, 10.0)
        if i != link and route.curve.distance_to(*draft.routes[i].heart) < 10.0
    ]
