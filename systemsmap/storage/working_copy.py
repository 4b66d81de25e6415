"""The working copy: every edit of one open map, on the local disk before a second has passed.

An SQLite database in the user's data folder, with the tables of a map file and one row about
where the map belongs. A lock beside it dies with the process: a copy whose lock can be had was
left behind by one that was killed (`recovery`). Write-ahead logging is right here, where nobody
else ever looks, and takes one flush to disk per edit; `locking_mode=EXCLUSIVE` keeps its index
in memory, so that it also works where the data folder is on a network.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from systemsmap.model.change import Change
from systemsmap.model.records import Record
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.database import creation, insertion, kinds_of, rows_of
from systemsmap.storage.locks import SessionLock
from systemsmap.storage.map_file import now
from systemsmap.storage.recovery import LOCK, SUFFIX, remove_copy
from systemsmap.storage.rows import SHAPES, Row
from systemsmap.storage.step_rows import StepRow
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.tables import COPY, TABLES


class WorkingCopy:
    """One map being worked on, on disk. Belongs to the thread that began it.

    Every method may raise sqlite3.Error or OSError; the copy then holds what it held before.
    """

    def __init__(self, path: Path, lock: SessionLock, connection: sqlite3.Connection) -> None:
        self.path = path
        self._lock = lock
        self._connection = connection

    @classmethod
    def begin(cls, folder: Path, stored: StoredMap, *, unsaved: bool) -> "WorkingCopy":
        """Make a working copy of a map in `folder`, which is made too if need be."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # nobody else's business
        path = folder / (uuid4().hex + SUFFIX)
        lock = SessionLock(path.with_suffix(LOCK))
        if not lock.take():
            raise OSError("the lock of a new working copy is taken")
        try:
            connection = _connected(path)
        except sqlite3.Error:
            remove_copy(path)
            lock.release()
            raise
        copy = cls(path, lock, connection)
        try:
            copy._fill(stored, unsaved=unsaved)
        except sqlite3.Error:
            copy.discard()
            raise
        return copy

    def write(
        self,
        change: Change,
        steps: Iterable[StepRow] = (),
        *,
        unsaved: bool,
        present: SystemsMap | None = None,
    ) -> None:
        """Bring the copy to the map after `change`, which these steps of its history made.

        `unsaved`: it is ahead of the file now. `present` is that map where records came back to
        where they stood: all of their kind is written anew, in its order.
        """
        put, gone = _rows_of(change)
        with self._connection as transaction:
            transaction.execute("BEGIN IMMEDIATE")
            for table, ids in gone.items():
                transaction.executemany(_deletion(table), ids)
            for table, rows in put.items():
                transaction.executemany(_upsert(table), rows)
            if present is not None:
                self._put_in_order(_kinds_back(change), present)
            transaction.executemany(insertion("history"), steps)
            transaction.execute("UPDATE copy SET kept = ?, unsaved = ?", (now(), int(unsaved)))

    def _put_in_order(self, kinds: Collection[type[Record]], present: SystemsMap) -> None:
        for kind, records in kinds_of(present):
            if kind in kinds:
                shape = SHAPES[kind]
                self._connection.execute(str(TABLES[shape.table].delete()))
                rows = [shape.row(record) for record in records]
                self._connection.executemany(insertion(shape.table), rows)

    def note(self, stored: StoredMap, *, unsaved: bool) -> None:
        """Write down where the map belongs now and whether all of it is there."""
        with self._connection as transaction:
            transaction.execute("BEGIN IMMEDIATE")
            self._note(stored, unsaved=unsaved)

    def is_there(self) -> bool:
        """Return whether the file still exists: SQLite writes on into a file that was removed."""
        return self.path.exists()

    def close(self) -> None:
        """Let go of the copy and leave it for the next start to find."""
        self._connection.close()
        self._lock.release()

    def discard(self) -> None:
        """Remove the copy: all it held is in the person's file, or is not wanted."""
        self._connection.close()
        remove_copy(self.path)
        self._lock.release()

    def _fill(self, stored: StoredMap, *, unsaved: bool) -> None:
        self._connection.executescript("BEGIN IMMEDIATE;" + creation() + _copy_creation())
        with self._connection as transaction:  # one, so that the disk is waited for once
            for table, rows in rows_of(stored, now()):
                transaction.executemany(insertion(table), rows)
            self._note(stored, unsaved=unsaved)

    def _note(self, stored: StoredMap, *, unsaved: bool) -> None:
        origin = None if stored.path is None else str(stored.path)
        facts = (1, origin, stored.digest, int(stored.readonly), int(unsaved), now())
        self._connection.execute(_upsert("copy"), facts)
        self._connection.execute(
            "UPDATE meta SET uuid = ?, revision = ?, revisions = ?",
            (stored.uuid, stored.revision, stored.revisions),
        )


def _rows_of(change: Change) -> tuple[dict[str, list[Row]], dict[str, list[tuple[str]]]]:
    """Return the rows to put into each table, and the ids of those that go."""
    put: defaultdict[str, list[Row]] = defaultdict(list)
    gone: defaultdict[str, list[tuple[str]]] = defaultdict(list)
    for id_, record in change.after.items():
        was = change.before[id_]
        if record is not None:
            shape = SHAPES[type(record)]
            put[shape.table].append(shape.row(record))
        elif was is not None:
            gone[SHAPES[type(was)].table].append((id_,))
    return put, gone


def _kinds_back(change: Change) -> frozenset[type[Record]]:
    """Return the kinds of records that a change puts back to where they stood."""
    back = (change.after.get(id_) for id_ in change.places)
    return frozenset(type(record) for record in back if record is not None)


def prepare() -> None:
    """Make ready what the first edits need: 9 ms, ten times that on a busy machine."""
    creation()
    _copy_creation()
    _upsert("copy")
    for table in TABLES:
        insertion(table)
    for shape in SHAPES.values():
        _upsert(shape.table)
        _deletion(shape.table)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")  # also when the power goes
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@cache
def _copy_creation() -> str:
    return str(CreateTable(COPY).compile(dialect=sqlite.dialect())) + ";"


@cache
def _upsert(table: str) -> str:
    """Return the statement that puts one row into a table or over the row with its id."""
    target = COPY if table == "copy" else TABLES[table]
    put = sqlite.insert(target)
    fresh = {column.name: put.excluded[column.name] for column in target.columns}
    del fresh["id"]
    statement = put.on_conflict_do_update(index_elements=["id"], set_=fresh)
    return str(statement.compile(dialect=sqlite.dialect()))


@cache
def _deletion(table: str) -> str:
    target = TABLES[table]
    return str(target.delete().where(target.c.id == "").compile(dialect=sqlite.dialect()))
