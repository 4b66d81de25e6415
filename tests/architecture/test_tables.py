"""The tables can be trusted: every entry does what entries of its table must."""

import pickle
import time
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import get_args

import pytest

from systemsmap.analysis.analyses import ANALYSES, Report, analyse
from systemsmap.analysis.budget import Budget
from systemsmap.gui import images
from systemsmap.interchange.exporters import EXPORTERS, Exporter
from systemsmap.interchange.importers import IMPORTERS, Importer, ImportTrouble, importer_of
from systemsmap.layout.layouts import LAYOUTS, Request, arrange
from systemsmap.model.records import MapInfo, Record, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.rendering.theme import PRINT
from systemsmap.rendering.variables import size_of
from systemsmap.storage.migrations import MIGRATIONS
from systemsmap.storage.rows import SHAPES
from systemsmap.storage.schema import FORMAT
from tests.benchmarks.spread import spread
from tests.maps import example

WRITERS = (*EXPORTERS, *images.EXPORTERS)

MAPS = {
    "empty": SystemsMap(),
    "one variable": map_of([Variable("v1", "Trust")]),
    "tangle": replace(spread(30, 50), info=MapInfo(title="A <tangle> & “more”")),
}


def test_no_two_formats_share_a_suffix() -> None:
    for table in (WRITERS, IMPORTERS):
        assert [s for s, n in Counter(e.suffix for e in table).items() if n > 1] == []
        assert all(e.name and e.suffix == e.suffix.lower() for e in table)


@pytest.mark.parametrize("map_", MAPS.values(), ids=MAPS.keys())
@pytest.mark.parametrize("exporter", WRITERS, ids=lambda e: e.suffix)
def test_every_format_can_hold_any_map(exporter: Exporter, map_: SystemsMap) -> None:
    assert len(exporter.write(map_)) > 10


WHOLE = [importer for importer in IMPORTERS if importer.is_whole]


@pytest.mark.parametrize("importer", WHOLE, ids=lambda i: i.suffix)
def test_what_is_read_was_written_by_us_and_is_the_same_map(importer: Importer) -> None:
    (exporter,) = (e for e in WRITERS if e.suffix == importer.suffix)
    imported = importer.read(exporter.write(MAPS["tangle"]))
    assert imported.lost == ()
    assert imported.map_.variables == MAPS["tangle"].variables
    assert imported.map_.links == MAPS["tangle"].links


@pytest.mark.parametrize("spoiled", [b"", b"\0" * 64, b"no map", b"{}[", b"<svg", b"\x89PNG\r\n"])
@pytest.mark.parametrize("importer", WHOLE, ids=lambda i: i.suffix)
def test_what_is_no_map_is_refused_in_a_sentence(importer: Importer, spoiled: bytes) -> None:
    with pytest.raises(ImportTrouble, match=r"^[A-Z“].*\.$"):
        importer.read(spoiled)


def test_a_file_finds_its_format_by_its_suffix(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("maps")
    for importer in IMPORTERS:
        assert importer_of(folder / f"map{importer.suffix.upper()}") is importer
    assert importer_of(folder / "map.docx") is None


@pytest.mark.parametrize("engine", LAYOUTS)
def test_no_layout_puts_a_name_on_another(engine: str) -> None:
    map_ = example("01_digital_by_default")
    sizes = {v.id: size_of(v.name, PRINT) for v in map_.variables.values()}
    links = tuple((link.source, link.target) for link in map_.links.values())
    placement = arrange(Request(tuple(map_.variables), sizes, links, engine=engine))
    assert placement.note is None
    assert placement.positions.keys() == map_.variables.keys()
    for one, other in combinations(map_.variables, 2):
        (ax, ay), (bx, by) = placement.positions[one], placement.positions[other]
        (aw, ah), (bw, bh) = sizes[one], sizes[other]
        assert abs(ax - bx) >= (aw + bw) / 2 or abs(ay - by) >= (ah + bh) / 2, (one, other)


@pytest.mark.parametrize("engine", LAYOUTS)
def test_every_layout_has_words_and_takes_a_map_without_links(engine: str) -> None:
    assert LAYOUTS[engine].label
    assert LAYOUTS[engine].help.endswith(".")
    ids = ("a", "b", "c")
    placement = arrange(Request(ids, dict.fromkeys(ids, (80.0, 20.0)), engine=engine))
    assert len(set(placement.positions.values())) == 3


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("map_", MAPS.values(), ids=MAPS.keys())
def test_every_analysis_answers_for_any_map_and_travels(name: str, map_: SystemsMap) -> None:
    report = analyse(map_, [name])
    assert report != Report()
    assert pickle.loads(pickle.dumps(report)) == report


def test_every_analysis_ends_in_time_on_a_map_with_too_many_loops() -> None:
    begun = time.monotonic()
    report = analyse(spread(60, 600), ANALYSES, Budget(seconds=0.2))
    assert report.loops
    assert not report.loops.complete
    assert time.monotonic() - begun < 5


def test_migrations_lead_one_after_another_to_the_format_of_today() -> None:
    formats = [step.to for step in MIGRATIONS]
    assert formats == sorted(set(formats))
    assert formats[-1] == FORMAT
    assert len({step.name for step in MIGRATIONS}) == len(MIGRATIONS)


def test_every_kind_of_record_has_its_rows() -> None:
    assert set(SHAPES) == set(get_args(Record))
    assert len({shape.table for shape in SHAPES.values()}) == len(SHAPES)
