"""Every edit a person can make, each a pure function from a map to a `Change`.

An edit that makes no sense raises `EditError` with a message fit to show. What must follow from
an edit (a deleted variable takes its links) is part of the same change, so one undo brings all
of it back.
"""

from systemsmap.model.edits.declined import decline_link
from systemsmap.model.edits.error import EditError
from systemsmap.model.edits.info import describe_map
from systemsmap.model.edits.links import (
    add_link,
    bend,
    describe_link,
    reverse,
    set_delayed,
    set_evidence,
    set_polarity,
)
from systemsmap.model.edits.loops import (
    forget_loop,
    hide_loop,
    move_badge,
    name_loop,
    pin_loop,
    tell_loop,
)
from systemsmap.model.edits.merging import merge
from systemsmap.model.edits.notes import add_note, set_text, set_width
from systemsmap.model.edits.pieces import delete, insert, move, piece, place
from systemsmap.model.edits.story import say_at_step, write_story
from systemsmap.model.edits.tray import add_cards, place_card, write_card
from systemsmap.model.edits.variables import (
    add_variable,
    rename,
    set_kind,
    set_note,
    set_outside,
)

__all__ = [
    "EditError",
    "add_cards",
    "add_link",
    "add_note",
    "add_variable",
    "bend",
    "decline_link",
    "delete",
    "describe_link",
    "describe_map",
    "forget_loop",
    "hide_loop",
    "insert",
    "merge",
    "move",
    "move_badge",
    "name_loop",
    "piece",
    "pin_loop",
    "place",
    "place_card",
    "rename",
    "reverse",
    "say_at_step",
    "set_delayed",
    "set_evidence",
    "set_kind",
    "set_note",
    "set_outside",
    "set_polarity",
    "set_text",
    "set_width",
    "tell_loop",
    "write_card",
    "write_story",
]
