"""Files of every format there ever was open, and steps are taken whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from systemsmap.model.document import Document
from systemsmap.model.history import Doing
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.migrations import MIGRATIONS
from systemsmap.storage.migrations.migration import Migration, migrate
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.schema import FORMAT, Damaged
from tests.storage.files import make_v0_9, make_v1_0, make_v1_1, make_v1_2

FILES = Path(__file__).with_name("files")
SCRIPTS = {"v0.9": make_v0_9, "v1.0": make_v1_0, "v1.1": make_v1_1, "v1.2": make_v1_2}
GOLDEN = {
    "v1.0.smap": make_v1_0.golden_map,
    "v1.1.smap": make_v1_1.golden_map,
    "v1.2.smap": make_v1_2.golden_map,
}
STEPS = (make_v0_9.RENAMED, make_v0_9.TO_FIRST_FORMAT)  # up to 1.0
TO_TODAY = (*STEPS, *MIGRATIONS[1:])


@pytest.mark.parametrize("name", GOLDEN)
def test_a_file_of_each_released_format_opens_as_it_was(name: str) -> None:
    found = read_map_file(FILES / name)
    assert found.map_ == GOLDEN[name]()
    assert [*found.map_.records()] == [*GOLDEN[name]().records()]
    assert (found.uuid, found.revision, found.revisions) == ("c0ffee", "abcdef", 7)
    assert not found.notices


def test_undo_in_the_kept_file_goes_back_to_its_first_step() -> None:
    found = read_map_file(make_v1_2.FILE)
    document = Document(found.map_, found.history)
    labels = [document.undo(), document.undo(), document.undo(), document.undo()]
    assert labels == ["Delete card", "Rename", "Add card", None]
    assert document.map == make_v1_2.first_map()
    assert [*document.map.cards] == ["c0", "c1"]
    assert (found.history[4].doing, found.history[4].about) == (Doing.NAMED, ("s-2",))
    assert found.history[1].role == "Scribe"


@pytest.mark.parametrize("name", ["v1.0.smap", "v1.1.smap"])
def test_a_file_from_before_there_was_a_history_begins_one_with_its_revision(name: str) -> None:
    history = read_map_file(FILES / name).history
    assert (len(history), history.state_ids) == (0, ("abcdef",))


def test_a_file_is_kept_for_every_format_that_was_released() -> None:
    released = {f"v{step.to[0]}.{step.to[1]}.smap" for step in MIGRATIONS}
    assert released == set(GOLDEN)
    assert MIGRATIONS[-1].to == FORMAT
    assert [step.to for step in MIGRATIONS] == sorted({step.to for step in MIGRATIONS})


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_kept_files_are_what_their_scripts_make(name: str, tmp_path: Path) -> None:
    script = SCRIPTS[name]
    script.make(tmp_path / "again.smap")
    assert _dump(tmp_path / "again.smap") == _dump(script.FILE)


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_an_older_file_is_brought_forward_in_a_copy(tmp_path: Path) -> None:
    before = make_v0_9.FILE.read_bytes()
    found = read_content(before, tmp_path / "Map.smap", TO_TODAY)
    assert found.format == (0, 9)
    assert found.map_ == SystemsMap(
        {"a": Variable("a", "Births", 1.0, 2.0), "b": Variable("b", "Population", 3.0, 4.0)},
        {
            "a-b": Link("a-b", "a", "b", Polarity.POSITIVE),
            "b-a": Link("b-a", "b", "a", Polarity.NEGATIVE),
        },
    )
    (tmp_path / "Map.smap").write_bytes(before)
    publish(found)
    assert read_map_file(tmp_path / "Map.smap").map_ == found.map_
    assert read_map_file(tmp_path / "Map.smap").format == FORMAT
    assert (tmp_path / "Map.smap.bak").read_bytes() == before


def test_a_format_without_a_step_is_refused() -> None:
    with pytest.raises(Damaged):
        read_map_file(make_v0_9.FILE)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(make_v0_9.FILE.read_bytes())
        yield connection


def test_each_step_is_recorded_with_its_time(connection: sqlite3.Connection) -> None:
    assert migrate(connection, STEPS, "2026-01-01") == (1, 0)
    recorded = connection.execute("SELECT name, applied FROM migration").fetchall()
    assert recorded == [(step.name, "2026-01-01") for step in STEPS]
    assert migrate(connection, STEPS, "2027-01-01") == (1, 0)  # nothing is taken twice
    assert connection.execute("SELECT count(*) FROM migration").fetchone() == (2,)


def test_a_step_that_fails_takes_all_back(connection: sqlite3.Connection) -> None:
    before = list(connection.iterdump())
    wrong = Migration("t003_wrong", (1, 9), ("DROP TABLE link", "DROP TABLE nothing"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*STEPS, wrong), "2026-01-01")
    assert list(connection.iterdump()) == before
    assert connection.execute("PRAGMA user_version").fetchone() == (9,)
    assert not connection.in_transaction
