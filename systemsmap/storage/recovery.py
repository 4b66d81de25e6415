"""Finds the working copies that killed processes left behind.

Standard library only: this runs at every start, before the window is drawn.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from systemsmap.storage.cells import Unfit, text, truth, word
from systemsmap.storage.locks import SessionLock
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.replacing import digest_of
from systemsmap.storage.schema import Damaged, FileTrouble
from systemsmap.storage.stored_map import StoredMap

SUFFIX = ".copy"
LOCK = ".lock"
_BESIDE = ("", "-wal", "-shm", "-journal")
_FACTS = "SELECT origin, digest, readonly, unsaved, kept FROM copy"


@dataclass(frozen=True, slots=True)
class Orphan:
    """A working copy that nobody works on: the map in it, and when it was last written to.

    `stored.path` is the file it belongs to, None if it never had one; `kept` is ISO 8601 in UTC.
    """

    copy: Path
    kept: str
    stored: StoredMap

    @property
    def title(self) -> str:
        """What to call it when asking what to do with it."""
        path = self.stored.path
        return self.stored.map_.info.title or (path.stem if path else "A new map")


@dataclass(frozen=True, slots=True)
class Found:
    """What lay in the folder: maps to offer, newest first, and copies that cannot be read."""

    orphans: tuple[Orphan, ...] = ()
    troubles: tuple[FileTrouble, ...] = ()


def recover(folder: Path) -> Found:
    """Return the working copies in `folder` that hold work of processes that are no more.

    Copies whose whole content is in the person's file are removed on the way. Never raises.
    """
    found: list[Orphan] = []
    troubles: list[FileTrouble] = []
    for copy, lock in _abandoned(folder):
        try:
            found += _offered(copy)
        except FileTrouble as trouble:
            troubles.append(trouble)
        finally:
            lock.release()
    return Found(tuple(sorted(found, key=lambda o: o.kept, reverse=True)), tuple(troubles))


def discard(orphan: Orphan) -> None:
    """Remove a working copy whose work is in another by now, or is not wanted."""
    lock = SessionLock(orphan.copy.with_suffix(LOCK))
    with suppress(OSError):
        if lock.take():
            remove_copy(orphan.copy)
            lock.release()


def remove_copy(copy: Path) -> None:
    """Remove the files of a working copy, as far as the system lets us."""
    for suffix in _BESIDE:
        with suppress(OSError):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _abandoned(folder: Path) -> Iterator[tuple[Path, SessionLock]]:
    for copy in sorted(folder.glob(f"*{SUFFIX}")):
        lock = SessionLock(copy.with_suffix(LOCK))
        try:
            taken = lock.take()
        except OSError:
            continue
        if taken:
            yield copy, lock


def _offered(copy: Path) -> Iterator[Orphan]:
    try:
        content, facts = _content(copy)
    except (sqlite3.Error, Unfit, UnicodeDecodeError) as error:
        raise Damaged(copy, f"is a working copy that is damaged ({error}); it is kept.") from error
    if facts is None:  # killed before the first edit was in it
        remove_copy(copy)
        return
    origin, digest, readonly, unsaved, kept = facts
    path = Path(origin) if origin is not None else None
    if not unsaved and path is not None and _digest(path) == digest:
        remove_copy(copy)
        return
    stored = read_content(content, copy)
    stored = replace(stored, path=path, digest=digest, readonly=readonly)
    own = _published_unnoted(stored)
    if own is None:
        yield Orphan(copy, kept, stored)
    elif stored.history.state in own.history.state_ids:
        remove_copy(copy)
    else:
        ahead = replace(own, map_=stored.map_, history=stored.history, notices=stored.notices)
        yield Orphan(copy, kept, ahead)


def _published_unnoted(stored: StoredMap) -> StoredMap | None:
    """Return what is in the file if this very work was published there, and killed right then.

    It was not noted in the copy any more, so it would pass for a change by somebody else. It is
    newer than what is noted, and one of the two has been in the state of the other.
    """
    if stored.path is None or stored.readonly:
        return None
    try:
        found = read_map_file(stored.path)
    except FileTrouble:
        return None
    mine, theirs = stored.history, found.history
    is_newer = found.uuid == stored.uuid and found.revisions > stored.revisions
    is_ours = theirs.state in mine.state_ids or mine.state in theirs.state_ids
    return found if is_newer and is_ours and not found.readonly else None


_Facts = tuple[str | None, str, bool, bool, str]


def _content(copy: Path) -> tuple[bytes, _Facts | None]:
    """Return the copy as a closed database, its log worked in, and the facts about it."""
    with closing(sqlite3.connect(copy, isolation_level=None, timeout=1.0)) as connection:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        has_facts = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'copy'").fetchone()
        facts = connection.execute(_FACTS).fetchone() if has_facts else None
        if facts is None:
            return b"", None
        origin, digest, readonly, unsaved, kept = facts
        place = None if origin is None else word(origin)
        checked = (place, text(digest), truth(readonly), truth(unsaved), text(kept))
        return connection.serialize(), checked


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""
