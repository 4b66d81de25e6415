"""A file whose letters were altered on the way says so; one that was only saved does not."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.storage.database import content_of
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.schema import TooBig
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import maps, small_map


@given(maps())
def test_whatever_was_saved_is_as_it_was_saved(map_: SystemsMap) -> None:
    assert read_content(content_of(StoredMap(map_), "2026-11-27")).notices == ()


def test_minus_nothing_is_nothing() -> None:
    map_ = map_of([Variable("v", "Births", -0.0, 0.0)])
    assert read_content(content_of(StoredMap(map_), "2026-11-27")).notices == ()


def test_letters_that_are_others_are_told_and_the_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    publish(StoredMap(small_map(), path))
    path.write_bytes(path.read_bytes().replace(b"Population", b"Pupolation"))
    found = read_map_file(path)
    assert found.map_.variables["v2"].name == "Pupolation"
    assert found.readonly
    assert found.notices[0].startswith("This file is not as it was saved")


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE variable SET x = x + 1",
        "UPDATE link SET polarity = '-'",
        "DELETE FROM note",
        "UPDATE info SET title = 'Deaths'",
        "UPDATE origin SET seal = 'x'",
        "DELETE FROM origin",
    ],
)
def test_a_strange_hand_is_told(harm: str, tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    publish(StoredMap(small_map(), path))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(harm)
    assert read_map_file(path).readonly


def test_a_map_that_could_not_be_opened_again_is_not_saved(tmp_path: Path) -> None:
    long_ = [Variable(f"v{i}", "Births", note="x" * 990_000) for i in range(37)]
    stored = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    before = (tmp_path / "Map.smap").read_bytes()
    with pytest.raises(TooBig):
        publish(replace(stored, map_=map_of([*long_, *_notes()])))
    assert (tmp_path / "Map.smap").read_bytes() == before


def _notes() -> list[Variable]:
    """Return variables that take more room in memory than on the disk."""
    return [Variable(f"w{i}", "é" * 9_000) for i in range(300)]
