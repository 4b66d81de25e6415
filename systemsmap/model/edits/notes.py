"""Edits of notes on the canvas."""

from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Note
from systemsmap.model.systems_map import SystemsMap

NARROWEST = 60.0


def add_note(map_: SystemsMap, text: str, x: float, y: float, *, id_: str | None = None) -> Change:
    """Put a text on the canvas, its top left corner at x, y. Raises EditError when empty."""
    return changed(map_, Note(id_ or fresh_id(), _text(text), x, y))


def set_text(map_: SystemsMap, id_: str, text: str) -> Change:
    """Write a note anew. Raises EditError when empty."""
    return changed(map_, replace(_note_of(map_, id_), text=_text(text)))


def set_width(map_: SystemsMap, id_: str, width: float) -> Change:
    """Wrap a note at this width in map units, never narrower than a word or two."""
    return changed(map_, replace(_note_of(map_, id_), width=max(width, NARROWEST)))


def _text(text: str) -> str:
    if not text.strip():
        raise EditError("A note needs some text.")
    return text.strip()


def _note_of(map_: SystemsMap, id_: str) -> Note:
    note = map_.notes.get(id_)
    if note is None:
        raise EditError("This note is no longer on the map.")
    return note
