"""`systemsmap merge`: copies become one, in a new file and in no other."""

import io
from hashlib import sha256
from pathlib import Path

import pytest

from systemsmap.model import edits as do
from systemsmap.model.document import Document
from systemsmap.model.records import Polarity
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.stored_map import StoredMap
from tests.cli.program import DIGITAL, Program, fresh
from tests.editor.grown_files import edited
from tests.maps import two_loops

LINK = "births>people"


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    begun = edited(StoredMap(two_loops()), lambda m: do.set_note(m, "people", "Counted"))
    mine = edited(
        begun,
        lambda m: do.rename(m, "people", "Folk"),
        lambda m: do.set_polarity(m, [LINK], Polarity.NEGATIVE),
        lambda m: do.add_variable(m, "Failure demand", 300, 300, id_="n"),
    )
    theirs = edited(
        begun,
        lambda m: do.rename(m, "people", "Population"),
        lambda m: do.set_polarity(m, [LINK], Polarity.UNDECIDED),
        lambda m: do.add_variable(m, "failure demands", 300, 300, id_="m"),
    )
    paths = tmp_path / "mine.smap", tmp_path / "theirs.smap"
    for path, stored in zip(paths, (mine, theirs), strict=True):
        publish(stored.at(path))
    return paths


def _bytes(paths: tuple[Path, Path]) -> list[str]:
    return [sha256(path.read_bytes()).hexdigest() for path in paths]


def test_without_a_terminal_defaults_are_taken_and_told(
    run: Program, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    before, out = _bytes(copies), tmp_path / "out.smap"
    ran = run("merge", *copies, "--into", out)
    assert ran.code == 0
    assert _bytes(copies) == before, "neither input is touched"
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == f"{out}: 5 variables, 4 links"
    assert "  “people” goes by different names. Taken: “mine.smap”: Folk" in lines
    assert "    otherwise --choose name:people=theirs.smap" in lines
    assert "    otherwise --choose same:m+n=yes" in lines
    merged = read_map_file(out)
    assert merged.map_.variables["people"].note == "Counted\nAlso called “Population”."
    assert merged.map_.links[LINK].polarity is Polarity.NEGATIVE


def test_the_merge_is_the_last_step_of_my_history(
    run: Program, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.smap"
    run("merge", *copies, "--into", out)
    merged, mine = read_map_file(out), read_map_file(copies[0])
    document = Document()
    document.load(merged.map_, merged.history, merged.history.start)
    assert document.undo() == "Merge with “theirs.smap”"
    assert document.map == mine.map_
    assert run("merge", out, copies[1], "--list").out.count("\n") == 2, "nothing is left to ask"


def test_what_was_chosen_is_done(run: Program, copies: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.smap"
    ran = run(
        *("merge", *copies, "--into", out, "--join"),
        *("--choose", "name:people=theirs.smap", "--choose", f"polarity:{LINK}=2"),
    )
    assert ran.code == 0
    merged = read_map_file(out).map_
    assert merged.variables["people"].name == "Population"
    assert len(merged.variables) == 4, "near-equal names are joined"
    listed = run("merge", *copies, "--list", "--choose", "same:m+n=yes").out
    assert "* Yes\n    --choose same:m+n=yes\n  No\n" in listed
    assert "--choose name:m=" in listed, "what follows from joining is asked too"


def test_the_list_writes_nothing(run: Program, copies: tuple[Path, Path], tmp_path: Path) -> None:
    there = sorted(tmp_path.iterdir())
    ran = run("merge", *copies, "--list")
    assert ran.code == 0
    assert "* “mine.smap”: Folk\n    --choose name:people=mine.smap\n" in ran.out
    assert sorted(tmp_path.iterdir()) == there


def test_a_person_at_a_terminal_is_asked_one_by_one(
    run: Program, copies: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = tmp_path / "out.smap"
    monkeypatch.setattr("sys.stdin", Terminal("y\n7\n1\n\n1\n"))
    ran = run("merge", *copies, "--into", out)
    assert ran.code == 0
    assert "may be one variable under two names. One variable? [y/N]" in ran.out
    assert ran.out.count("1 to 2, Enter for") >= 3, "what is no answer is asked again"
    merged = read_map_file(out).map_
    assert merged.variables["people"].name == "Population"
    assert len(merged.variables) == 4
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert run("merge", *copies, "--into", out, "--force").code == 0, "an end of input is no fault"
    assert read_map_file(out).map_.variables["people"].name == "Folk"


def test_any_format_can_be_merged(
    run: Program, copies: tuple[Path, Path], in_every_format: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.txt"
    more.write_text("Rain -> Mud\n", encoding="utf-8")
    out = tmp_path / "out.smap"
    ran = run("merge", copies[0], in_every_format / "map.svg", DIGITAL, more, "--into", out)
    assert ran.code == 0
    names = {v.name for v in read_map_file(out).map_.variables.values()}
    assert {"Folk", "Rain", "Mud"} <= names
    assert run("check", out).out.startswith("Sound.")


def test_what_cannot_be_is_said_in_one_line(
    run: Program, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    mine, theirs = copies
    before = _bytes(copies)
    refuses = run.refuses
    assert "one of the maps to merge" in refuses("merge", *copies, "--into", mine, "--force")
    link = tmp_path / "link.smap"
    link.symlink_to(theirs)
    assert "one of the maps to merge" in refuses("merge", *copies, "--into", link, "--force")
    out = tmp_path / "out.smap"
    assert "no answer to anything" in refuses("merge", *copies, "--into", out, "--choose", "x=y")
    assert "is a “.smap” file" in refuses("merge", *copies, "--into", tmp_path / "out.svg")
    assert "--into" in refuses("merge", *copies)
    assert "THEIRS" in refuses("merge", mine, "--into", out)
    assert "missing.smap" in refuses("merge", mine, tmp_path / "missing.smap", "--into", out)
    out.write_text("there")
    assert "--force overwrites it" in refuses("merge", *copies, "--into", out)
    assert out.read_text() == "there"
    assert _bytes(copies) == before


def test_it_works_in_a_process_of_its_own_with_its_input_closed(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = fresh("merge", *copies, "--into", tmp_path / "out.smap")
    assert ran.returncode == 0, ran.stderr
    assert "Settled without being asked" in ran.stdout
