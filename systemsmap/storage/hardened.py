"""Opens the bytes of a database that nobody vouches for.

What sqlite.org/security.html advises, and more: the bytes are a copy in memory, the schema may
hold ordinary tables of ours and nothing else (no triggers, views, virtual tables, computed
columns), SQLite checks its pages, every limit is low, a clock runs, and after that the connection
may do nothing but read the tables we name.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from sys import getsizeof
from time import monotonic
from typing import Any

from systemsmap.storage.migrations.migration import Migration, migrate
from systemsmap.storage.rows import SHAPES
from systemsmap.storage.schema import FORMAT, LONGEST_TEXT, MOST_ROWS, Format, unpacked

PATIENCE = 4.0
"""Seconds that SQLite may take for one file; a map of 5,000 variables takes 0.05."""
_ROOM = 50_000_000
"""Bytes in memory for all rows of a file; a map of 5,000 variables takes 8 million."""
_ROW = 100
"""Bytes that a row takes beside its texts."""
_MOST_TABLES = 200

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 4 * LONGEST_TEXT + 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_KEPT = ("meta", "migration", "copy", "origin", "history_pack", "history")
_OURS = {*_KEPT, *(shape.table for shape in SHAPES.values())}
_SCHEMA = "SELECT type, name, sql FROM sqlite_master LIMIT ?"
_DEFENSIVE = 1010  # SQLITE_DBCONFIG_DEFENSIVE; Python can set it from 3.12
_PRAGMAS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA recursive_triggers=OFF",
    "PRAGMA temp_store=MEMORY",
)


class _Reading(sqlite3.Connection):
    """A connection that knows how much more text may be taken from it."""

    room = _ROOM


class Suspect(Exception):  # noqa: N818 - not an error of ours
    """The database holds something it must not, or lacks something it must have."""


@contextmanager
def opened(content: bytes, steps: Iterable[Migration]) -> Iterator[sqlite3.Connection]:
    """Open the bytes for reading, brought to the newest format.

    Raises Suspect or sqlite3.Error when they are not a sound map database.
    """
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, cached_statements=0, factory=_Reading
    )
    try:
        _harden(connection)
        connection.deserialize(_in_rollback_mode(content))
        _check(connection)
        format_ = unpacked(_one(connection, "PRAGMA user_version"))
        if format_ < FORMAT:
            format_ = migrate(connection, steps, "")
        if format_ <= FORMAT:  # a newer minor may have tables that we need not know
            _refuse_foreign_tables(connection)
        connection.execute("PRAGMA query_only=ON")
        connection.set_authorizer(_only_reading)
        yield connection
    finally:
        connection.close()


def format_of(content: bytes) -> Format:
    """Return the format written in the head of a database."""
    return unpacked(int.from_bytes(content[60:64], "big"))


def rows(
    connection: sqlite3.Connection, table: str, columns: Collection[str]
) -> Iterator[tuple[object, ...]]:
    """Yield these columns of every row, in the order they were put in.

    `table` and `columns` are names of ours, never the file's.
    """
    if _one(connection, f"SELECT count(*) FROM {table}") > MOST_ROWS:  # noqa: S608
        raise Suspect("it has too many rows")
    found = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid")  # noqa: S608
    for row in found:
        _take_room(connection, row)
        yield row


def _take_room(connection: sqlite3.Connection, row: tuple[object, ...]) -> None:
    """Count what a row takes: a default for rows that lack a column can make much of nothing."""
    if isinstance(connection, _Reading):
        connection.room -= _ROW + sum(getsizeof(cell) for cell in row if type(cell) in (str, bytes))
        if connection.room < 0:
            raise Suspect("it holds more than any map")


def _harden(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    if hasattr(connection, "setconfig"):
        connection.setconfig(_DEFENSIVE, True)  # noqa: FBT003
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    deadline = monotonic() + PATIENCE
    connection.set_progress_handler(lambda: monotonic() > deadline, 10_000)


def _in_rollback_mode(content: bytes) -> bytes:
    """Return the content marked as no write-ahead database: a copy in memory cannot be one."""
    return content[:18] + b"\x01\x01" + content[20:] if content[18:20] == b"\x02\x02" else content


def _check(connection: sqlite3.Connection) -> None:
    found = connection.execute(_SCHEMA, [_MOST_TABLES + 1]).fetchall()
    if len(found) > _MOST_TABLES:
        raise Suspect("it contains more tables than any map")
    for kind, name, sql in found:
        if kind == "index" and sql is None and str(name).startswith("sqlite_autoindex_"):
            continue
        if kind != "table" or not str(sql).upper().startswith("CREATE TABLE "):
            raise Suspect(f"it contains {_plain(kind, sql)}, which maps never do")
    verdict = _one(connection, "PRAGMA quick_check(1)")
    if verdict != "ok":
        raise Suspect("its pages do not hang together")
    computed = "SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden"
    for _, name, _ in found:
        if connection.execute(computed, [name]).fetchone()[0]:
            raise Suspect("it contains computed columns, which maps never do")


def _refuse_foreign_tables(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if name not in _OURS:
            raise Suspect(f"it contains a table “{str(name)[:40]}”, which maps never do")


def _plain(kind: object, sql: object) -> str:
    if kind in ("trigger", "view", "index"):
        return "an index" if kind == "index" else f"a {kind}"
    return "a virtual table" if "VIRTUAL" in str(sql).upper()[:40] else "a strange table"


def _one(connection: sqlite3.Connection, question: str) -> Any:
    answer = connection.execute(question).fetchone()
    return answer[0] if answer else None


def _only_reading(action: int, _first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_OK if second == "count" else sqlite3.SQLITE_DENY
    reading = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if reading else sqlite3.SQLITE_DENY
