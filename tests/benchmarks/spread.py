"""Big maps that are laid out, so that pictures of them are pictures."""

from dataclasses import replace
from math import ceil, sqrt

from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import tangle

ACROSS, DOWN = 220.0, 130.0
SIDE = 5
THEME = SIDE * SIDE  # as many variables as `tangle` links closely


def spread(variables: int, links: int) -> SystemsMap:
    """Return a tangle of so many variables and links, each theme in a square of its own."""
    map_ = tangle(variables, links / variables)
    wide = ceil(sqrt(variables / THEME))
    placed = {
        v.id: replace(v, x=_cell(i, wide)[0] * ACROSS, y=_cell(i, wide)[1] * DOWN)
        for i, v in enumerate(map_.variables.values())
    }
    links_ = (replace(k, id=f"k{i}") for i, k in enumerate(map_.links.values()))
    return replace(map_, variables=placed, links={k.id: k for k in links_})


def _cell(index: int, wide: int) -> tuple[int, int]:
    """Return column and row of a variable, the squares of themes being `wide` in a row."""
    theme, place = divmod(index, THEME)
    return theme % wide * SIDE + place % SIDE, theme // wide * SIDE + place // SIDE


def with_hub(map_: SystemsMap, links: int) -> tuple[SystemsMap, str]:
    """Return the map with one variable at its middle linked to so many others, and its id."""
    ids = list(map_.variables)
    hub = ids[len(ids) // 2]
    others = [i for i in ids if i != hub and (hub, i) not in map_.link_between]
    have = len(map_.links_at.get(hub, ()))
    step = max(1, len(others) // links)
    new = [Link(f"hub{i}", hub, i, Polarity.POSITIVE) for i in others[::step][: links - have]]
    return replace(map_, links={**map_.links, **{link.id: link for link in new}}), hub
