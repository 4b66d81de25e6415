"""Makes spoiled map files: what other programs, people and accidents do to a good one."""

import sqlite3
from contextlib import closing
from pathlib import Path

from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import small_map


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
