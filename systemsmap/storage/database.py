"""A map as the bytes of one complete, closed SQLite database.

The tables and the statements are SQLModel's and SQLAlchemy's; the rows go straight to the
driver, which is three times faster than an engine for whole maps (11 against 30 ms for 3,000
rows). The database is made in memory, so that every byte that reaches a disk passes through
`replacing`, where each error of the system is seen by name.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache

from sqlalchemy import insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from systemsmap import __version__
from systemsmap.model.records import (
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Record,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.cells import Cell
from systemsmap.storage.migrations import MIGRATIONS
from systemsmap.storage.rows import SHAPES, Row
from systemsmap.storage.schema import APPLICATION_ID, FORMAT, OLDEST_READER, packed
from systemsmap.storage.seal import Seal
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.tables import TABLES

Rows = Sequence[tuple[Cell | bytes, ...]]


SEALED = frozenset((*(shape.table for shape in SHAPES.values()), "history_pack", "history"))
"""The tables under the seal: all that is the map's, nothing that is the file's."""


@cache
def creation() -> str:
    """Return the statements that make an empty map file of the newest format."""
    made = [str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in TABLES.values()]
    marks = f"PRAGMA application_id={APPLICATION_ID};PRAGMA user_version={packed(FORMAT)}"
    return ";".join([*made, marks, ""])


@cache
def insertion(table: str) -> str:
    """Return the statement that puts one row into a table."""
    return str(insert(TABLES[table]).compile(dialect=sqlite.dialect()))


def rows_of(stored: StoredMap, written: str) -> Iterator[tuple[str, Rows]]:
    """Yield each table with its rows; `written` is the time, as ISO 8601."""
    oldest = packed(OLDEST_READER)
    about: Row = (1, __version__, oldest, stored.uuid, stored.revision, stored.revisions, written)
    yield "meta", [about]
    yield "migration", [(step.name, written) for step in MIGRATIONS]
    for record_type, records in kinds_of(stored.map_):
        shape = SHAPES[record_type]
        yield shape.table, [shape.row(record) for record in records]
    history = stored.history
    yield "origin", [(1, history.start, "")]
    yield "history_pack", [(pack.first, pack.steps, pack.packed) for pack in history.packs]
    yield "history", list(history.rows)


def kinds_of(map_: SystemsMap) -> tuple[tuple[type[Record], Iterable[Record]], ...]:
    """Return the records of a map by their kind."""
    return (
        (MapInfo, (map_.info,)),
        (Variable, map_.variables.values()),
        (Link, map_.links.values()),
        (NamedLoop, map_.loops.values()),
        (Note, map_.notes.values()),
        (Card, map_.cards.values()),
        (StoryStep, map_.steps.values()),
    )


def content_of(stored: StoredMap, written: str) -> bytes:
    """Return the bytes of the map file, checked. Raises sqlite3.Error when they cannot be made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(creation())
        connection.execute("BEGIN")
        seal = Seal()
        for table, rows in rows_of(stored, written):
            connection.executemany(insertion(table), rows)
            if table in SEALED:
                seal.take(table, rows)
        connection.execute("UPDATE origin SET seal = ?", [seal.words])
        connection.execute("COMMIT")
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        return connection.serialize()
