"""The three places that know the columns (tables, rows, migrations) say the same."""

import sqlite3
from contextlib import closing
from dataclasses import fields
from typing import get_args

import pytest

from systemsmap.model.records import Record
from systemsmap.storage.cells import Unfit
from systemsmap.storage.database import creation
from systemsmap.storage.migrations import MIGRATIONS
from systemsmap.storage.migrations.migration import migrate
from systemsmap.storage.rows import SHAPES, Shape
from systemsmap.storage.schema import FORMAT, packed, unpacked
from systemsmap.storage.tables import TABLES


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.table)
def test_rows_and_tables_have_the_same_columns(shape: Shape) -> None:
    table = TABLES[shape.table]
    assert [c.name for c in shape.columns] == [c.name for c in table.columns]
    for column in shape.columns:
        assert _takes_nothing(column.value) == table.columns[column.name].nullable, column.name
        assert str(table.columns[column.name].type) in {"TEXT", "REAL", "INTEGER"}


def _takes_nothing(value: object) -> bool:
    assert callable(value)
    try:
        value(None)
    except Unfit:
        return False
    return True


def test_every_kind_of_record_has_its_table_and_every_field_its_column() -> None:
    assert set(SHAPES) == set(get_args(Record))
    for kind, shape in SHAPES.items():
        columns = {c.name for c in shape.columns} - {"id"}
        named = {"badge_dx" if f.name == "badge" else f.name for f in fields(kind)} - {"id"}
        assert columns - {"badge_dy"} == named


def test_a_new_file_is_what_the_migrations_make() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as migrated:
        assert migrate(migrated, MIGRATIONS, "2026-01-01") == FORMAT
        with closing(sqlite3.connect(":memory:")) as made:
            made.executescript(creation())
            assert _schema(migrated) == _schema(made)


def _schema(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE sql NOTNULL")]
    return {n: connection.execute(f"PRAGMA table_xinfo({n})").fetchall() for n in names}


def test_a_format_is_one_number_and_back() -> None:
    assert packed((1, 2)) == 1002
    assert unpacked(1002) == (1, 2)
    assert packed((1, 9)) < packed((1, 10)) < packed((2, 0))
