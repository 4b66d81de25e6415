"""The tables of formats, and reading by suffix."""

import os
from pathlib import Path

import pytest

from systemsmap.interchange import limits, svg
from systemsmap.interchange.exporters import EXPORTERS, Exporter
from systemsmap.interchange.holding import lost_in
from systemsmap.interchange.importers import IMPORTERS, Importer, importer_of, read_file
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Card, Shown, StoryStep, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.interchange.collection import collected
from tests.maps import tangle


@pytest.mark.parametrize("table", [IMPORTERS, EXPORTERS])
def test_suffixes_are_their_own(table: tuple[Importer | Exporter, ...]) -> None:
    suffixes = [entry.suffix for entry in table]
    assert len(set(suffixes)) == len(suffixes)
    assert all(s.startswith(".") and s == s.lower() for s in suffixes)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.suffix)
@pytest.mark.parametrize(
    "map_",
    [SystemsMap(), map_of([Variable("a", "A")]), tangle(20)],
    ids=["empty", "one variable", "tangle"],
)
def test_every_exporter_writes_every_map(exporter: Exporter, map_: SystemsMap) -> None:
    assert exporter.write(map_)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda i: i.suffix)
def test_every_importer_refuses_nothing_and_noise(importer: Importer) -> None:
    for data in (b"", bytes(range(256)) * 40):
        with pytest.raises(ImportTrouble):
            importer.read(data)


def test_the_suffix_chooses_whatever_its_case(tmp_path: Path) -> None:
    path = tmp_path / "Karte 🙂.SVG"
    path.write_bytes(svg.write(collected("a1_fixes_that_fail")))
    assert len(read_file(path).map_.variables) == 3
    assert importer_of(Path("x.PNG")) is not None


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.docx"
    path.write_bytes(b"x")
    with pytest.raises(ImportTrouble, match="docx"):
        read_file(path)


def test_a_file_too_large_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES * 1000)  # no room on the disk is taken
    with pytest.raises(ImportTrouble, match="larger"):
        read_file(path)


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder.json", tmp_path / "pipe.json"
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (folder, pipe):
        with pytest.raises(ImportTrouble, match="not a file"):
            read_file(path)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nothing.json")


def test_what_waits_in_the_tray_and_the_story_are_told_as_lost() -> None:
    step = StoryStep("s", 0, Shown.MAP, words="See")
    map_ = map_of([Variable("a", "A"), Card("c", "Later"), step])
    told = {e.suffix: lost_in(map_, e.holds) for e in EXPORTERS}
    assert "what waits in the tray (1)" in told[".drawio"]
    assert "steps of the story (1)" in told[".csv"]
    assert told[".json"] == ()
