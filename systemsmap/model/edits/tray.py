"""Edits of the tray: variables that were named, and wait to be put on the map."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.edits.variables import clean_name
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Card, Variable
from systemsmap.model.systems_map import SystemsMap


def add_cards(map_: SystemsMap, names: Iterable[str]) -> Change:
    """Put names into the tray, one card each. Raises EditError for an empty one."""
    return changed(map_, *(Card(fresh_id(), clean_name(name)) for name in names))


def write_card(
    map_: SystemsMap, id_: str, *, name: str | None = None, note: str | None = None
) -> Change:
    """Write a card anew; None leaves a field as it is. Raises EditError for an empty name."""
    fields: dict[str, Any] = {}
    if name is not None:
        fields["name"] = clean_name(name)
    if note is not None:
        fields["note"] = note
    return changed(map_, replace(card_of(map_, id_), **fields))


def place_card(map_: SystemsMap, id_: str, x: float, y: float, *, as_: str | None = None) -> Change:
    """Put a card on the map as a variable with its middle at x, y and the id `as_`, or a new one.

    Raises EditError when the card is gone.
    """
    card = card_of(map_, id_)
    variable = Variable(as_ or fresh_id(), card.name, x, y, note=card.note, extra=card.extra)
    return changed(map_, variable, removed=[id_])


def card_of(map_: SystemsMap, id_: str) -> Card:
    """Return the card. Raises EditError when the tray has none with this id."""
    card = map_.cards.get(id_)
    if card is None:
        raise EditError("This card is no longer in the tray.")
    return card
