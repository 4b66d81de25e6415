"""A piece of map on its way to another window or another program."""

from systemsmap.analysis.reading import read_link
from systemsmap.editor.editor import Editor
from systemsmap.editor.selection import counted
from systemsmap.interchange import json
from systemsmap.model import edits
from systemsmap.model.records import Note, Variable
from systemsmap.model.systems_map import SystemsMap

MIME = "application/x-systemsmap+json"


def copied(e: Editor) -> SystemsMap:
    """Return the piece of map that copying takes: what is selected, with the links inside."""
    ids = set(e.selection)
    for id_ in e.selection & e.map.links.keys():
        ids |= {e.map.links[id_].source, e.map.links[id_].target}
    loop = e.selected_loop
    if loop and not loop.broken:
        ids |= set(loop.variables)
    return edits.piece(e.map, ids)


def as_text(piece: SystemsMap) -> str:
    """Return the piece in words: a sentence a link, then names on no link, then notes."""
    linked = {i for k in piece.links.values() for i in (k.source, k.target)}
    lines = [read_link(piece, link) for link in piece.links.values()]
    lines += [" ".join(v.name.split()) for i, v in piece.variables.items() if i not in linked]
    lines += [note.text for note in piece.notes.values()]
    return "\n".join(lines)


def paste_piece(e: Editor, data: bytes) -> None:
    """Insert a copied piece in the middle of the view, or a little aside where it came from.

    Says so when the data is no piece of a map.
    """
    try:
        piece = json.read(data).map_
    except json.ImportTrouble as trouble:
        e.say(str(trouble))
        return
    _insert(e, piece)


def _insert(e: Editor, piece: SystemsMap) -> None:
    placed: list[Variable | Note] = [*piece.variables.values(), *piece.notes.values()]
    if not placed:
        return
    x = sum(r.x for r in placed) / len(placed)
    y = sum(r.y for r in placed) / len(placed)
    dx, dy = e.view.area.middle.x - x, e.view.area.middle.y - y
    if e.view.area.contains(x, y):
        dx, dy = 36.0, 36.0
    while _covers(e, piece, dx, dy):
        dx, dy = dx + 36.0, dy + 36.0
    change = edits.insert(e.map, piece, dx, dy)
    e.document.commit(change, f"Paste {counted(piece, {r.id for r in piece.records()})}")
    e.select(*(i for i in change.after if i not in e.map.loops))


def _covers(e: Editor, piece: SystemsMap, dx: float, dy: float) -> bool:
    """Return whether a pasted variable would lie exactly on one that is there."""
    taken = {(round(v.x), round(v.y)) for v in e.map.variables.values()}
    return any((round(v.x + dx), round(v.y + dy)) in taken for v in piece.variables.values())
