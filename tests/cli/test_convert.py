"""`systemsmap convert`: every format to every other, nothing overwritten unasked."""

import json
from pathlib import Path

import pytest

from systemsmap.interchange import png, svg
from systemsmap.storage.reader import read_map_file
from tests.cli.program import MAPS, SOURCES, Program
from tests.interchange.test_prsm import PACKED

SUFFIXES = (".smap", ".json", ".svg", ".png", ".pdf", ".gv")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("target", SUFFIXES)
def test_every_format_converts_to_every_other(
    run: Program, in_every_format: Path, tmp_path: Path, source: str, target: str
) -> None:
    path = tmp_path / f"Karte 🙂{target}"
    ran = run("convert", in_every_format / f"map{source}", path)
    assert ran.code == 0
    assert (ran.err == "") is (target != ".gv"), "only what Graphviz cannot hold is told"
    assert path.stat().st_size > 500
    if target in SOURCES:
        loops = [
            json.loads(run("loops", p, "--json").out)
            for p in (path, in_every_format / f"map{source}")
        ]
        assert loops[0] == loops[1]


def test_a_way_through_all_formats_changes_nothing(
    run: Program, placed: Path, tmp_path: Path
) -> None:
    first = tmp_path / "a.smap"
    run("convert", placed, first)
    before = read_map_file(first).map_
    for source, target in (
        ("a.smap", "b.json"),
        ("b.json", "c.svg"),
        ("c.svg", "d.png"),
        ("d.png", "e.smap"),
    ):
        assert run("convert", tmp_path / source, tmp_path / target).code == 0
    assert read_map_file(tmp_path / "e.smap").map_ == before


def test_maps_without_places_are_laid_out_for_pictures_and_map_files_only(
    run: Program, tmp_path: Path
) -> None:
    for name in ("a.smap", "a.svg", "a.json"):
        assert run("convert", MAPS / "a1_fixes_that_fail.json", tmp_path / name).code == 0
    laid_out = read_map_file(tmp_path / "a.smap").map_
    assert len({(v.x, v.y) for v in laid_out.variables.values()}) == 3
    in_picture = svg.read((tmp_path / "a.svg").read_bytes()).map_
    assert len({(v.x, v.y) for v in in_picture.variables.values()}) == 3
    assert '"x"' not in (tmp_path / "a.json").read_text("utf-8")


def test_pictures_are_what_their_names_say(run: Program, placed: Path, tmp_path: Path) -> None:
    for suffix, start in (
        (".png", b"\x89PNG"),
        (".pdf", b"%PDF"),
        (".svg", b"<svg"),
        (".gv", b"digraph"),
    ):
        path = tmp_path / f"a{suffix}"
        run("convert", placed, path)
        assert path.read_bytes().startswith(start)
    assert len(png.read((tmp_path / "a.png").read_bytes()).map_.links) == 12


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_there_is_only_overwritten_when_told_to(
    run: Program, placed: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"precious{suffix}"
    target.write_bytes(b"precious")
    assert "--force" in run.refuses("convert", placed, target)
    assert target.read_bytes() == b"precious"
    assert run("convert", placed, target, "--force").code == 0
    assert target.read_bytes() != b"precious"


def test_a_failed_conversion_leaves_the_target_alone(run: Program, tmp_path: Path) -> None:
    target, bad = tmp_path / "precious.svg", tmp_path / "bad.json"
    target.write_bytes(b"precious")
    bad.write_bytes(b"{")
    run.refuses("convert", bad, target, "--force")
    assert target.read_bytes() == b"precious"
    assert {p.name for p in tmp_path.iterdir()} == {"precious.svg", "bad.json"}


def test_what_could_not_be_kept_is_told(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"variables": [{"name": "A"}], "loops": [{"id": "R1", "members": ["B"]}]}')
    ran = run("convert", path, tmp_path / "b.json")
    assert ran.code == 0
    assert "R1" in ran.err


KUMU = {
    "name": "Two maps",
    "elements": [
        {"_id": "a", "attributes": {"label": "A"}},
        {"_id": "b", "attributes": {"label": "B"}},
    ],
    "connections": [
        {"_id": "c", "from": "a", "to": "b", "attributes": {"connection type": "--"}},
        {"_id": "d", "from": "b", "to": "a", "attributes": {}},
    ],
    "maps": [{"name": "First", "elements": []}, {"name": "Second", "elements": []}],
}


def test_of_several_maps_one_is_chosen_by_name(run: Program, tmp_path: Path) -> None:
    source, target = tmp_path / "Project.json", tmp_path / "out.txt"
    source.write_text(json.dumps(KUMU))
    ran = run("convert", source, target)
    assert ran.code == 2
    assert "it has “First”, “Second”. Choose one with --map NAME." in ran.err
    ran = run("convert", source, target, "--map", "Second")
    assert ran.code == 0
    assert "A -> B +" in target.read_text()
    assert "No sign, so undecided (1): “B to A”." in ran.err


def test_strict_refuses_what_would_lose_something(run: Program, tmp_path: Path) -> None:
    source, target = tmp_path / "Project.json", tmp_path / "out.txt"
    source.write_text(json.dumps(KUMU))
    ran = run("convert", source, target, "--map", "Second", "--strict")
    assert ran.code == 2
    assert ran.err.endswith("was not written, for something would be lost.\n")
    assert not target.exists()


def test_formats_can_be_named_whatever_the_file_is_called(run: Program, tmp_path: Path) -> None:
    source, target = tmp_path / "links.dat", tmp_path / "out.dat"
    source.write_text("Effect;Cause;Polarity\nB;A;minus\n")
    assert run("convert", source, target, "--from", "csv", "--to", "txt").code == 0
    assert "A -> B -" in target.read_text()
    ran = run("convert", source, tmp_path / "other.txt", "--from", "nothing")
    assert ran.code == 2
    assert "nothing" in ran.err


def test_the_formats_are_listed_with_what_each_holds(run: Program) -> None:
    ran = run("formats")
    assert (ran.code, ran.err) == (0, "")
    assert ".json         Map as JSON: read and written; whole" in ran.out
    assert ".csv" in ran.out


def test_what_a_link_style_means_can_be_said(run: Program, tmp_path: Path) -> None:
    source, target = tmp_path / "Services.prsm", tmp_path / "out.txt"
    source.write_text(PACKED, encoding="utf-8")
    guessed = run("convert", source, target)
    assert "Link style “Negative influence” read as - (1 link)." in guessed.err
    said = ("--sign", "Negative influence=+", "--sign", "+ve=+")
    ran = run("convert", source, target, "--force", *said)
    assert ran.code == 0
    assert "Link style" not in ran.err
    assert " -\n" not in target.read_text(encoding="utf-8")
    again = ("convert", source, target, "--force", "--sign")
    assert "no link style “blue”" in run.refuses(*again, "Blue=+")
    assert "no sign" in run.refuses(*again, "Blue")
