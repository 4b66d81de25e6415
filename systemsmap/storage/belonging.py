"""Which table each page of a file belongs to, by what its schema says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from systemsmap.storage.effort import Effort
from systemsmap.storage.pages import INNER, LEAF, Pages, Torn, cells, children, kind_of
from systemsmap.storage.payloads import unpacked

_SCHEMA_COLUMNS = 5
_DEEPEST = 20
_NAME = re.compile(r"""\s*(?:"([^"]*)"|\[([^\]]*)\]|`([^`]*)`|(\w+))""")
_NOT_COLUMNS = ("PRIMARY", "UNIQUE", "CHECK", "CONSTRAINT", "FOREIGN")


@dataclass(frozen=True, slots=True)
class Belonging:
    """The table of each page by its name, and the columns of each table in their order.

    A page that two tables lay claim to belongs to nobody.
    """

    tables: dict[int, str] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)


def belonging(pages: Pages, effort: Effort) -> Belonging:
    """Return what the schema says, as far as it can be read."""
    tables: dict[int, str] = {}
    columns: dict[str, tuple[str, ...]] = {}
    disputed: set[int] = set()
    for name, root, sql in _schema(pages, effort):
        columns[name] = _columns(sql)
        for number in _below(pages, root, effort):
            if tables.setdefault(number, name) != name:
                disputed.add(number)
    return Belonging({n: t for n, t in tables.items() if n not in disputed}, columns)


def _schema(pages: Pages, effort: Effort) -> Iterator[tuple[str, int, str]]:
    """Yield each table with the first of its pages and the statement that made it (2.6)."""
    for number in _below(pages, 1, effort):
        for cell in cells(pages, number, effort)[0]:
            try:
                found = unpacked(pages.payload(cell, effort)[0]).values
            except Torn:
                continue
            if len(found) != _SCHEMA_COLUMNS:
                continue
            kind, name, _, root, sql = found
            if kind == "table" and type(root) is int and root > 1 and type(name) is str:
                yield name, root, sql if type(sql) is str else ""


def _below(pages: Pages, root: int, effort: Effort) -> list[int]:
    """Return the leaf pages of a table; a page is visited once, however often it is named."""
    found: list[int] = []
    seen: set[int] = set()
    level = [root]
    for _ in range(_DEEPEST):
        below: list[int] = []
        for number in level:
            effort.spend()
            if number in seen or not 1 <= number <= len(pages):
                continue
            seen.add(number)
            kind = kind_of(pages, number)
            if kind == INNER:
                below.extend(children(pages, number))
            elif kind == LEAF or number == root:
                found.append(number)
        level = below
    return found


def _columns(sql: str) -> tuple[str, ...]:
    """Return the names of the columns in a statement that makes a table."""
    names = []
    for part in _parts(sql.partition("(")[2]):
        match = _NAME.match(part)
        if not match or (match[4] or "").upper() in _NOT_COLUMNS:
            break
        names.append(match[1] or match[2] or match[3] or match[4] or "")
    return tuple(names)


def _parts(inside: str) -> Iterator[str]:
    """Yield what stands between the commas that are in no bracket."""
    depth = begin = 0
    for at, letter in enumerate(inside[:20_000]):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        if depth < 0 or (depth == 0 and letter == ","):
            yield inside[begin:at]
            begin = at + 1
        if depth < 0:
            return
