"""Big maps that are laid out, so that pictures of them are pictures."""

from dataclasses import replace

from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import tangle

ACROSS, DOWN = 220.0, 130.0


def spread(variables: int, links: int) -> SystemsMap:
    """Return a tangle of so many variables and links, theme by theme on a grid."""
    map_ = tangle(variables, links / variables)
    columns = max(1, round((variables * DOWN / ACROSS) ** 0.5))
    placed = {
        v.id: replace(v, x=i % columns * ACROSS, y=i // columns * DOWN)
        for i, v in enumerate(map_.variables.values())
    }
    links_ = (replace(k, id=f"k{i}") for i, k in enumerate(map_.links.values()))
    return replace(map_, variables=placed, links={k.id: k for k in links_})


def with_hub(map_: SystemsMap, links: int) -> tuple[SystemsMap, str]:
    """Return the map with one variable at its middle linked to so many others, and its id."""
    ids = list(map_.variables)
    hub = ids[len(ids) // 2]
    others = [i for i in ids if i != hub and (hub, i) not in map_.link_between]
    have = len(map_.links_at.get(hub, ()))
    step = max(1, len(others) // links)
    new = [Link(f"hub{i}", hub, i, Polarity.POSITIVE) for i in others[::step][: links - have]]
    return replace(map_, links={**map_.links, **{link.id: link for link in new}}), hub
