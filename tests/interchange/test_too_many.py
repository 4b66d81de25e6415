"""Far too many links in a file: one sentence, in little time and memory, whatever the format."""

import json
import random
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from systemsmap.interchange import limits
from systemsmap.interchange.exporters import EXPORTERS, Exporter
from systemsmap.interchange.importers import IMPORTERS
from systemsmap.model.records import Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.cli.program import ROOT

READ = {importer.suffix for importer in IMPORTERS}
FORMATS = [e for e in EXPORTERS if e.suffix in READ and not e.is_picture]
SECONDS = 5.0  # 0.3 to 1.4 on a quiet machine
MEGABYTES = 300.0


@cache
def _crowd(links: int) -> SystemsMap:
    chance, count = random.Random(1), 2_000
    variables = [Variable(f"v{i}", f"N{i}", float(i), float(i % 50)) for i in range(count)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        pairs.add((chance.randrange(count), chance.randrange(count)))
    made = [
        Link(f"l{n}", f"v{a}", f"v{b}", Polarity.POSITIVE) for n, (a, b) in enumerate(sorted(pairs))
    ]
    return map_of([*variables, *made])


def _read(suffix: str, path: Path) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.interchange.reading_program", suffix, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def _refused(suffix: str, path: Path, words: str = "20,000") -> None:
    told = _read(suffix, path)
    assert words in told["said"]
    assert told["said"].endswith(".")
    assert told["seconds"] < SECONDS
    assert told["megabytes"] < MEGABYTES


@pytest.mark.parametrize("exporter", FORMATS, ids=lambda e: e.suffix)
def test_more_links_than_any_map_has_are_refused(exporter: Exporter, tmp_path: Path) -> None:
    """As many as go into the largest file that is read, but at most three times the limit."""
    data = exporter.write(_crowd(3 * limits.LINKS))
    if len(data) > limits.FILE_BYTES:
        data = exporter.write(_crowd(limits.LINKS + 1))
    path = tmp_path / f"crowd{exporter.suffix}"
    path.write_bytes(data)
    _refused(exporter.suffix, path)


LINES = {
    ".txt": ("", "A%d -> B%d +\n"),
    ".csv": ("From,To,Sign\n", "A%d,B%d,+\n"),
    ".gv": ("digraph {\n", "a%d->b%d;"),
}


@pytest.mark.parametrize("suffix", LINES)
def test_a_million_links_are_refused(suffix: str, tmp_path: Path) -> None:
    head, line = LINES[suffix]
    path = tmp_path / f"million{suffix}"
    body = "".join(line % (n % 900, n // 900) for n in range(1_000_000))
    path.write_text(f"{head}{body}}}" if suffix == ".gv" else f"{head}{body}")
    _refused(suffix, path)


WIDE = {
    ".txt": ("A very long name ", "50,000 characters"),
    ".csv": ("wide,", "columns"),
    ".fcm.csv": ("wide,", "columns"),
}


@pytest.mark.parametrize("suffix", WIDE)
def test_a_line_without_end_is_refused(suffix: str, tmp_path: Path) -> None:
    piece, words = WIDE[suffix]
    path = tmp_path / f"wide{suffix}"
    path.write_text(piece * (limits.FILE_BYTES // len(piece)))
    _refused(suffix, path, words)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".drawio", ".xmile", ".mmp"])
def test_as_many_small_elements_as_are_read_take_little_memory(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"small{suffix}"
    body = '<a b="some text"/>' * (limits.OBJECTS - 10)
    path.write_text(f"<x>{body}</x>")
    _refused(suffix, path, "XML, but")


def test_a_label_of_millions_of_letters_is_cut_and_takes_little_memory(tmp_path: Path) -> None:
    card = '{"id":"%s","type":"text","text":"%s","x":0,"y":0,"width":9,"height":9}'
    label = "a + b " * 3_300_000
    edge = f'{{"fromNode":"a","toNode":"b","label":"{label}"}}'
    path = tmp_path / "long.canvas"
    path.write_text(f'{{"nodes":[{card % ("a", "A")},{card % ("b", "B")}],"edges":[{edge}]}}')
    told = _read(".canvas", path)
    assert told["said"] == ""
    assert told["megabytes"] < MEGABYTES
