"""Made v0.9.smap, a file of a format that was never released, to try migrations on.

`python -m tests.storage.files.make_v0_9`
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from systemsmap.storage.migrations.m001_first_format import FIRST_FORMAT
from systemsmap.storage.migrations.migration import Migration

FILE = Path(__file__).with_name("v0.9.smap")

CONTENT = """
CREATE TABLE migration (name TEXT NOT NULL, applied TEXT NOT NULL, PRIMARY KEY (name));
CREATE TABLE thing (id TEXT NOT NULL, label TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL);
CREATE TABLE arrow (cause TEXT NOT NULL, effect TEXT NOT NULL, sign INTEGER NOT NULL);
INSERT INTO thing VALUES ('a', 'Births', 1.0, 2.0), ('b', 'Population', 3.0, 4.0);
INSERT INTO arrow VALUES ('a', 'b', 1), ('b', 'a', -1);
PRAGMA application_id=0x534D4150;
PRAGMA user_version=9;
"""

RENAMED = Migration(
    "t001_things_are_variables",
    (0, 10),
    ("ALTER TABLE thing RENAME TO old_thing", "ALTER TABLE arrow RENAME TO old_arrow"),
)
TO_FIRST_FORMAT = Migration(
    "t002_first_format",
    (1, 0),
    (
        *(step for step in FIRST_FORMAT.statements if "TABLE migration" not in step),
        "INSERT INTO meta VALUES (1, 'none', 1000, 'f00d', '', 0, '')",
        "INSERT INTO variable SELECT id, label, x, y, NULL, 0, '', '' FROM old_thing",
        """INSERT INTO link SELECT cause || '-' || effect, cause, effect,
        CASE sign WHEN 1 THEN '+' ELSE '-' END, 0, NULL, 'assumption', '', '', '', ''
        FROM old_arrow""",
        "DROP TABLE old_thing",
        "DROP TABLE old_arrow",
    ),
)


def make(path: Path) -> None:
    """Make the file."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(CONTENT)


if __name__ == "__main__":
    make(FILE)
