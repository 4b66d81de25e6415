"""What is left of a damaged map: every row that is whole comes back, and nothing that never was."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.model.records import MapInfo, StoryStep
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.database import content_of
from systemsmap.storage.effort import Effort, Spent
from systemsmap.storage.map_file import publish
from systemsmap.storage.pages import Torn, varint
from systemsmap.storage.reader import read_content
from systemsmap.storage.remedies import remedies
from systemsmap.storage.rescue import rescue, told
from systemsmap.storage.rows import NAMELESS
from systemsmap.storage.schema import Damaged, FileTrouble, NotAMap, Vanished
from systemsmap.storage.stored_map import StoredMap
from tests.storage.damage import WAYS, assert_keeps, share, try_all, with_history, workshop_map
from tests.storage.made_maps import large_map, maps, small_map
from tests.storage.spoiled import good_file, overwrite, spoil

PLACES = 72
"""In each of the seven ways, so 504 in all; `prove_damage` takes 500 for each."""
BUSY = StoredMap(workshop_map())


def _content(map_: SystemsMap) -> bytes:
    return content_of(StoredMap(map_), "2026-01-01T00:00:00+00:00")


def _rescued(content: bytes) -> StoredMap:
    found = rescue(content)
    assert found is not None
    return found


@given(maps())
def test_without_its_schema_all_of_any_map_is_rescued(map_: SystemsMap) -> None:
    whole = _content(map_)
    found = rescue(bytes(4096) + whole[4096:])
    if found is None:
        assert {type(record) for record in map_.records()} <= {MapInfo, StoryStep}
        return
    read = read_content(whole).map_
    assert _zeroless(found.map_) == _zeroless(read)


def _zeroless(map_: SystemsMap) -> str:
    """Everything in a map but the zeros in its texts, which a rescue takes for damage."""
    return repr([*map_.records()]).replace("\\x00", "").replace(repr(NAMELESS), "''")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.slow
def test_a_file_damaged_anywhere_is_opened_or_refused_and_rescued(way: str, tmp_path: Path) -> None:
    outcomes = try_all(BUSY, way, PLACES, tmp_path)
    assert outcomes.counts.total() == PLACES
    assert outcomes.slowest < 10
    wanted = 0.5 if way == "cut off" else 0.85
    assert sum(outcomes.shares) / len(outcomes.shares) > wanted


@pytest.mark.parametrize("way", WAYS)
def test_damage_to_texts_over_many_pages_is_no_worse(way: str, tmp_path: Path) -> None:
    outcomes = try_all(StoredMap(workshop_map(100)), way, 12, tmp_path)
    assert sum(outcomes.shares) / max(1, len(outcomes.shares)) > 0.6


@pytest.mark.parametrize("way", WAYS)
def test_damage_to_a_file_with_a_history_is_no_worse(way: str, tmp_path: Path) -> None:
    outcomes = try_all(with_history(workshop_map(), 700), way, 24, tmp_path)
    assert sum(outcomes.shares) / len(outcomes.shares) > 0.5


def test_links_keep_their_ends_when_the_variables_are_gone() -> None:
    whole = _content(BUSY.map_)
    found = _rescued(_without_names(whole))
    assert found.map_.links.keys() == BUSY.map_.links.keys()
    lost = [v for v in found.map_.variables.values() if v.name == NAMELESS]
    assert lost
    assert len({(v.x, v.y) for v in lost}) == len(lost)
    assert f"were left without a name: {len(lost)}." in " ".join(found.notices)


def _without_names(whole: bytes) -> bytes:
    """The file with every page overwritten in which a variable lies."""
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    return b"".join(bytes(4096) if "Ngā piki".encode() in page else page for page in pages)


def test_a_broken_chain_of_pages_leaves_the_beginning_of_a_text() -> None:
    map_ = workshop_map(100)
    whole = _content(map_)
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    chained = next(n for n, page in enumerate(pages) if page[:2] == b"\0\0" and page[4:8].isalpha())
    pages[chained] = bytes(4096)
    found = _rescued(b"".join([*pages[:-1], pages[-1][:100]]))
    assert share(map_, found) == 1.0
    cut = [
        (one, map_.variables[id_].note)
        for id_, variable in found.map_.variables.items()
        if (one := variable.note) != map_.variables[id_].note
    ]
    assert len(cut) == 1
    assert cut[0][0]
    assert cut[0][1].startswith(cut[0][0])
    assert "Unreadable entries were emptied or set back: " in found.notices[1]


def _roots(content: bytes) -> dict[str, int]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_master"))


def test_rows_are_made_out_in_pages_whose_heads_are_gone() -> None:
    whole = _content(BUSY.map_)
    pages = [whole[at : at + 4096] for at in range(0, len(whole), 4096)]
    torn = b"".join(b"\xff" * 60 + page[60:] if page[:1] == b"\x0d" else page for page in pages)
    found = _rescued(torn)
    assert share(BUSY.map_, found) == 1.0
    assert [*found.map_.links.values()] == [*BUSY.map_.links.values()]


def test_pages_of_other_tables_are_passed_over(tmp_path: Path) -> None:
    path = spoil(
        good_file(tmp_path),
        "CREATE TABLE other (id TEXT, name TEXT, note TEXT, extra TEXT);"
        "INSERT INTO other VALUES ('x', 'Not of the map', '', '');",
    )
    assert _rescued(path.read_bytes()).map_ == small_map()


def test_a_schema_that_lies_is_not_believed(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    roots = _roots(path.read_bytes())
    for table, other in (("variable", "link"), ("link", "note"), ("note", "variable")):
        spoil(path, f"UPDATE sqlite_master SET rootpage={roots[other]} WHERE name='{table}'")
    assert _rescued(path.read_bytes()).map_ == small_map()


def test_columns_are_taken_by_their_names(tmp_path: Path) -> None:
    path = spoil(
        good_file(tmp_path),
        "CREATE TABLE n (note TEXT, extra TEXT, id TEXT, name TEXT, more TEXT);"
        "INSERT INTO n SELECT note, extra, id, name, 'x' FROM card; DROP TABLE card;"
        "ALTER TABLE n RENAME TO card; DROP TABLE meta",
    )
    assert _rescued(path.read_bytes()).map_.cards == small_map().cards


def test_of_two_rows_with_one_id_the_one_in_use_is_taken(tmp_path: Path) -> None:
    path = spoil(
        good_file(tmp_path),
        "PRAGMA secure_delete=OFF;"
        "UPDATE variable SET name = 'Population, the newest' WHERE id = 'v2';"
        "DELETE FROM note; VACUUM; DROP TABLE meta",
    )
    found = _rescued(path.read_bytes()).map_
    assert found.variables["v2"].name == "Population, the newest"
    assert not found.notes


def test_what_lies_in_pages_no_longer_used_is_had_with_a_doubt(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA secure_delete=OFF; DROP TABLE card; DROP TABLE meta")
    found = _rescued(path.read_bytes())
    assert found.map_.cards == small_map().cards
    assert "Some of it may have been deleted long before: 1." in found.notices


@pytest.mark.parametrize("size", [512, 1024, 8192, 65536])
@pytest.mark.parametrize("is_told", [True, False])
def test_pages_of_every_size_are_found(size: int, is_told: bool, tmp_path: Path) -> None:
    path = spoil(good_file(tmp_path), f"PRAGMA page_size={size}; VACUUM; DROP TABLE meta")
    if not is_told:
        overwrite(path, 0, bytes(100))
    assert _rescued(path.read_bytes()).map_ == small_map()


def test_nothing_is_made_of_nothing() -> None:
    random = Random(5)
    for content in (b"", b"SQLite format 3\0", bytes(100_000), random.randbytes(2_000_000)):
        assert rescue(content) is None
    prose = Path(__file__).read_bytes() * 20
    assert rescue(prose) is None


def test_it_ends_when_enough_was_done_and_says_so() -> None:
    whole = _content(large_map(3000, 3000))
    found = rescue(bytes(4096) + whole[4096:], seconds=0.05)
    assert found is None or "there may be more" in " ".join(found.notices)
    effort = Effort(10, 100.0)
    with pytest.raises(Spent):
        effort.spend(11)


@given(st.integers(0, 2**64 - 1))
def test_numbers_of_any_width_are_read(number: int) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        signed = number - 2**64 if number >= 2**63 else number
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t (rowid, x) VALUES (?, 'text')", [signed])
        page = connection.serialize()[4096:]
    at = int.from_bytes(page[8:10], "big")
    assert varint(page, at + 1)[0] == number


@given(st.binary(max_size=9))
def test_numbers_that_are_cut_off_are_torn(data: bytes) -> None:
    try:
        _, end = varint(data, 0)
    except Torn:
        assert all(byte >= 0x80 for byte in data[:8])
    else:
        assert end <= len(data)


def test_remedies_are_offered_only_for_what_may_be_damaged(tmp_path: Path) -> None:
    path = overwrite(good_file(tmp_path), 0, bytes(5000))
    before = path.read_bytes()
    found = remedies(path, NotAMap(path, "is not a map."))
    assert found.rescued is not None
    assert_keeps(found.rescued)
    assert found.says.endswith(" can be rescued from it.")
    assert path.read_bytes() == before
    other = path.rename(tmp_path / "places.sqlite")
    assert remedies(other, NotAMap(other, "is not a map.")).rescued is None
    gone = tmp_path / "Gone.smap"
    assert remedies(gone, Vanished(gone, "is not there.")).says == ""
    assert remedies(gone, Damaged(gone, "is damaged.")).says == ""
    (tmp_path / "Folder.smap").mkdir()
    folder = tmp_path / "Folder.smap"
    assert remedies(folder, NotAMap(folder, "is not a file.")).says == ""


def test_a_damaged_backup_is_not_offered(tmp_path: Path) -> None:
    path = good_file(tmp_path)
    publish(StoredMap(small_map(), path), overwrite=True)
    backup = tmp_path / "Map.smap.bak"
    trouble: FileTrouble = Damaged(path, "is damaged.")
    assert remedies(path, trouble).backup is not None
    overwrite(backup, 100, b"\xff" * 4000)
    assert remedies(path, trouble).backup is None


def test_what_is_in_a_map_is_told() -> None:
    assert told(SystemsMap()) == "nothing"
    assert told(small_map()) == (
        "2 variables, 2 links, 1 named loop, 1 note, 1 card of the tray and 1 step of the story"
    )
