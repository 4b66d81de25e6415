"""A piece of map on its way to another window or another program."""

from systemsmap.analysis.reading import read_link
from systemsmap.editor.editor import Editor
from systemsmap.editor.selection import counted
from systemsmap.interchange import json
from systemsmap.model import edits
from systemsmap.model.records import Note, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.variables import size_of

MIME = "application/x-systemsmap+json"
MOST, LONGEST = 200, 200  # lines of text, and characters in each, that become names
COLUMNS, ROW, GAP = 4, 60.0, 40.0  # how they are laid out, in map units


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


def paste_text(e: Editor, text: str) -> None:
    """Make a variable of each line; says so when there are too many lines, or too long ones."""
    lines = dict.fromkeys(" ".join(line.split()) for line in text.splitlines())
    names = [name[:LONGEST] for name in lines if name][:MOST]
    wide = max((size_of(name, e.composition.theme)[0] for name in names), default=0.0)
    piece = SystemsMap()
    for row, name in enumerate(names):
        x, y = (row % COLUMNS) * (wide + GAP), (row // COLUMNS) * (ROW + GAP)
        piece = edits.add_variable(piece, name, x, y).applied_to(piece)
    _insert(e, piece)
    if len([line for line in lines if line]) > MOST:
        e.say(f"Only the first {MOST} lines were pasted.")
    elif any(len(line) > LONGEST for line in lines):
        e.say(f"Lines were cut off after {LONGEST} characters.")


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
