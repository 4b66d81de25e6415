"""Made v1.0.smap, which is kept for ever: `python -m tests.storage.files.make_v1_0`.

Plain SQL on purpose, so that it makes the same file when the program has long moved on.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.storage.migrations.m001_first_format import FIRST_FORMAT

FILE = Path(__file__).with_name("v1.0.smap")
LOOP = loop_id(["k1", "k2"])

ROWS = f"""
INSERT INTO meta VALUES (1, '0.1.0', 1000, 'c0ffee', 'abcdef', 7, '2026-11-23T08:00:00+00:00');
INSERT INTO migration VALUES ('m001_first_format', '2026-11-23T08:00:00+00:00');
INSERT INTO info VALUES ('map', 'Calls', 'Why the lines are busy', 'What keeps people calling?',
    'Ngā Tāngata', 'A council', '2026-11-01', '2026-11-23', '{{"colour": "red"}}');
INSERT INTO variable VALUES ('v2', 'Calls', -120.5, 40.25, 'failure_demand', 0, '', '');
INSERT INTO variable VALUES ('v1', 'Waiting' || char(10) || 'time', 0.0, 0.0, NULL, 1, 'In days',
    '{{"weight": 3}}');
INSERT INTO link VALUES ('k1', 'v2', 'v1', '+', 1, NULL, 'data', 'More to do', 'Log of 2025', '',
    '');
INSERT INTO link VALUES ('k2', 'v1', 'v2', '±', 0, -0.25, 'assumption', '', '', 'Ask Mere', '');
INSERT INTO loop VALUES ('{LOOP}', '["k1", "k2"]', '[["U", 1], ["R", 2]]', 'Calling again',
    'They call since nobody answers.', 12.5, -3.0, 0, 1, '["Calls → Trust"]', '');
INSERT INTO note VALUES ('n1', 'To be checked', 10.0, 200.0, 240.0, '');
"""


def golden_map() -> SystemsMap:
    """Return what is in the file."""
    return map_of(
        [
            MapInfo(
                "Calls",
                "Why the lines are busy",
                "What keeps people calling?",
                "Ngā Tāngata",
                "A council",
                "2026-11-01",
                "2026-11-23",
                '{"colour": "red"}',
            ),
            Variable("v2", "Calls", -120.5, 40.25, Kind.FAILURE_DEMAND),
            Variable("v1", "Waiting\ntime", outside=True, note="In days", extra='{"weight": 3}'),
            Link(
                "k1",
                "v2",
                "v1",
                Polarity.POSITIVE,
                delayed=True,
                evidence=Evidence.DATA,
                rationale="More to do",
                reference="Log of 2025",
            ),
            Link("k2", "v1", "v2", Polarity.MIXED, bend=-0.25, note="Ask Mere"),
            NamedLoop(
                LOOP,
                ("k1", "k2"),
                (("U", 1), ("R", 2)),
                "Calling again",
                "They call since nobody answers.",
                (12.5, -3.0),
                pinned=True,
                lost=("Calls → Trust",),
            ),
            Note("n1", "To be checked", 10.0, 200.0),
        ]
    )


def make(path: Path) -> None:
    """Make the file."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(";".join([*FIRST_FORMAT.statements, ROWS]))
        connection.executescript("PRAGMA application_id=0x534D4150; PRAGMA user_version=1000")


if __name__ == "__main__":
    make(FILE)
