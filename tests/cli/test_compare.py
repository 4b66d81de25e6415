"""`systemsmap compare`: what changed between two files of any format."""

from pathlib import Path

import pytest

from systemsmap.interchange import json as open_json
from systemsmap.model import edits as do
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.cli.program import Program
from tests.interchange.collection import collected

NAME = "01_digital_by_default"
RENAMED = "“Trust” was renamed; it was “Unmet need”."
FORMATS = (".smap", ".svg", ".txt", ".csv", ".kumu.json", ".gv", ".canvas", ".drawio", ".xlsx")


def newer() -> SystemsMap:
    map_ = collected(NAME)
    (need,) = (i for i, v in map_.variables.items() if v.name == "Unmet need")
    map_ = do.rename(map_, need, "Trust").applied_to(map_)
    first = next(iter(map_.links))
    return do.set_polarity(map_, [first], Polarity.MIXED).applied_to(map_)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_bytes(open_json.write(collected(NAME)))
    new.write_bytes(open_json.write(newer()))
    return old, new


def test_it_says_what_changed_and_changes_nothing(run: Program, two: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in two]
    ran = run("compare", *two)
    assert ran.code == 0
    assert RENAMED in ran.out
    assert "is ± now; it was +." in ran.out
    assert ran.out.index("Signs") < ran.out.index("Renamed")
    assert [path.read_bytes() for path in two] == before


def test_a_map_and_itself_differ_in_nothing(run: Program, two: tuple[Path, Path]) -> None:
    assert run("compare", two[0], two[0]).out == "Nothing changed.\n"


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_map_that_went_through_another_format_is_still_the_same_map(
    run: Program, two: tuple[Path, Path], suffix: str
) -> None:
    """What the format cannot hold is told; no variable and no link is said to be another."""
    there = two[0].with_name(f"there{suffix}")
    assert run("convert", two[0], there).code == 0
    ran = run("compare", there, two[0])
    assert ran.code == 0
    for heading in ("Added", "Removed", "Turned or rerouted", "Renamed", "Signs"):
        assert f"\n{heading}\n" not in ran.out


def test_lists_and_the_picture_are_written(
    run: Program, two: tuple[Path, Path], tmp_path: Path
) -> None:
    picture = tmp_path / "changes.svg"
    for suffix in (".csv", ".md", ".txt"):
        table = tmp_path / f"changes{suffix}"
        ran = run("compare", *two, "--table", table, "--picture", picture, "--force")
        assert ran.code == 0
        assert "Trust" in table.read_text("utf-8-sig")
    assert "its name before" in picture.read_text("utf-8")
    assert "What changed since “old.json”" in picture.read_text("utf-8")


def test_nothing_is_overwritten_unasked_and_no_other_kind_is_written(
    run: Program, two: tuple[Path, Path], tmp_path: Path
) -> None:
    there = tmp_path / "there.csv"
    there.write_text("mine")
    assert "--force" in run.refuses("compare", *two, "--table", there)
    assert there.read_text() == "mine"
    assert "has to end in .svg" in run.refuses("compare", *two, "--picture", tmp_path / "a.png")
    assert ".csv or .md or .txt" in run.refuses("compare", *two, "--table", tmp_path / "a.docx")


def test_what_cannot_be_read_is_said_in_a_line(run: Program, two: tuple[Path, Path]) -> None:
    missing = two[0].with_name("missing.smap")
    assert "missing.smap" in run.refuses("compare", two[0], missing)


def test_a_map_without_places_is_not_said_to_have_moved(
    run: Program, two: tuple[Path, Path], tmp_path: Path
) -> None:
    text = tmp_path / "map.txt"
    run("convert", two[0], text)
    assert "Moved" not in run("compare", text, two[0]).out
    picture = tmp_path / "changes.svg"
    ran = run("compare", text, two[0], "--picture", picture)
    assert ran.code == 0
    assert picture.exists()
    assert "Moved" not in ran.out
