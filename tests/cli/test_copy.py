"""`systemsmap copy`: nothing that was left out is in the bytes of the copy, nor what once was."""

from pathlib import Path

import pytest

from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.writer import MapWriter
from tests.cli.program import DIGITAL, Program
from tests.interchange.test_sending import full_map

NOTES = (b"NOTE-A", b"NOTE-B", b"NOTE-K", b"NOTE-C", b"FOREIGN")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A map with a past: a variable was called otherwise, another was there and is not."""
    path = tmp_path / "Mine.smap"
    stored = publish(StoredMap(full_map(), path))
    writer = MapWriter(tmp_path / "copies", stored)
    document = Document(stored.map_, stored.history)
    document.changed.subscribe(writer.put)
    document.commit(edits.add_variable(document.map, "ONCE-THERE", 0, 0, id_="x"), "Add")
    document.commit(edits.rename(document.map, "a", "ONCE-CALLED"), "Rename")
    document.commit(edits.rename(document.map, "a", "CAUSE"), "Rename")
    document.commit(edits.delete(document.map, ["x"]), "Delete")
    assert writer.close() is None
    return path


def content(path: Path) -> bytes:
    """Return the bytes of a file together with those of what lies packed in it."""
    stored = read_map_file(path)
    return path.read_bytes() + repr((stored.map_, list(stored.history))).encode()


def test_the_past_is_in_the_map_and_not_in_the_copy(
    run: Program, mine: Path, tmp_path: Path
) -> None:
    assert b"ONCE-THERE" in content(mine)
    out = tmp_path / "Out.smap"
    ran = run("copy", mine, out)
    assert (ran.code, ran.err) == (0, "")
    for word in (b"ONCE-THERE", b"ONCE-CALLED", b"DELETED"):
        assert word not in content(out)
    assert all(word in content(out) for word in (*NOTES, b"CARD", b"AUTHOR", b"REASON"))
    assert "left out: the history, with every name" in ran.out
    sent, kept = read_map_file(out), read_map_file(mine)
    assert (sent.uuid, sent.history.state) == (kept.uuid, kept.history.state)
    assert len(sent.history) == 0


def test_what_is_left_out_is_nowhere_in_the_bytes(run: Program, mine: Path, tmp_path: Path) -> None:
    out = tmp_path / "Out.smap"
    ran = run("copy", mine, out, "--without-notes", "--without-cards", "--without-author")
    assert ran.code == 0
    gone = (*NOTES, b"CARD", b"AUTHOR", b"ONCE", b"DELETED")
    assert [word for word in gone if word in content(out)] == []
    assert all(word in content(out) for word in (b"CAUSE", b"REASON", b"SOURCE", b"STORY"))
    assert "left out: 4 notes for the team, 1 card of the tray, the author’s name" in ran.out
    sent, kept = read_map_file(out), read_map_file(mine)
    assert sent.uuid != kept.uuid  # or its notes would be taken for deleted when it is merged
    assert sent.history.state not in kept.history.state_ids
    assert sorted(f.name for f in tmp_path.glob("Out*")) == ["Out.smap"]


def test_nothing_is_overwritten_unasked_and_the_map_itself_never(
    run: Program, mine: Path, tmp_path: Path
) -> None:
    before = mine.read_bytes()
    assert "is there already" in run.refuses("copy", mine, mine)
    assert "is the map itself" in run.refuses("copy", mine, mine, "--force", "--without-notes")
    (tmp_path / "Link.smap").symlink_to(mine)
    assert "is the map itself" in run.refuses("copy", mine, tmp_path / "Link.smap", "--force")
    assert "a copy to send is a “.smap” file" in run.refuses("copy", mine, tmp_path / "Out.json")
    assert mine.read_bytes() == before


def test_a_map_of_another_format_is_sent_as_a_map_file(run: Program, tmp_path: Path) -> None:
    assert run("copy", DIGITAL, tmp_path / "Out.smap", "--without-notes").code == 0
    assert read_map_file(tmp_path / "Out.smap").map_.variables


def test_an_empty_map_can_be_sent(run: Program, tmp_path: Path) -> None:
    publish(StoredMap(SystemsMap(), tmp_path / "Empty.smap"))
    assert run("copy", tmp_path / "Empty.smap", tmp_path / "Out.smap").code == 0
