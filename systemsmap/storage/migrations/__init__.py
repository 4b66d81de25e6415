"""How older map files become newer ones.

Each step is plain SQL and never looks at the tables of today, so that it does tomorrow what it
did when it was written. Steps run on a copy in memory, all of them in one transaction; the
person's file is only replaced when the map is next saved. Every file records the steps it has
been through in its `migration` table, beginning with the one that made format 1.0.

To change the format: add a module here, put its step at the end of MIGRATIONS, raise FORMAT
(minor when older programs may still read the file, major when they may not), change `tables`
and `rows`, and keep a file of the old format under tests/storage/files.
"""

from systemsmap.storage.migrations.m001_first_format import FIRST_FORMAT
from systemsmap.storage.migrations.m002_tray_and_story import TRAY_AND_STORY
from systemsmap.storage.migrations.m003_history import HISTORY
from systemsmap.storage.migrations.migration import Migration

MIGRATIONS: tuple[Migration, ...] = (FIRST_FORMAT, TRAY_AND_STORY, HISTORY)
