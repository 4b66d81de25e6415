"""Makes of the typed words what they were typed for."""

from collections.abc import Callable

from systemsmap.editor.tools.link_drag import link_and_ask, new_link_key
from systemsmap.editor.tools.tool import Hand
from systemsmap.editor.typing import Purpose, Typing
from systemsmap.interchange.statements.statement import key_of
from systemsmap.model import edits
from systemsmap.model.identity import fresh_id


def keep(hand: Hand, typing: Typing, words: str) -> None:
    """Carry out what was typed; an empty text for something new forgets it.

    What cannot be done is said to the person, and the map stays as it was.
    """
    hand.type(None)
    if not words.strip() and typing.purpose != "loop name":
        return
    try:
        _MAKE[typing.purpose](hand, typing, words)
    except edits.EditError as trouble:
        hand.say(str(trouble))


def _variable(hand: Hand, typing: Typing, words: str) -> None:
    id_, link = fresh_id(), fresh_id()
    change = edits.add_variable(hand.map, words, typing.x, typing.y, id_=id_)
    ends = (typing.cause or id_, typing.effect or id_)
    if typing.cause is None and typing.effect is None:
        hand.document.commit(change, "Add variable")
        hand.select(id_)
        return
    linked = edits.add_link(change.applied_to(hand.map), *ends, id_=link)
    hand.document.commit(change.then(linked), "Add linked variable", new_link_key(link))
    hand.select(id_, link)
    hand.ask_sign(link)


def _rename(hand: Hand, typing: Typing, words: str) -> None:
    if typing.id:
        hand.document.commit(edits.rename(hand.map, typing.id, words), "Rename variable")


def _note(hand: Hand, typing: Typing, words: str) -> None:
    id_ = fresh_id()
    hand.document.commit(edits.add_note(hand.map, words, typing.x, typing.y, id_=id_), "Add note")
    hand.select(id_)


def _note_text(hand: Hand, typing: Typing, words: str) -> None:
    if typing.id:
        hand.document.commit(edits.set_text(hand.map, typing.id, words), "Edit note")


def _loop_name(hand: Hand, typing: Typing, words: str) -> None:
    if typing.id:
        hand.document.commit(edits.name_loop(hand.map, typing.id, words), "Name loop")


def _link_to(hand: Hand, typing: Typing, words: str) -> None:
    """Link to the variable with this name; a name nobody has yet makes a new variable."""
    wanted = key_of(words)
    for variable in hand.map.variables.values():
        if typing.cause and key_of(variable.name) == wanted:
            link_and_ask(hand, typing.cause, variable.id)
            return
    _variable(hand, typing, words)


_MAKE: dict[Purpose, Callable[[Hand, Typing, str], None]] = {
    "variable": _variable,
    "rename": _rename,
    "note": _note,
    "note text": _note_text,
    "loop name": _loop_name,
    "link to": _link_to,
}
