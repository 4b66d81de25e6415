"""One step from an older format to a newer one, and the way such steps are taken."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from systemsmap.storage.schema import Format, packed, unpacked


@dataclass(frozen=True, slots=True)
class Migration:
    """Statements of plain SQL that bring a file to the format `to`."""

    name: str
    to: Format
    statements: tuple[str, ...]


def migrate(connection: sqlite3.Connection, steps: Iterable[Migration], applied: str) -> Format:
    """Take every step beyond the file's format, all or none; return the format reached.

    `applied` is the time to record, as ISO 8601. The connection must be in autocommit mode.
    Raises sqlite3.Error, with nothing changed, when a step does not fit the file.
    """
    format_ = unpacked(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps:
            if step.to > format_:
                _take(connection, step, applied)
                format_ = step.to
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise
    return format_


def _take(connection: sqlite3.Connection, step: Migration, applied: str) -> None:
    for statement in step.statements:
        connection.execute(statement)
    connection.execute("INSERT INTO migration VALUES (?, ?)", (step.name, applied))
    connection.execute(f"PRAGMA user_version={packed(step.to)}")
