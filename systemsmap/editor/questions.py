"""Answers to whether one variable affects another, each kept as one step."""

from systemsmap.analysis.nearly import NearlyLoop
from systemsmap.editor.editor import Editor
from systemsmap.model import edits
from systemsmap.model.records import Polarity

_LABEL = "Answer a question about a link"


def yes(e: Editor, nearly: NearlyLoop, sign: Polarity) -> None:
    """Draw the link. What cannot be done is said."""
    try:
        change = edits.add_link(e.map, nearly.cause, nearly.effect, sign)
    except edits.EditError as trouble:
        e.say(str(trouble))
        return
    e.document.commit(change, _LABEL)


def no(e: Editor, nearly: NearlyLoop) -> None:
    """Remember in the file that there is no such link, so that nobody asks again."""
    try:
        change = edits.decline_link(e.map, nearly.cause, nearly.effect)
    except edits.EditError as trouble:
        e.say(str(trouble))
        return
    e.document.commit(change, _LABEL)


def is_open(e: Editor, nearly: NearlyLoop) -> bool:
    """Tell whether the question still makes sense: nobody drew the link, and all are there."""
    there = all(i in e.map.variables for i in nearly.way)
    return there and (nearly.cause, nearly.effect) not in e.map.link_between
