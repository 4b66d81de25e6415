"""Text from elsewhere: lines that say links are drawn, a list of names goes into the tray."""

import re
from collections.abc import Iterable, Iterator

from systemsmap.analysis.reading import so_many
from systemsmap.editor.capturing.capture import Captured, capture
from systemsmap.editor.editor import Editor
from systemsmap.interchange import limits
from systemsmap.interchange.statements.parse import parse
from systemsmap.interchange.statements.statement import StatementTrouble, key_of
from systemsmap.interchange.statements.write import name_of
from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.systems_map import SystemsMap

MOST = 1_000
"""Lines that are taken: no wall has more cards."""
_BULLET = re.compile(r"^\s*(?:[-*+•‣▪·–—o]|\(?\d{1,3}[.)])\s+")


def paste_text(e: Editor, text: str) -> tuple[str, ...]:
    """Draw and put by what the lines say, as one step; return the ids drawn, the last one last.

    A single name is drawn. What was left out is said. Raises StatementTrouble, EditError, with
    nothing done, when nothing can be drawn of what was to be drawn.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    said, names = _sorted(lines[:MOST])
    if len(names) == 1 and not said:
        said, names = [name_of(names[0])], []
    captured = capture(e, "\n".join(said)) if said else Captured(Change(), (), ())
    map_ = captured.change.applied_to(e.map)
    new = list(_new(map_, names))
    change = captured.change.then(edits.add_cards(map_, new))
    e.document.commit(change, "Paste")
    e.select(*captured.meant[-1:])
    e.say(" ".join(_told(len(new), len(names) - len(new), len(lines) - MOST)))
    return captured.meant


def _sorted(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the lines that say links, and the names that the others are."""
    said: list[str] = []
    names: dict[str, str] = {}
    for line in lines:
        if _says_links(line):
            said.append(line)
            continue
        for cell in line.split("\t"):
            name = " ".join(_BULLET.sub("", cell).split())[: limits.LABEL]
            if name:
                names.setdefault(key_of(name), name)
    return said, list(names.values())


def _says_links(line: str) -> bool:
    try:
        return bool(parse(line).links)
    except StatementTrouble:
        return False


def _new(map_: SystemsMap, names: Iterable[str]) -> Iterator[str]:
    there = {key_of(v.name) for v in map_.variables.values()}
    there |= {key_of(card.name) for card in map_.cards.values()}
    yield from (name for name in names if key_of(name) not in there)


def _told(new: int, known: int, beyond: int) -> Iterator[str]:
    if new:
        yield f"{so_many(new, 'name')} in the tray: Enter there places one, or drag it."
    if known:
        yield f"{so_many(known, 'name')} there already."
    if beyond > 0:
        yield f"The last {so_many(beyond, 'line')} of the text left out: {MOST:,} are the most."
