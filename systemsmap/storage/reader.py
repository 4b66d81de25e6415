"""Opens a map file that nobody vouches for, without touching it.

Plain sqlite3 and checks of our own, on purpose: an ORM session on a foreign file runs its
triggers and loads whatever type lies in a column (both were tried), and importing one takes
longer than reading the file.
"""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from stat import S_ISREG
from textwrap import shorten
from time import sleep

from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage import hardened
from systemsmap.storage.cells import Column, Unfit, count, text, word
from systemsmap.storage.kept_history import KeptHistory, kept_history
from systemsmap.storage.migrations import MIGRATIONS
from systemsmap.storage.migrations.migration import Migration
from systemsmap.storage.replacing import BACKUP, digest_of, is_being_written, is_there, is_writable
from systemsmap.storage.rows import Shape
from systemsmap.storage.schema import (
    APPLICATION_ID,
    FORMAT,
    LARGEST_FILE,
    Damaged,
    FileTrouble,
    Format,
    Locked,
    NotAMap,
    TooBig,
    TooNew,
    Unreadable,
    Vanished,
    named,
    unpacked,
)
from systemsmap.storage.seal import Seal
from systemsmap.storage.soundness import Losses, sound_map
from systemsmap.storage.step_rows import COLUMNS
from systemsmap.storage.stored_map import StoredMap

_MAGIC = b"SQLite format 3\x00"
_RETRIES = (0.02, 0.05, 0.1, 0.2)
"""Seconds to wait for another program to finish writing."""
_META = (
    Column("program", text),
    Column("oldest_reader", count),
    Column("uuid", word),
    Column("revision", text),
    Column("revisions", count),
)
_NEWER = (
    "This map was saved by a newer systemsmap; it may be looked at here, "
    "and saved under another name without what this version cannot know."
)
_ALTERED = "This file is not as it was saved: some of its words or numbers may be others."
_PAST_LOST = "Its history could not be read and was left out."
_REPAIRED = "The file itself was left as it is; save the map under another name to keep it."


def read_map_file(path: Path) -> StoredMap:
    """Read the map at `path`. Raises FileTrouble, in one sentence, when that cannot be done."""
    content = _patiently(path)
    stored = read_content(content, path)
    return stored if _may_write(path) else _read_only(stored)


def read_content(
    content: bytes, path: Path | None = None, steps: Iterable[Migration] = MIGRATIONS
) -> StoredMap:
    """Read the map in the bytes of a map file; `path` is where they came from.

    Raises FileTrouble. `steps` bring older formats to the newest.
    """
    _recognise(content, path)
    try:
        with hardened.opened(content, steps) as connection:
            return _stored(connection, content, path)
    except (sqlite3.Error, hardened.Suspect, Unfit, UnicodeDecodeError, MemoryError) as error:
        raise _damaged(path, error) from error


def _patiently(path: Path) -> bytes:
    for pause in _RETRIES:
        try:
            return _bytes(path)
        except Locked:
            sleep(pause)
    return _bytes(path)


def _bytes(path: Path) -> bytes:
    """Return what is in the file, provided nobody was writing it meanwhile."""
    try:
        before = path.stat()
        if not S_ISREG(before.st_mode):
            raise NotAMap(path, "is not a file, so it was not opened.")
        if before.st_size > LARGEST_FILE:
            raise TooBig(path, "is larger than any map can be, so it was not opened.")
        busy = is_being_written(Path(os.path.realpath(path)))
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _unreadable(path, error) from error
    if busy or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Locked(path, "is being written by another program, so it was not opened.")
    return content


def _recognise(content: bytes, path: Path | None) -> None:
    if not content:
        raise NotAMap(path, "is empty, so there was no map to open.")
    if not content.startswith(_MAGIC) or len(content) < 100:
        raise NotAMap(path, "is not a systemsmap map, so it was not opened.")
    if int.from_bytes(content[68:72], "big") != APPLICATION_ID:
        raise NotAMap(path, "is a database of another program, so it was not opened.")
    format_ = hardened.format_of(content)
    if format_[0] > FORMAT[0]:
        raise _too_new(path, format_)


def _stored(connection: sqlite3.Connection, content: bytes, path: Path | None) -> StoredMap:
    format_ = hardened.format_of(content)
    program, oldest, uuid, revision, revisions = _meta(connection)
    if format_ > FORMAT and unpacked(oldest) > FORMAT:
        raise _too_new(path, format_)
    seal = Seal()
    map_, losses = _sound_map(connection, seal)
    history, broken = _history(connection, revision, seal)
    lost = (*losses.sentences(), *broken)
    if not lost and format_ == FORMAT and not _is_sealed(connection, seal):
        lost = (_ALTERED,)
    newer = (_NEWER,) if format_ > FORMAT else ()
    return StoredMap(
        map_,
        path,
        uuid,
        revision,
        revisions,
        digest_of(content),
        program,
        format_,
        readonly=bool(newer or lost),
        notices=(*newer, *lost, *((_REPAIRED,) if lost else ())),
        history=history,
    )


def _is_sealed(connection: sqlite3.Connection, seal: Seal) -> bool:
    """Return whether the rows are those that were saved, as far as the file says."""
    found = list(hardened.rows(connection, "origin", ("seal",)))
    return len(found) == 1 and found[0][0] in ("", seal.words)


def _sound_map(connection: sqlite3.Connection, seal: Seal) -> tuple[SystemsMap, Losses]:
    try:
        return sound_map(lambda shape: _rows(connection, shape, seal))
    except UnicodeDecodeError:  # which of the two comes depends on the letters before it
        pass
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
    # A letter that is none: read on with question marks in its place. Only now, because asking
    # Python for every text would double the time that sound files take.
    garbled = Losses()

    def decoded(raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            garbled.mended += 1
            return raw.decode(errors="replace")

    connection.text_factory = decoded
    map_, losses = sound_map(lambda shape: _rows(connection, shape, seal))
    losses.mended += garbled.mended
    return map_, losses


def _meta(connection: sqlite3.Connection) -> tuple[str, int, str, str, int]:
    found = list(hardened.rows(connection, "meta", [column.name for column in _META]))
    if len(found) != 1:
        raise Unfit("it does not say what it is")
    program, oldest, uuid, revision, revisions = found[0]
    return text(program), count(oldest), word(uuid), text(revision), count(revisions)


def _history(
    connection: sqlite3.Connection, revision: str, seal: Seal
) -> tuple[KeptHistory, tuple[str, ...]]:
    """Return the history in a file, or one that begins now and the sentence that says so."""
    try:
        origin = list(hardened.rows(connection, "origin", ("id", "state")))
        start = text(origin[0][1]) if len(origin) == 1 else revision
        packs = list(hardened.rows(connection, "history_pack", ("first", "steps", "packed")))
        rows = list(hardened.rows(connection, "history", [column.name for column in COLUMNS]))
        seal.take("history_pack", packs)
        seal.take("history", rows)
        return kept_history(start, packs, rows), ()
    except (Unfit, UnicodeDecodeError, sqlite3.OperationalError):
        return KeptHistory(revision), (_PAST_LOST,)


def _rows(connection: sqlite3.Connection, shape: Shape, seal: Seal) -> list[tuple[object, ...]]:
    names = [column.name for column in shape.columns]
    rows = list(hardened.rows(connection, shape.table, names))
    seal.take(shape.table, rows)
    return rows


def _may_write(path: Path) -> bool:
    real = Path(os.path.realpath(path))
    try:
        return is_writable(real) and os.access(real.parent, os.W_OK)
    except OSError:
        return False


def _read_only(stored: StoredMap) -> StoredMap:
    notice = "This file is read-only; save the map under another name to keep changes."
    return replace(stored, readonly=True, notices=(*stored.notices, notice))


def _too_new(path: Path | None, format_: Format) -> TooNew:
    wanted = f"{format_[0]}.{format_[1]}"
    return TooNew(
        path, f"was saved by a newer systemsmap (format {wanted}); it was not opened or changed."
    )


def _damaged(path: Path | None, error: Exception) -> Damaged:
    words = "".join(c if c.isprintable() else " " for c in str(error)).split()
    reason = shorten(" ".join(words), 80, placeholder="…") or "an entry is not what it must be"
    instead = ""
    if path is not None and is_there(backup := path.with_name(path.name + BACKUP)):
        instead = f"; the version before it is in {named(backup)}"
    return Damaged(path, f"is damaged ({reason}), so it was not opened or changed{instead}.")


def _unreadable(path: Path, error: OSError) -> FileTrouble:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Vanished(path, "is not there, so there was nothing to open.")
    if isinstance(error, PermissionError):
        return Unreadable(path, "was not opened because reading it is not allowed.")
    reason = (error.strerror or str(error)).lower()
    return Unreadable(path, f"was not opened ({reason}).")
