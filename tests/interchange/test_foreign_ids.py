"""A map that is handed back updates what it came from: foreign ids are what they were."""

from itertools import pairwise

import pytest

from systemsmap.interchange import (
    catcolab,
    drawio,
    gexf,
    gml,
    graphml,
    json_canvas,
    kumu,
    mental_modeler,
    prsm,
    xlsx,
)
from systemsmap.interchange.exporters import EXPORTERS
from systemsmap.interchange.holding import seen
from systemsmap.interchange.importers import IMPORTERS
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import map_of
from tests.interchange.test_real_files import drawn

FORMATS = (catcolab, drawio, gexf, gml, graphml, json_canvas, kumu, mental_modeler, prsm, xlsx)


@pytest.mark.parametrize("format_", FORMATS, ids=lambda f: f.__name__.rpartition(".")[2])
def test_what_was_read_is_written_with_the_ids_it_had(format_: object) -> None:
    read, write = format_.read, format_.write  # type: ignore[attr-defined]
    first = write(drawn())
    second = write(read(first).map_)
    for id_ in drawn().variables:
        assert (id_.encode() in first) == (id_.encode() in second)
    assert [v.extra for v in read(first).map_.variables.values()] == [
        v.extra for v in read(second).map_.variables.values()
    ]


@pytest.mark.parametrize("write", [xlsx.write_for_kumu, xlsx.write_for_prsm])
def test_workbooks_for_others_hold_what_the_table_says(write: object) -> None:
    holds = xlsx.FOR_KUMU if write is xlsx.write_for_kumu else xlsx.FOR_PRSM
    again = xlsx.read(write(drawn())).map_  # type: ignore[operator]
    assert seen(again, holds) == seen(drawn(), holds)


BY_NAME = (".csv", ".fcm.csv", ".mdl", ".stmx", ".sd.json", ".model.json", ".xlsx")


@pytest.mark.parametrize("suffix", BY_NAME)
def test_names_that_mean_the_same_do_not_come_back_as_one(suffix: str) -> None:
    names = ("Wait time", "wait_time", "a|b", "ab")
    records = [Variable(id_, name) for id_, name in zip("abcd", names, strict=True)]
    links = [Link(f"k{a.id}", a.id, b.id) for a, b in pairwise(records)]
    reader = next(one for one in IMPORTERS if one.suffix == suffix)
    writer = next(one for one in EXPORTERS if one.suffix == suffix)
    again = reader.read(writer.write(map_of([*records, *links]))).map_
    assert len(again.variables) == 4
    assert len(again.links) == 3
    assert all(link.source != link.target for link in again.links.values())
