"""Files nobody vouches for: refused in one sentence, or read with everything amiss told."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from systemsmap.model.records import Evidence, Polarity
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.schema import (
    Damaged,
    FileTrouble,
    Locked,
    NotAMap,
    TooBig,
    TooNew,
    Unreadable,
    Vanished,
)
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import large_map, small_map
from tests.storage.spoiled import EVIL, good_file, overwrite, spoil


@pytest.mark.parametrize("what", EVIL)
def test_what_no_map_holds_is_refused(what: str, tmp_path: Path) -> None:
    path = spoil(good_file(tmp_path), EVIL[what])
    before = path.read_bytes()
    begun = perf_counter()
    with pytest.raises(Damaged, match=r"^“Map.smap” is damaged \(.+\), so it was not opened"):
        read_map_file(path)
    assert perf_counter() - begun < 8
    assert path.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["Map.smap"]


def test_a_damaged_file_points_at_the_version_before_it(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    publish(StoredMap(small_map(), path), overwrite=True)
    spoil(path, "DROP TABLE link")
    with pytest.raises(Damaged, match=r"the version before it is in “Map.smap.bak”\.$"):
        read_map_file(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Dear all,\nplease find attached", "is not a systemsmap map"),
        (b"SQLite format 3\x00", "is not a systemsmap map"),
        (os.urandom(5000), "is not a systemsmap map"),
    ],
)
def test_what_is_no_map_is_refused(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    path.write_bytes(content)
    with pytest.raises(NotAMap, match=says):
        read_map_file(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = spoil(tmp_path / "places.sqlite", "CREATE TABLE moz_places (id INTEGER)")
    with pytest.raises(NotAMap, match=r"“places\.sqlite” is a database of another"):
        read_map_file(path)


def test_a_folder_a_pipe_and_nothing_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.smap")
    for name, trouble in (("", NotAMap), ("pipe.smap", NotAMap), ("none.smap", Vanished)):
        with pytest.raises(trouble):
            read_map_file(tmp_path / name)


def test_a_file_larger_than_any_map_is_not_even_read(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    os.truncate(path, 300_000_000)  # takes no room on disk
    begun = perf_counter()
    with pytest.raises(TooBig):
        read_map_file(path)
    assert perf_counter() - begun < 3


def test_a_file_that_claims_to_be_huge_is_refused(tmp_path: Path) -> None:
    path = overwrite(good_file(tmp_path), 28, (2**31).to_bytes(4, "big"))
    with pytest.raises(Damaged):
        read_map_file(path)


def test_a_new_major_format_is_refused(tmp_path: Path) -> None:
    path = spoil(good_file(tmp_path), "PRAGMA user_version=2000; DROP TABLE meta")
    with pytest.raises(TooNew, match=r"saved by a newer systemsmap \(format 2\.0\)"):
        read_map_file(path)


def test_a_new_minor_format_is_opened_for_reading_only(tmp_path: Path) -> None:
    path = spoil(
        good_file(tmp_path),
        "PRAGMA user_version=1007; ALTER TABLE variable ADD COLUMN colour TEXT; "
        "CREATE TABLE actor (id TEXT); UPDATE link SET evidence = 'oracle' WHERE id = 'l2'",
    )
    found = read_map_file(path)
    assert found.readonly
    assert found.format == (1, 7)
    assert "newer systemsmap" in found.notices[0]
    assert found.map_.links["l2"].evidence is Evidence.ASSUMPTION


def test_a_new_minor_format_that_we_are_too_old_for_is_refused(tmp_path: Path) -> None:
    path = spoil(
        good_file(tmp_path), "PRAGMA user_version=1007; UPDATE meta SET oldest_reader = 1003"
    )
    with pytest.raises(TooNew):
        read_map_file(path)


MENDED = {
    "a number that is a text": "UPDATE variable SET x = 'far' WHERE id = 'v1'",
    "a number that is none": "UPDATE variable SET y = 9e999 WHERE id = 'v1'",
    "a position off the map": "UPDATE variable SET y = 1e300 WHERE id = 'v1'",
    "a text that is bytes": "UPDATE variable SET note = x'ff00' WHERE id = 'v1'",
    "a text that is no text": "UPDATE variable SET note = CAST(x'41ff' AS TEXT) WHERE id = 'v1'",
    "a text that is too long": "UPDATE info SET title = printf('%.*c', 1000001, 'x')",
    "a name that is blank": "UPDATE variable SET name = '  ' WHERE id = 'v1'",
    "a sign unheard of": "UPDATE link SET polarity = '++' WHERE id = 'l1'",
    "evidence unheard of": "UPDATE link SET evidence = 3 WHERE id = 'l1'",
    "a truth that is neither": "UPDATE link SET delayed = 7 WHERE id = 'l1'",
    "a list that is none": "UPDATE loop SET numbers = '{\"R\": 1}'",
    "a list too deep": "UPDATE loop SET lost = printf('%.*c', 100000, '[')",
    "numbers that are none": "UPDATE loop SET numbers = '[[\"R\", true]]'",
}


@pytest.mark.parametrize("what", MENDED)
def test_a_cell_that_is_amiss_is_set_back_and_told(what: str, tmp_path: Path) -> None:
    found = read_map_file(spoil(good_file(tmp_path), MENDED[what]))
    assert found.readonly
    assert found.notices[0] == "Unreadable entries were emptied or set back: 1."
    assert "save the map under another name" in found.notices[-1]
    good = small_map()
    assert found.map_.variables.keys() == good.variables.keys()
    assert found.map_.links.keys() == good.links.keys()


LEFT_OUT = {
    "a link to nowhere": (
        "UPDATE link SET target = 'gone' WHERE id = 'l1'",
        "Links without a variable at each end were left out: 1.",
    ),
    "a second link on a pair": (
        "UPDATE link SET source = 'v1', target = 'v2' WHERE id = 'l2'",
        "Second links between the same variables were left out: 1.",
    ),
    "an id that is none": (
        "UPDATE note SET id = x'00'",
        "Unreadable notes were left out: 1.",
    ),
    "an id that another kind has": (
        "UPDATE note SET id = 'v1'",
        "Unreadable notes were left out: 1.",
    ),
    "the id of the map itself": (
        "UPDATE note SET id = 'map'",
        "Unreadable notes were left out: 1.",
    ),
    "a loop of nothing known": (
        "UPDATE loop SET links = 'l1'",
        "Unreadable loops were left out: 1.",
    ),
    "a variable": (
        "UPDATE variable SET id = '' WHERE id = 'v1'",
        "Unreadable variables were left out: 1.",
    ),
}


@pytest.mark.parametrize("what", LEFT_OUT)
def test_a_row_that_cannot_be_is_left_out_and_told(what: str, tmp_path: Path) -> None:
    statement, told = LEFT_OUT[what]
    found = read_map_file(spoil(good_file(tmp_path), statement))
    assert found.readonly
    assert told in found.notices
    assert_sound(found)


def test_a_mended_map_is_not_written_over_its_file(tmp_path: Path) -> None:
    path = spoil(good_file(tmp_path), LEFT_OUT["a link to nowhere"][0])
    before = path.read_bytes()
    with pytest.raises(FileTrouble, match="for reading only"):
        publish(read_map_file(path))
    assert path.read_bytes() == before
    elsewhere = read_map_file(path).at(tmp_path / "Mended.smap")
    assert not publish(elsewhere).readonly


def assert_sound(found: StoredMap) -> None:
    map_ = found.map_
    for link in map_.links.values():
        assert link.source in map_.variables
        assert link.target in map_.variables
        assert isinstance(link.polarity, Polarity)
    assert len(map_.link_between) == len(map_.links)
    again = publish(replace(found, readonly=False, notices=()), overwrite=True, backup=False)
    assert found.path is not None
    assert read_map_file(found.path).map_ == again.map_


def test_flipped_cut_and_garbled_files_are_refused_or_sound(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    publish(StoredMap(large_map(30, 60), path))
    whole = path.read_bytes()
    random = Random(7)
    sentences = []
    for turn in range(400):
        try:
            found = read_content(_garbled(whole, turn % 5, random), tmp_path / "Found.smap")
        except FileTrouble as trouble:
            sentences.append(str(trouble))
        else:
            if turn % 8 == 0:
                assert_sound(found)
    assert 20 < len(sentences) < 380  # both were tried
    assert all(s.isprintable() and s.startswith("“Found.smap” is ") for s in sentences)


def _garbled(whole: bytes, way: int, random: Random) -> bytes:
    spoiled = bytearray(whole)
    at = random.randrange(len(spoiled))
    match way:
        case 0:
            return whole[:at]
        case 1:
            spoiled[at] ^= 1 << random.randrange(8)
        case 2:  # the head of a page, where its structure is
            spoiled[at // 4096 * 4096 + random.randrange(100)] ^= 0xFF
        case 3:
            spoiled[at : at + 64] = random.randbytes(64)
        case _:  # pages change places
            other = random.randrange(len(spoiled)) // 4096 * 4096
            page = at // 4096 * 4096
            spoiled[page : page + 4096] = whole[other : other + 4096]
    return bytes(spoiled)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("UPDATE info SET title = 'Theirs'")
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_file_that_another_program_is_writing_is_left_alone(lock: str, tmp_path: Path) -> None:
    path = good_file(tmp_path)
    stored = read_map_file(path)
    before = path.read_bytes()
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), lock],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(Locked, match="being written by another program"):
            read_map_file(path)
        with pytest.raises(Locked, match="another program is writing it"):
            publish(stored)
        assert path.read_bytes() == before
        other.kill()
    assert publish(stored).revisions == stored.revisions + 1  # nothing of theirs was in it yet


def test_a_file_that_another_program_left_half_written_is_left_alone(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    stored = read_map_file(path)
    for beside in ("Map.smap-journal", "Map.smap-wal"):
        path.with_name(beside).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
        with pytest.raises(Locked):
            read_map_file(path)
        with pytest.raises(Locked):
            publish(stored)
        path.with_name(beside).unlink()
    assert read_map_file(path) == stored


def test_a_file_turned_to_write_ahead_logging_is_read_all_the_same(tmp_path: Path) -> None:
    path = spoil(good_file(tmp_path), "PRAGMA journal_mode=WAL")
    assert path.read_bytes()[18:20] == b"\x02\x02"
    assert read_map_file(path).map_ == small_map()


def test_a_file_marked_read_only_is_opened_for_reading_only(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    path.chmod(0o444)
    found = read_map_file(path)
    assert found.readonly
    assert found.notices == (
        "This file is read-only; save the map under another name to keep changes.",
    )


def test_what_the_system_refuses_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300 + ".smap")
    with pytest.raises(Unreadable, match=r"was not opened \(file name too long\)"):
        read_map_file(path)


def test_a_thousand_variables_are_read_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    publish(StoredMap(large_map(1000, 2000), path))
    begun = perf_counter()
    read_map_file(path)
    assert perf_counter() - begun < 3
