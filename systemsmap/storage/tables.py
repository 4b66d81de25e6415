"""The tables of a map file in their newest form.

Column types are spelt out as the three SQLite stores (TEXT, REAL, INTEGER): what a person sees
with any SQLite tool is what is there. Lists lie in JSON texts, truth values are 0 and 1. The
order of rows (rowid) is the order of the map. Two links may not run between the same variables,
but that is for the model to keep: turning both of a pair round in one transaction passes
through a state that a UNIQUE constraint would refuse.
"""

from sqlalchemy import BLOB, REAL, TEXT, Table
from sqlmodel import Field, SQLModel


class MetaRow(SQLModel, table=True):
    """The single row about the file itself."""

    __tablename__ = "meta"
    id: int = Field(primary_key=True)
    program: str = Field(sa_type=TEXT)
    oldest_reader: int
    uuid: str = Field(sa_type=TEXT)
    revision: str = Field(sa_type=TEXT)
    revisions: int
    written: str = Field(sa_type=TEXT)


class MigrationRow(SQLModel, table=True):
    """A step of the format that this file has been through."""

    __tablename__ = "migration"
    name: str = Field(primary_key=True, sa_type=TEXT)
    applied: str = Field(sa_type=TEXT)


class InfoRow(SQLModel, table=True):
    """The single row about the map."""

    __tablename__ = "info"
    id: str = Field(primary_key=True, sa_type=TEXT)
    title: str = Field(sa_type=TEXT)
    description: str = Field(sa_type=TEXT)
    question: str = Field(sa_type=TEXT)
    author: str = Field(sa_type=TEXT)
    organisation: str = Field(sa_type=TEXT)
    created: str = Field(sa_type=TEXT)
    changed: str = Field(sa_type=TEXT)
    extra: str = Field(sa_type=TEXT)


class VariableRow(SQLModel, table=True):
    """A variable."""

    __tablename__ = "variable"
    id: str = Field(primary_key=True, sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    x: float = Field(sa_type=REAL)
    y: float = Field(sa_type=REAL)
    kind: str | None = Field(sa_type=TEXT)
    outside: int
    note: str = Field(sa_type=TEXT)
    extra: str = Field(sa_type=TEXT)


class LinkRow(SQLModel, table=True):
    """A link; `source` and `target` are ids of variables."""

    __tablename__ = "link"
    id: str = Field(primary_key=True, sa_type=TEXT)
    source: str = Field(sa_type=TEXT)
    target: str = Field(sa_type=TEXT)
    polarity: str = Field(sa_type=TEXT)
    delayed: int
    bend: float | None = Field(sa_type=REAL)
    evidence: str = Field(sa_type=TEXT)
    rationale: str = Field(sa_type=TEXT)
    reference: str = Field(sa_type=TEXT)
    note: str = Field(sa_type=TEXT)
    extra: str = Field(sa_type=TEXT)


class LoopRow(SQLModel, table=True):
    """What is remembered of a loop; `links`, `numbers` and `lost` are JSON lists."""

    __tablename__ = "loop"
    id: str = Field(primary_key=True, sa_type=TEXT)
    links: str = Field(sa_type=TEXT)
    numbers: str = Field(sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    story: str = Field(sa_type=TEXT)
    badge_dx: float | None = Field(sa_type=REAL)
    badge_dy: float | None = Field(sa_type=REAL)
    hidden: int
    pinned: int
    lost: str = Field(sa_type=TEXT)
    extra: str = Field(sa_type=TEXT)


class NoteRow(SQLModel, table=True):
    """A text on the canvas."""

    __tablename__ = "note"
    id: str = Field(primary_key=True, sa_type=TEXT)
    text: str = Field(sa_type=TEXT)
    x: float = Field(sa_type=REAL)
    y: float = Field(sa_type=REAL)
    width: float = Field(sa_type=REAL)
    extra: str = Field(sa_type=TEXT)


class CardRow(SQLModel, table=True):
    """A variable that waits in the tray."""

    __tablename__ = "card"
    id: str = Field(primary_key=True, sa_type=TEXT)
    name: str = Field(sa_type=TEXT)
    note: str = Field(sa_type=TEXT)
    extra: str = Field(sa_type=TEXT)


class StepRow(SQLModel, table=True):
    """A step of the story; `ids` is a JSON list, `place` orders the steps."""

    __tablename__ = "step"
    id: str = Field(primary_key=True, sa_type=TEXT)
    place: int
    shown: str = Field(sa_type=TEXT)
    ids: str = Field(sa_type=TEXT)
    words: str = Field(sa_type=TEXT)
    extra: str = Field(sa_type=TEXT)


class OriginRow(SQLModel, table=True):
    """The single row on where the map comes from.

    `state` names its state before the first step of its history; `seal` is that of all rows as
    they were saved, empty where nobody kept it.
    """

    __tablename__ = "origin"
    id: int = Field(primary_key=True)
    state: str = Field(sa_type=TEXT)
    seal: str = Field(sa_type=TEXT)


class HistoryPackRow(SQLModel, table=True):
    """Steps of the history that were put away together: JSON rows of `history`, deflated."""

    __tablename__ = "history_pack"
    first: int = Field(primary_key=True)
    steps: int
    packed: bytes = Field(sa_type=BLOB)


class HistoryRow(SQLModel, table=True):
    """A step of the history; `about` is a JSON list, `delta` what it did, field by field."""

    __tablename__ = "history"
    n: int = Field(primary_key=True)
    state: str = Field(sa_type=TEXT)
    made: str = Field(sa_type=TEXT)
    role: str = Field(sa_type=TEXT)
    label: str = Field(sa_type=TEXT)
    subject: str = Field(sa_type=TEXT)
    doing: str = Field(sa_type=TEXT)
    joins: int
    top: int
    about: str = Field(sa_type=TEXT)
    delta: str = Field(sa_type=TEXT)


class CopyRow(SQLModel, table=True):
    """In a working copy only: where the map belongs and what is known of the file there.

    `digest` is that of the file when last read or written; `readonly`: it may not be written to;
    `unsaved`: the copy holds work that the file does not.
    """

    __tablename__ = "copy"
    id: int = Field(primary_key=True)
    origin: str | None = Field(sa_type=TEXT)
    digest: str = Field(sa_type=TEXT)
    readonly: int
    unsaved: int
    kept: str = Field(sa_type=TEXT)


COPY: Table = SQLModel.metadata.tables["copy"]

_NAMES = (
    "meta", "migration", "info", "variable", "link", "loop", "note", "card", "step",
    "origin", "history_pack", "history",
)  # fmt: skip

TABLES: dict[str, Table] = {name: SQLModel.metadata.tables[name] for name in _NAMES}
