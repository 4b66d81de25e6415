"""Format 1.2: every step that made the map what it is."""

from systemsmap.storage.migrations.migration import Migration

HISTORY = Migration(
    "m003_history",
    (1, 2),
    (
        """
    CREATE TABLE origin (
        id INTEGER NOT NULL,
        state TEXT NOT NULL,
        seal TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        "INSERT INTO origin SELECT 1, revision, '' FROM meta",
        """
    CREATE TABLE history_pack (
        first INTEGER NOT NULL,
        steps INTEGER NOT NULL,
        packed BLOB NOT NULL,
        PRIMARY KEY (first)
    )
    """,
        """
    CREATE TABLE history (
        n INTEGER NOT NULL,
        state TEXT NOT NULL,
        made TEXT NOT NULL,
        role TEXT NOT NULL,
        label TEXT NOT NULL,
        subject TEXT NOT NULL,
        doing TEXT NOT NULL,
        joins INTEGER NOT NULL,
        top INTEGER NOT NULL,
        about TEXT NOT NULL,
        delta TEXT NOT NULL,
        PRIMARY KEY (n)
    )
    """,
    ),
)
