"""A map that is handed back updates what it came from: foreign ids are what they were."""

import pytest

from systemsmap.interchange import (
    catcolab,
    drawio,
    gexf,
    graphml,
    json_canvas,
    kumu,
    mental_modeler,
    prsm,
    xlsx,
)
from systemsmap.interchange.holding import seen
from tests.interchange.test_real_files import drawn

FORMATS = (catcolab, drawio, gexf, graphml, json_canvas, kumu, mental_modeler, prsm, xlsx)


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
