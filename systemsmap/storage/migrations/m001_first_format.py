"""Format 1.0: the first that was released, from nothing."""

from systemsmap.storage.migrations.migration import Migration

FIRST_FORMAT = Migration(
    "m001_first_format",
    (1, 0),
    (
        """
    CREATE TABLE meta (
        id INTEGER NOT NULL,
        program TEXT NOT NULL,
        oldest_reader INTEGER NOT NULL,
        uuid TEXT NOT NULL,
        revision TEXT NOT NULL,
        revisions INTEGER NOT NULL,
        written TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        """
    CREATE TABLE migration (
        name TEXT NOT NULL,
        applied TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
        """
    CREATE TABLE info (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        question TEXT NOT NULL,
        author TEXT NOT NULL,
        organisation TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        """
    CREATE TABLE variable (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        x REAL NOT NULL,
        y REAL NOT NULL,
        kind TEXT,
        outside INTEGER NOT NULL,
        note TEXT NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        """
    CREATE TABLE link (
        id TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        polarity TEXT NOT NULL,
        delayed INTEGER NOT NULL,
        bend REAL,
        evidence TEXT NOT NULL,
        rationale TEXT NOT NULL,
        reference TEXT NOT NULL,
        note TEXT NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        """
    CREATE TABLE loop (
        id TEXT NOT NULL,
        links TEXT NOT NULL,
        numbers TEXT NOT NULL,
        name TEXT NOT NULL,
        story TEXT NOT NULL,
        badge_dx REAL,
        badge_dy REAL,
        hidden INTEGER NOT NULL,
        pinned INTEGER NOT NULL,
        lost TEXT NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
        """
    CREATE TABLE note (
        id TEXT NOT NULL,
        text TEXT NOT NULL,
        x REAL NOT NULL,
        y REAL NOT NULL,
        width REAL NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    ),
)
