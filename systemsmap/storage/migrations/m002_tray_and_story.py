"""Format 1.1: variables that wait in a tray, and the steps of the story told of a map."""

from systemsmap.storage.migrations.migration import Migration

TRAY_AND_STORY = Migration(
    "m002_tray_and_story",
    (1, 1),
    (
        """
    CREATE TABLE card (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        note TEXT NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        """
    CREATE TABLE step (
        id TEXT NOT NULL,
        place INTEGER NOT NULL,
        shown TEXT NOT NULL,
        ids TEXT NOT NULL,
        words TEXT NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    ),
)
