"""Made v1.1.smap, which is kept for ever: `python -m tests.storage.files.make_v1_1`.

Plain SQL on purpose, so that it makes the same file when the program has long moved on.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from systemsmap.model.records import Card, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.storage.migrations.m001_first_format import FIRST_FORMAT
from systemsmap.storage.migrations.m002_tray_and_story import TRAY_AND_STORY
from tests.storage.files import make_v1_0

FILE = Path(__file__).with_name("v1.1.smap")

ROWS = f"""
{make_v1_0.ROWS}
INSERT INTO migration VALUES ('m002_tray_and_story', '2026-11-27T08:00:00+00:00');
INSERT INTO card VALUES ('c1', 'Staff' || char(10) || 'morale', 'Said twice', '{{"colour": 7}}');
INSERT INTO card VALUES ('c2', 'Sick leave', '', '');
INSERT INTO step VALUES ('s2', 1, 'map', '[]', 'All of it', '');
INSERT INTO step VALUES ('s1', 0, 'loop', '["k1", "k2"]', '', '{{"slide": 4}}');
INSERT INTO step VALUES ('s3', 2, 'selection', '["v1", "k2"]', 'Who waits?', '');
INSERT INTO step VALUES ('s4', 3, 'note', '["n1"]', '', '');
"""


def golden_map() -> SystemsMap:
    """Return what is in the file."""
    return map_of(
        [
            *make_v1_0.golden_map().records(),
            Card("c1", "Staff\nmorale", "Said twice", '{"colour": 7}'),
            Card("c2", "Sick leave"),
            StoryStep("s2", 1, Shown.MAP, (), "All of it"),
            StoryStep("s1", 0, Shown.LOOP, ("k1", "k2"), extra='{"slide": 4}'),
            StoryStep("s3", 2, Shown.SELECTION, ("v1", "k2"), "Who waits?"),
            StoryStep("s4", 3, Shown.NOTE, ("n1",)),
        ]
    )


def make(path: Path) -> None:
    """Make the file."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        statements = [*FIRST_FORMAT.statements, *TRAY_AND_STORY.statements]
        connection.executescript(";".join([*statements, ROWS]))
        connection.executescript("PRAGMA application_id=0x534D4150; PRAGMA user_version=1001")


if __name__ == "__main__":
    make(FILE)
