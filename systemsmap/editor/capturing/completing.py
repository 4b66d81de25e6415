"""Which names on the map the letters before the cursor may mean."""

import re
from dataclasses import dataclass

from systemsmap.editor.editor import Editor
from systemsmap.editor.ranking import match
from systemsmap.interchange.statements.statement import key_of
from systemsmap.interchange.statements.write import name_of
from systemsmap.model.records import Card, Variable

LETTERS = 2
"""So many must be typed before names are offered."""
MOST = 8
_ARROW = re.compile(r"<?[-=]+>|[→⇒⟶↔⇔⟷]")
_LEADING = re.compile(r"\s*(?:(?:[+?±−–-]|\|\||‖)(?=\s)\s*)*")
_MORE = re.compile(
    r"(?:more|less|fewer|higher|lower)\s|\s(?:means|leads to|affects)\s(?:more|less|fewer)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Letters of a name that is being typed: where they begin and what they are."""

    begin: int
    letters: str
    cause: str | None = None


def fragment(text: str, cursor: int) -> Fragment | None:
    """Return the unfinished name before the cursor; None inside quotes or with too few letters."""
    before = text[:cursor]
    if before.count('"') % 2:
        return None
    begin, cause = 0, None
    for found in _ARROW.finditer(before):
        cause, begin = before[begin : found.start()], found.end()
    for found in _MORE.finditer(before, begin):
        begin = found.end()
    begin += len(before[begin:]) - len(before[begin:].lstrip())
    begin = _LEADING.match(before, begin).end()  # type: ignore[union-attr]
    letters = before[begin:]
    plain = re.sub(r"\s*[+?±-]?\s*$", "", cause).strip() if cause else None
    return Fragment(begin, letters, plain) if len(letters.strip()) >= LETTERS else None


def offers(e: Editor, typed: Fragment) -> list[str]:
    """Return the names that fit, as they would be typed, the likeliest first.

    Among those that fit alike: not yet linked from the cause before the new, the last touched
    before others. Nothing is offered once the very name is typed.
    """
    wanted = key_of(typed.letters)
    named = key_of(typed.cause or "")
    cause = next((v.id for v in e.map.variables.values() if key_of(v.name) == named), None)
    fitting: list[tuple[tuple[int, bool, int, int], Variable | Card]] = []
    for place, variable in enumerate(e.map.variables.values()):
        if key_of(variable.name) == wanted:
            return []
        how = match(typed.letters, variable.name)
        if how:
            linked = (cause, variable.id) in e.map.link_between or variable.id == cause
            fitting.append(((how.tier, linked, how.spread, -place), variable))
    for card in e.map.cards.values():  # what waits in the tray comes after what is drawn
        how = match(typed.letters, card.name)
        if key_of(card.name) == wanted:
            return []
        if how:
            fitting.append(((how.tier, True, how.spread, 0), card))
    fitting.sort(key=lambda pair: pair[0])
    return list(dict.fromkeys(name_of(v.name) for _, v in fitting[:MOST]))
