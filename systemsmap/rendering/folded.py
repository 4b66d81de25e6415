"""The picture of a folded map, made from that of the whole: what is not folded stays in place."""

from collections.abc import Iterable
from dataclasses import dataclass

from systemsmap.analysis.folding import FoldedMap, Folding, folded_map, folding_of
from systemsmap.model.records import Link
from systemsmap.rendering.bundles import bundled, loop_as_folded, placed
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.curve import bend_through

_NEAR = 0.12  # how near to an end of a link, as a part of its length, is out of its way
_ROUNDEST = 0.8  # bend of such a link: beyond, it would run round half the map


@dataclass(frozen=True, slots=True)
class FoldedPicture:
    """What branches, the map with the rest in bundles, and where everything on it is."""

    folding: Folding
    folded: FoldedMap
    composition: Composition


def folded_picture(whole: Composition, opened: Iterable[str] = ()) -> FoldedPicture:
    """Return the picture of a map folded, with these variables shown besides what branches."""
    map_ = whole.map
    folding = folding_of(map_)
    folded = folded_map(map_, folding, opened)
    badges = {x.id: whole.badge_of(x.id) for x in whole.loops if whole.has(x.id)}
    boxes = [whole.badge(i) for i in badges] + [whole.box(i) for i in map_.notes]
    made = placed(folded, _bends(whole, folded), boxes, whole.theme)
    loops = tuple(loop_as_folded(x, folded) for x in whole.loops if x.id in badges)
    composition = compose(made, whole.theme).with_bundles(bundled(folded), loops, badges)
    return FoldedPicture(folding, folded, composition)


def _bends(whole: Composition, folded: FoldedMap) -> dict[str, float]:
    """Return the bends of links that are as they were, and of those in the place of others.

    The former stay where they are, the latter pass where the middle of what they stand for is.
    """
    bends: dict[str, float] = {}
    for id_, link in folded.map_.links.items():
        if whole.map.links.get(id_) is link:
            at = whole.middle(id_)
            bends[id_] = whole.bend_towards(id_, at.x, at.y)
        elif id_ in folded.bundles and link.source != link.target:
            bend = _past(whole, link, folded.bundles[id_])
            if bend is not None:
                bends[id_] = bend
    return bends


def _past(whole: Composition, link: Link, ids: tuple[str, ...]) -> float | None:
    """Return the bend of a link that passes these variables, or None if they are out of its way."""
    map_ = whole.map
    lying = [map_.variables[i] for i in ids]
    x, y = sum(v.x for v in lying) / len(lying), sum(v.y for v in lying) / len(lying)
    a, b = whole.box(link.source).middle, whole.box(link.target).middle
    dx, dy = b.x - a.x, b.y - a.y
    along = ((x - a.x) * dx + (y - a.y) * dy) / max(dx * dx + dy * dy, 1.0)
    if not _NEAR < along < 1.0 - _NEAR:
        return None
    return min(max(bend_through(a, b, x, y), -_ROUNDEST), _ROUNDEST)
