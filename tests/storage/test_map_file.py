"""Publishing: what is saved is what is read, at every moment, and nothing lies beside it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings

from systemsmap.model.records import Link, MapInfo, NamedLoop, Note, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.replacing import digest_of
from systemsmap.storage.schema import FORMAT, ChangedByOthers, FileTrouble, packed
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import large_map, maps, small_map


@given(maps())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_what_is_read(tmp_path: Path, map_: SystemsMap) -> None:
    path = tmp_path / "Ngā mahere.smap"
    saved = publish(StoredMap(map_, path), overwrite=True)
    found = read_map_file(path)
    assert found.map_ == map_
    assert [*found.map_.records()] == [*map_.records()]  # in the same order, too
    assert found == saved


def test_whoever_reads_meanwhile_finds_the_old_map_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    stored = publish(StoredMap(large_map(300, 300), path))
    written = {stored.digest}
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(lambda: [digest_of(path.read_bytes()) for _ in range(1500)])
        while not reading.done():
            stored = publish(stored)
            written.add(stored.digest)
        found = set(reading.result())
    assert len(found) > 1
    assert found <= written


def test_what_no_file_can_hold_is_made_fit_and_the_rest_is_saved(tmp_path: Path) -> None:
    odd = "half a letter: \ud800"
    map_ = map_of(
        [
            MapInfo(odd, description="x" * 1_000_010),
            Variable("\udfff", odd, float("nan"), float("inf")),
            Link("k", "\udfff", "\udfff", bend=float("-inf")),
            NamedLoop("l", ("k",), badge=(1e300, 0.0), lost=(odd,) * 200_000),
            Note("n", "Nul \0 and \r\n", -1e10, 0.0, float("nan")),
        ]
    )
    found = read_map_file(publish(StoredMap(map_, tmp_path / "Map.smap")).path or Path())
    assert not found.readonly
    assert found.map_.info.title == "half a letter: ?"
    assert len(found.map_.info.description) == 1_000_000
    (variable,) = found.map_.variables.values()
    assert (variable.x, variable.y) == (0.0, 0.0)
    assert found.map_.links["k"].source == variable.id
    assert found.map_.loops["l"].badge == (1e9, 0.0)
    assert 1000 < len(found.map_.loops["l"].lost) < 200_000
    assert found.map_.notes["n"].text == "Nul \0 and \r\n"


def test_each_revision_is_another_of_the_same_map(tmp_path: Path) -> None:
    first = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    second = publish(first)
    assert second.uuid == first.uuid
    assert second.revision != first.revision
    assert (first.revisions, second.revisions) == (1, 2)
    assert second.digest != first.digest


def test_a_file_that_is_there_already_is_only_overwritten_on_request(tmp_path: Path) -> None:
    stored = StoredMap(small_map(), tmp_path / "Map.smap")
    publish(stored)
    with pytest.raises(ChangedByOthers, match="is there already and was not overwritten"):
        publish(stored)
    publish(stored, overwrite=True)


def test_two_people_who_save_in_turn_do_not_overwrite_each_other(tmp_path: Path) -> None:
    mine = publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    theirs = publish(read_map_file(tmp_path / "Map.smap"))
    with pytest.raises(ChangedByOthers):
        publish(mine)
    assert read_map_file(tmp_path / "Map.smap") == theirs


def test_an_example_opened_as_new_is_a_map_of_its_own(tmp_path: Path) -> None:
    example = publish(StoredMap(small_map(), tmp_path / "Example.smap"))
    mine = example.as_new()
    assert mine.map_ == example.map_
    assert (mine.path, mine.digest, mine.revisions) == (None, "", 0)
    assert mine.uuid != example.uuid
    with pytest.raises(ValueError, match="without a path"):
        publish(mine)


def test_a_map_too_big_to_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("systemsmap.storage.map_file.LARGEST_FILE", 10_000)
    with pytest.raises(FileTrouble, match="the map is too big"):
        publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    assert list(tmp_path.iterdir()) == []


def test_a_closed_file_is_one_file_that_says_what_it_is(tmp_path: Path) -> None:
    publish(StoredMap(small_map(), tmp_path / "Map.smap"))
    content = (tmp_path / "Map.smap").read_bytes()
    assert content[:16] == b"SQLite format 3\0"
    assert content[18:20] == b"\x01\x01"  # no write-ahead log
    assert content[68:72] == b"SMAP"
    assert int.from_bytes(content[60:64], "big") == packed(FORMAT)
    assert [f.name for f in tmp_path.iterdir()] == ["Map.smap"]
    assert read_content(content).map_ == small_map()


def test_a_thousand_variables_are_published_in_no_time(tmp_path: Path) -> None:
    stored = publish(StoredMap(large_map(1000, 1000), tmp_path / "Map.smap"))
    begun = perf_counter()
    publish(replace(stored))
    assert perf_counter() - begun < 2  # 0.01 on a quiet machine
