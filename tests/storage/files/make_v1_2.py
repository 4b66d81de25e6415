"""Made v1.2.smap, which is kept for ever: `python -m tests.storage.files.make_v1_2`.

Plain SQL on purpose, so that it makes the same file when the program has long moved on.
"""

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from systemsmap.model.records import Card
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.migrations.m001_first_format import FIRST_FORMAT
from systemsmap.storage.migrations.m002_tray_and_story import TRAY_AND_STORY
from systemsmap.storage.migrations.m003_history import HISTORY
from tests.storage.files import make_v1_1

FILE = Path(__file__).with_name("v1.2.smap")

_CAME = '{"card":{"+":{"c2":{"name":"Sick leave"}}},"places":{}}'
_MOVED = '{"variable":{"~":{"v1":{"x":[0.0,77.5]}}}}'
_BACK = '{"variable":{"~":{"v1":{"x":[77.5,0.0]}}}}'
_RENAMED = '{"card":{"~":{"c1":{"name":["Morale","Staff\\nmorale"]}}}}'
_GONE = '{"card":{"-":{"c0":{"name":"Rumours","note":"“heard”"}}},"places":{"c0":0}}'

_DAY = "2026-11-27T08:00"
_STEPS = (
    (0, "s-1", f"{_DAY}:00+00:00", "", "Add card", "Sick leave", "done", 0, 0, "[]", _CAME),
    (1, "s-2", f"{_DAY}:05+00:00", "Scribe", "Move", "Calls", "done", 0, 1, "[]", _MOVED),
    (2, "s-3", f"{_DAY}:09+00:00", "Scribe", "Move", "Calls", "undone", 0, 0, "[]", _BACK),
)
_RAW = json.dumps(_STEPS, ensure_ascii=False).encode()
_PACKED = zlib.compress(_RAW, 0)  # stored, so that every zlib makes the same bytes

SEAL = "8a67becf49d8e81447e2d9152079d87c"

ROWS = f"""
{make_v1_1.ROWS}
INSERT INTO migration VALUES ('m003_history', '2026-11-27T08:00:00+00:00');
INSERT INTO origin VALUES (1, 's-0', '{SEAL}');
INSERT INTO history_pack VALUES (0, 3, x'{_PACKED.hex()}');
INSERT INTO history VALUES
    (3, 's-4', '{_DAY}:10+00:00', '', 'Rename', '', 'done', 0, 3, '[]', '{_RENAMED}'),
    (4, 's-5', '{_DAY}:20+00:00', '', 'Before coffee', '', 'named', 0, 3, '["s-2"]', '{{}}'),
    (5, 's-6', '{_DAY}:30+00:00', 'Scribe', 'Delete card', 'Rumours', 'done', 0, 5, '[]',
        '{_GONE}');
"""


def golden_map() -> SystemsMap:
    """Return what is in the file."""
    return make_v1_1.golden_map()


def first_map() -> SystemsMap:
    """Return the map before the first step of its history."""
    now = golden_map()
    renamed = replace(now.cards["c1"], name="Morale")
    return replace(now, cards={"c0": Card("c0", "Rumours", "“heard”"), "c1": renamed})


def make(path: Path) -> None:
    """Make the file."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        steps = (FIRST_FORMAT, TRAY_AND_STORY, HISTORY)
        statements = [statement for step in steps for statement in step.statements]
        made = [*statements, "DELETE FROM origin", ROWS]
        connection.executescript(";".join(made))
        connection.executescript("PRAGMA application_id=0x534D4150; PRAGMA user_version=1002")


if __name__ == "__main__":
    make(FILE)
