"""Pasted text: of which format it is, or only words that people type."""

from pathlib import Path

import pytest

from systemsmap.interchange.exporters import EXPORTERS, Exporter
from systemsmap.interchange.importers import IMPORTERS, read_bytes
from systemsmap.interchange.recognising import suffix_of_text
from tests.interchange.test_prsm import PACKED
from tests.maps import example

READ = {importer.suffix for importer in IMPORTERS}
NO_TEXT = (".xlsx", ".txt")
WRITTEN = [e for e in EXPORTERS if e.suffix in READ and e.suffix not in NO_TEXT]


@pytest.mark.parametrize("exporter", WRITTEN, ids=lambda e: e.suffix)
def test_the_text_of_every_format_is_known_when_it_is_pasted(exporter: Exporter) -> None:
    map_ = example("01_digital_by_default")
    text = exporter.write(map_).decode()
    suffix = suffix_of_text(text)
    assert suffix is not None
    read = read_bytes(Path(f"Pasted{suffix}"), text.encode()).map_
    assert (len(read.variables), len(read.links)) == (9, 12)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (PACKED, ".prsm"),
        ("From\tTo\nA\tB\n", ".csv"),
        ("\tA\tB\nA\t\t1\nB\t-1\t\n", ".csv"),
        ("// by hand\n/* twice */ digraph { a->b }", ".gv"),
        ("graph { a -- b }", ".gv"),
        ('Creator "x"\nVersion 1\ngraph\n[\n]', ".gml"),
        ("<?xml version='1.0'?>\n<!-- by yEd -->\n<graphml/>", ".graphml"),
        ("https://ncase.me/loopy/v1.1/?data=[[],[],[],1%5D", ".loopy"),
    ],
)
def test_what_other_programs_copy_is_known(text: str, suffix: str) -> None:
    assert suffix_of_text(text) == suffix


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A -> B +",
        "Waiting times\nCost\nTrust",
        "A, B\nC, D",
        "graph of costs",
        "From here to there\nand back",
        "# a remark\nA -> B",
        "等待时间 -> 成本 +",
        "等待时间" * 20,
        "x" * 100,
    ],
)
def test_words_that_people_type_are_no_file(text: str) -> None:
    assert suffix_of_text(text) is None
