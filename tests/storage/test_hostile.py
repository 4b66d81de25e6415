"""Files made to harm: nothing in them runs, nothing is read from elsewhere, little memory goes."""

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from systemsmap.interchange.exporters import EXPORTERS
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.schema import SUFFIX
from tests.cli.program import ROOT
from tests.storage.hostile import HOSTILE, SECRET, TEXTS, hostile_file, worded_map

MOST_MEGABYTES = 300
MOST_SECONDS = 10
OPENS = {
    "defaults that call functions",
    "columns that changed places",
    "a history that opens to 200 million bytes",
    "texts that fill the file",
    "no pages at all",
    "an encoding unheard of",
}
"""What SQLite reads as a map after all: nothing of it can run."""
_NOT_PYTHON = ("open /proc/self/status", "sqlite3.connect :memory:", "sqlite3.connect/handle ")


def _opened(path: Path) -> dict[str, Any]:
    """Open the file in a process of its own; return what that took and touched."""
    command = [sys.executable, "-m", "tests.storage.open_hostile", str(path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_does_nothing(what: str, tmp_path: Path) -> None:
    path = hostile_file(what, tmp_path)
    before = _content(tmp_path)
    answer = _opened(path)
    assert answer["megabytes"] < MOST_MEGABYTES
    assert answer["seconds"] < MOST_SECONDS
    assert bool(answer["said"]) is (what not in OPENS)
    assert answer["said"].count("“Map.smap”") == bool(answer["said"])
    assert SECRET not in json.dumps(answer)
    assert {t for t in answer["touched"] if not _is_harmless(t, path)} == set()
    assert _content(tmp_path) == before
    if what != "texts in another encoding":
        assert answer["variables"] >= 2  # what is sound in it can still be had


def _is_harmless(touched: str, path: Path) -> bool:
    looked_at = {f"open {path}{end}" for end in ("", "-journal", "-wal", ".bak")}
    return touched in looked_at or touched.startswith((*_NOT_PYTHON, "os.listdir", "os.scandir"))


def _content(folder: Path) -> dict[str, tuple[int, int]]:
    return {f.name: (f.stat().st_size, f.stat().st_mtime_ns) for f in folder.iterdir()}


def test_a_process_that_opens_something_else_would_be_seen(tmp_path: Path) -> None:
    """The watch itself: a link to the canary is followed, and that is noted."""
    canary = tmp_path / "canary.smap"
    canary.write_text(SECRET)
    link = tmp_path / "Map.smap"
    link.symlink_to(canary)
    answer = _opened(link)
    assert "is not a systemsmap map" in answer["said"]
    assert f"open {link}" in answer["touched"]
    assert SECRET not in json.dumps(answer)


@pytest.mark.parametrize(
    "name",
    [
        "file:Map.smap?mode=rwc",
        "file:///etc/passwd",
        "Map.smap?vfs=unix-none",
        ":memory:",
        "%s",
    ],
)
def test_names_of_files_are_names_and_no_orders(name: str, tmp_path: Path) -> None:
    (tmp_path / "Map.smap").write_text(SECRET)
    before = _content(tmp_path)
    command = [sys.executable, "-m", "systemsmap", "check", f"{name}{SUFFIX}"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "is not there" in done.stderr or "is not a systemsmap map" in done.stderr
    assert done.stderr.count("\n") == 1
    assert _content(tmp_path) == before


def test_texts_of_every_kind_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    stored = worded_map()
    publish(stored.at(path))
    found = read_map_file(path)
    assert found.map_ == stored.map_
    assert not found.notices


@pytest.mark.parametrize("suffix", [e.suffix for e in EXPORTERS])
def test_no_export_makes_a_text_into_anything_else(suffix: str) -> None:
    exporter = next(e for e in EXPORTERS if e.suffix == suffix)
    written = exporter.write(worded_map().map_).decode("utf-8", "replace")
    assert "root:x:" not in written
    if suffix == ".svg":
        _assert_drawing(written)
    elif suffix == ".html":
        _assert_page(written)


def _assert_drawing(written: str) -> None:
    """Check that an SVG is well-formed and holds shapes and words only."""
    elements = list(ET.fromstring(written).iter())
    kinds = {element.tag.rpartition("}")[2] for element in elements}
    assert not kinds & {"script", "image", "foreignObject", "iframe", "use", "a"}
    assert not [n for element in elements for n in element.attrib if n.lower().startswith("on")]


class _Page(HTMLParser):
    """Notes the kinds of elements on a page, and what they would do or load."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: set[str] = set()
        self.doing: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds.add(tag)
        self.doing += [f"{n}={v}" for n, v in attrs if n.startswith("on") or n == "src"]
        self.doing += [f"{n}={v}" for n, v in attrs if n == "href" and "file:" in str(v)]


def _assert_page(written: str) -> None:
    """Check that nothing on an HTML page comes from the texts of the map."""
    page = _Page()
    page.feed(written)
    assert not page.kinds & {"img", "image", "iframe", "object", "embed"}
    assert not page.doing
    assert "<script>alert" not in written


def test_a_terminal_is_not_ordered_about(tmp_path: Path) -> None:
    path = tmp_path / "Map.smap"
    publish(worded_map().at(path))
    for command in ("check", "loops"):
        done = subprocess.run(
            [sys.executable, "-m", "systemsmap", command, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            encoding="utf-8",
        )
        assert "\x1b" not in done.stdout + done.stderr
        assert "\x07" not in done.stdout + done.stderr
    assert TEXTS["a terminal's orders"].startswith("\x1b")
