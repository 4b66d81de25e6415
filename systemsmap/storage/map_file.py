"""Publishes a map to the person's file: one complete database, replaced in one step."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

from systemsmap import __version__
from systemsmap.storage.database import content_of
from systemsmap.storage.reader import read_content
from systemsmap.storage.replacing import digest_of, replace_file
from systemsmap.storage.schema import FORMAT, LARGEST_FILE, FileTrouble, TooBig, Unwritable
from systemsmap.storage.stored_map import StoredMap, fresh_uuid

_DOUBTFUL = 8_000_000
"""Bytes from which a file is read once before it is written."""


def now() -> str:
    """Return the time as ISO 8601, in UTC: a file may be read in another time zone."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def publish(stored: StoredMap, *, overwrite: bool = False, backup: bool = True) -> StoredMap:
    """Write the map to its path as a new revision; return what is on disk now.

    The file there must be the one `stored` knows, or none if it knows none, unless `overwrite`.
    `backup` keeps the file that was there as .bak. Raises FileTrouble and changes nothing when
    the map cannot be written; ValueError when it has no path.
    """
    if stored.path is None:
        raise ValueError("a map without a path cannot be published")
    if stored.readonly and not overwrite:
        raise Unwritable(
            stored.path, "was opened for reading only and is unchanged; the map is kept."
        )
    next_ = replace(
        stored,
        revision=fresh_uuid(),
        revisions=stored.revisions + 1,
        program=__version__,
        format=FORMAT,
        readonly=False,
        notices=(),
    )
    content = _content(next_)
    replace_file(stored.path, content, None if overwrite else stored.digest, backup=backup)
    return replace(next_, digest=digest_of(content))


def _content(stored: StoredMap) -> bytes:
    try:
        content = content_of(stored, now())
    except sqlite3.Error as error:
        raise Unwritable(stored.path, f"was not saved ({error}); the map is kept.") from error
    if len(content) > LARGEST_FILE or not _can_be_read(content):
        raise TooBig(stored.path, "was not saved because the map is too big; the map is kept.")
    return content


def _can_be_read(content: bytes) -> bool:
    """Return whether a large file could be opened again: whoever opens it has limits of memory."""
    if len(content) < _DOUBTFUL:
        return True
    try:
        read_content(content)
    except FileTrouble:
        return False
    return True
