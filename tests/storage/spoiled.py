"""Makes spoiled map files: what other programs, people and accidents do to a good one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import small_map

EVIL = {
    "trigger": "CREATE TRIGGER t AFTER UPDATE ON variable BEGIN DELETE FROM link; END",
    "view": "CREATE VIEW v AS SELECT * FROM variable",
    "endless view": (
        "DROP TABLE variable; CREATE VIEW variable AS WITH RECURSIVE r(id) AS "
        "(SELECT 1 UNION ALL SELECT id FROM r) SELECT id, id AS name FROM r"
    ),
    "virtual table": (
        "INSERT INTO sqlite_master VALUES ('table', 'f', 'f', 0, 'CREATE VIRTUAL TABLE f "
        "USING fts5(x)')"
    ),
    "foreign table": "CREATE TABLE passwords (word TEXT)",
    "index": "CREATE INDEX i ON variable (hex(zeroblob(1000)))",
    "computed column": (
        "DROP TABLE note; CREATE TABLE note (id TEXT, text TEXT AS (hex(zeroblob(400000000))), "
        "x REAL, y REAL, width REAL, extra TEXT)"
    ),
    "table gone": "DROP TABLE link",
    "column gone": "ALTER TABLE variable DROP COLUMN x",
    "no rowid": (
        "DROP TABLE note; CREATE TABLE note (id TEXT PRIMARY KEY, text, x, y, width, extra) "
        "WITHOUT ROWID"
    ),
    "nothing about itself": "DELETE FROM meta",
    "two files in one": "INSERT INTO meta SELECT 2, program, 1, uuid, '', 1, '' FROM meta",
    "an identity that is none": "UPDATE meta SET uuid = x'00'",
    "a schema that is none": "UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'note'",
    "a table twice": "UPDATE sqlite_master SET rootpage = 2 WHERE name = 'note'",
    "a text too large": "UPDATE info SET title = CAST(zeroblob(30000000) AS TEXT)",
}


def good_file(folder: Path) -> Path:
    """Publish a small map; return its path."""
    path = folder / "Map.smap"
    publish(StoredMap(small_map(), path), overwrite=True, backup=False)
    return path


def spoil(path: Path, statements: str) -> Path:
    """Run statements on the file as anybody with SQLite could."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA writable_schema=ON;" + statements)
    return path


def overwrite(path: Path, at: int, content: bytes) -> Path:
    """Put other bytes into the file at this place."""
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + content + whole[at + len(content) :])
    return path
