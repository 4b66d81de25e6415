"""One line of text read as a statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from systemsmap.interchange.statements.sentence import as_sentence
from systemsmap.interchange.statements.statement import SaidLink, Statement, StatementTrouble
from systemsmap.model.records import Polarity

_ARROW = re.compile(r"<[-=]+>|[↔⇔⟷]|[-=]+>|[→⇒⟶]")
_BOTH_WAYS = re.compile(r"<|[↔⇔⟷]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|“[^“”]*”')
_PIECE = re.compile(f"{_QUOTED.pattern}|{_ARROW.pattern}")
_SIGNS = {
    "+/-": Polarity.MIXED,
    "±": Polarity.MIXED,
    "+": Polarity.POSITIVE,
    "-": Polarity.NEGATIVE,
    "−": Polarity.NEGATIVE,
    "–": Polarity.NEGATIVE,
    "?": Polarity.UNDECIDED,
}
_SIGN = "|".join(map(re.escape, _SIGNS))
_DELAY = r"\|\||‖|,\s*delay(?:ed)?"
_BEFORE = re.compile(rf"^\s*(?:(?P<sign>{_SIGN})(?=\s|$)|(?P<delay>\|\||‖))")
_AFTER = re.compile(rf"(?:(?:\s:?|:|^)\s*(?P<sign>{_SIGN})|\s*(?P<delay>{_DELAY}))\s*$", re.I)


@dataclass(slots=True)
class _Marks:
    """The sign and the delay that were read for one link."""

    sign: Polarity | None = None
    delayed: bool = False

    def take(self, found: re.Match[str]) -> None:
        """Add a mark. Raises StatementTrouble for a second sign."""
        sign = found["sign"]
        if sign is None:
            self.delayed = True
        elif self.sign is None:
            self.sign = _SIGNS[sign]
        elif self.sign is not _SIGNS[sign]:
            raise StatementTrouble("One link has two different signs.")


def parse(line: str) -> Statement:
    """Return what a line says. Raises StatementTrouble, StatementTrouble for an empty line too."""
    pieces, arrows = _split(line)
    if not arrows:
        sentence = as_sentence(line)
        return sentence or Statement((_only_name(line),))
    marks = [_Marks() for _ in arrows]
    names = []
    for place, piece in enumerate(pieces):
        entering = marks[place - 1] if place else marks[0]
        names.append(_name(piece, entering, is_first=not place))
    return Statement(tuple(dict.fromkeys(names)), tuple(_links(names, arrows, marks)))


def _links(names: list[str], arrows: list[str], marks: list[_Marks]) -> Iterator[SaidLink]:
    for place, arrow in enumerate(arrows):
        cause, effect = names[place], names[place + 1]
        sign = marks[place].sign or Polarity.UNDECIDED
        yield SaidLink(cause, effect, sign, marks[place].delayed)
        if _BOTH_WAYS.match(arrow):
            yield SaidLink(effect, cause, sign, marks[place].delayed)


def _split(line: str) -> tuple[list[str], list[str]]:
    """Return what stands between the arrows, and the arrows; those in quotes are none."""
    pieces, arrows, begin = [], [], 0
    for found in _PIECE.finditer(line):
        if not _QUOTED.fullmatch(found[0]):
            pieces.append(line[begin : found.start()])
            arrows.append(found[0])
            begin = found.end()
    return [*pieces, line[begin:]], arrows


def _name(piece: str, marks: _Marks, *, is_first: bool) -> str:
    """Take the marks off a piece and return the name that is left.

    A mark in front of the first name would belong to no link.
    """
    rest = piece
    while not is_first and (found := _BEFORE.match(rest)):
        marks.take(found)
        rest = rest[found.end() :]
    while (found := _AFTER.search(rest)) and rest.strip() != "":
        marks.take(found)
        rest = rest[: found.start()]
    return _only_name(rest)


def _only_name(words: str) -> str:
    """Return a name without its quotes. Raises StatementTrouble when there is none."""
    words = words.strip()
    if _QUOTED.fullmatch(words):
        words = re.sub(r"\\(.)", r"\1", words[1:-1]) if words[0] == '"' else words[1:-1]
    name = words.strip()
    if not name:
        raise StatementTrouble("A name is missing beside an arrow.")
    return name
