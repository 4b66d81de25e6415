"""Edits of pieces of the map, whatever they are made of: moving, placing, deleting, pasting."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.loops import loops_losing
from systemsmap.model.edits.story import steps_losing
from systemsmap.model.identity import fresh_id, loop_id
from systemsmap.model.records import Link, NamedLoop, Note, Record, Variable
from systemsmap.model.systems_map import SystemsMap


def move(map_: SystemsMap, ids: Iterable[str], dx: float, dy: float) -> Change:
    """Move variables and notes by dx, dy map units; links follow their variables."""
    placed = (_placed(map_, i) for i in ids)
    return changed(map_, *(replace(r, x=r.x + dx, y=r.y + dy) for r in placed if r))


def place(map_: SystemsMap, positions: Mapping[str, tuple[float, float]]) -> Change:
    """Put variables and notes at these positions."""
    placed = ((_placed(map_, i), at) for i, at in positions.items())
    return changed(map_, *(replace(r, x=x, y=y) for r, (x, y) in placed if r))


def delete(map_: SystemsMap, ids: Iterable[str]) -> Change:
    """Delete records; a variable takes its links with it. Loops people named remember them.

    A step of the story of which nothing is left goes with what it showed.
    """
    doomed = set(ids)
    doomed |= {link for i in doomed & map_.variables.keys() for link in map_.links_at.get(i, ())}
    doomed |= set(steps_losing(map_, doomed))
    kinds = (map_.variables, map_.links, map_.notes, map_.cards, map_.steps)
    gone = {i for kind in kinds for i in doomed if i in kind}
    return changed(map_, *loops_losing(map_, doomed & map_.links.keys()), removed=sorted(gone))


def piece(map_: SystemsMap, ids: Collection[str]) -> SystemsMap:
    """Return the piece of map these records make, with the links and loops wholly inside it."""
    variables = {i: v for i, v in map_.variables.items() if i in ids}
    links = {i: k for i, k in map_.links.items() if k.source in variables and k.target in variables}
    loops = {i: r for i, r in map_.loops.items() if r.is_kept and links.keys() >= set(r.links)}
    notes = {i: n for i, n in map_.notes.items() if i in ids}
    return SystemsMap(variables, links, loops, notes)


def insert(map_: SystemsMap, piece: SystemsMap, dx: float = 0.0, dy: float = 0.0) -> Change:
    """Add a piece of map with fresh ids, moved by dx, dy. Loops get new numbers."""
    fresh = {i: fresh_id() for i in (*piece.variables, *piece.links, *piece.notes)}
    records: list[Record] = [
        replace(v, id=fresh[v.id], x=v.x + dx, y=v.y + dy) for v in piece.variables.values()
    ]
    records += [
        replace(k, id=fresh[k.id], source=fresh[k.source], target=fresh[k.target])
        for k in piece.links.values()
    ]
    records += [replace(n, id=fresh[n.id], x=n.x + dx, y=n.y + dy) for n in piece.notes.values()]
    records += [_rewired(loop, fresh) for loop in piece.loops.values()]
    return changed(map_, *records)


def _rewired(loop: NamedLoop, fresh: Mapping[str, str]) -> NamedLoop:
    links = tuple(fresh[i] for i in loop.links)
    return replace(loop, id=loop_id(links), links=links, numbers=())


def _placed(map_: SystemsMap, id_: str) -> Variable | Note | None:
    record: Variable | Link | Note | None = map_.variables.get(id_) or map_.notes.get(id_)
    return record if isinstance(record, Variable | Note) else None
