"""Ways to choose: neighbours, walking, and how a choice is spoken of."""

from collections.abc import Collection

from systemsmap.editor.pointer import Direction
from systemsmap.model.systems_map import SystemsMap

_STEP = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}


def towards(map_: SystemsMap, id_: str, direction: Direction) -> str | None:
    """Return the nearest variable in this direction from another, or None.

    Going off to the side counts double, so that a walk keeps to rows and columns.
    """
    here, (dx, dy) = map_.variables[id_], _STEP[direction]
    best: tuple[float, str] | None = None
    for other in map_.variables.values():
        ahead = (other.x - here.x) * dx + (other.y - here.y) * dy
        aside = abs((other.x - here.x) * dy) + abs((other.y - here.y) * dx)
        if other.id != id_ and ahead > aside * 0.5:
            cost = ahead + 2.0 * aside
            best = min(best, (cost, other.id)) if best else (cost, other.id)
    return best[1] if best else None


def around(map_: SystemsMap, ids: Collection[str]) -> frozenset[str]:
    """Return these variables with every link at them and the variables at their other ends."""
    chosen = set(ids)
    for id_ in ids:
        for link_id in map_.links_at.get(id_, ()):
            link = map_.links[link_id]
            chosen |= {link_id, link.source, link.target}
    return frozenset(chosen)


def links_among(map_: SystemsMap, ids: Collection[str]) -> frozenset[str]:
    """Return the links whose both ends are among these variables."""
    found = {i for v in ids for i in map_.links_at.get(v, ())}
    return frozenset(
        i for i in found if map_.links[i].source in ids and map_.links[i].target in ids
    )


def counted(map_: SystemsMap, ids: Collection[str]) -> str:
    """Say how many things these are: "3 variables", "1 link and 2 notes"."""
    counts = (
        (len(map_.variables.keys() & ids), "variable"),
        (len(map_.links.keys() & ids), "link"),
        (len(map_.notes.keys() & ids), "note"),
        (len(map_.loops.keys() & ids), "loop"),
    )
    said = [f"{n} {word}{'s' if n > 1 else ''}" for n, word in counts if n]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said) or "nothing"
