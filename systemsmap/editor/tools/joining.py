"""Two names for one and the same thing become one."""

from systemsmap.editor.tools.tool import Hand
from systemsmap.model import edits


def join(hand: Hand, gone: str, kept: str) -> None:
    """Make one of two, cards or variables, and say so; `kept` keeps its name."""
    try:
        names = [_name(hand, id_) for id_ in (gone, kept)]
        change = edits.merge(hand.map, gone, kept)
    except edits.EditError as trouble:
        hand.say(str(trouble))
        return
    hand.document.commit(change, "Make one of two")
    hand.say(f"“{names[0]}” and “{names[1]}” are one now; notes and links of both are kept.")
    if kept in hand.map.variables:
        hand.select(kept)


def _name(hand: Hand, id_: str) -> str:
    record = hand.map.variables.get(id_) or hand.map.cards.get(id_)
    if record is None:
        raise edits.EditError("One of the two is no longer there.")
    return " ".join(record.name.split())
