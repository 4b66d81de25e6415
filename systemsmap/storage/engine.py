"""Which SQLite lies under the map files, for a report."""

import sqlite3

SQLITE = sqlite3.sqlite_version
