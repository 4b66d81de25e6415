"""Cards out of the tray: put on the map, or made one with what is there."""

from collections.abc import Sequence

from systemsmap.editor.editor import Editor
from systemsmap.editor.hit_test import variable_under
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.spots import Spots
from systemsmap.editor.tools.joining import join
from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.identity import fresh_id


def place(e: Editor, cards: Sequence[str]) -> str | None:
    """Put cards where there is room, beside what is selected or where one looks.

    As one step; returns the variable placed last, which is selected.
    """
    near = e.selected_variables[-1] if e.selected_variables else None
    middle, map_, change, last = e.view.area.middle, e.map, Change(), None
    taken = e.boxes()
    for card in cards:
        if card not in map_.cards:
            continue
        name = map_.cards[card].name
        spots = Spots(map_, e.composition.theme, tuple(taken))
        spot = spots.beside(near, name) if near else spots.at(middle.x, middle.y, name)
        last = fresh_id()
        one = edits.place_card(map_, card, spot.x, spot.y, as_=last)
        map_, change = one.applied_to(map_), change.then(one)
        taken.append(spots.box(name, spot))
    if last:
        e.document.commit(change, "Place from the tray")
        e.select(last)
    return last


def drop(e: Editor, card: str, at: Pointer) -> None:
    """Put a card where it is let go; on a variable, the two become one."""
    if card not in e.map.cards:
        return
    under = variable_under(e.composition, at)
    if under:
        join(e, card, under)
        return
    new = fresh_id()
    e.document.commit(edits.place_card(e.map, card, at.x, at.y, as_=new), "Place from the tray")
    e.select(new)
