"""Files as large as they may be, of pieces that no map needs: refused or read in two seconds."""

import time
from contextlib import suppress

import pytest

from systemsmap.interchange import (
    drawio,
    fcm,
    json_canvas,
    limits,
    loopy,
    mental_modeler,
    model_json,
    sd_ai,
    txt,
)
from systemsmap.interchange.importers import ImportTrouble
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.open_json.identities import Identities

_EDGE = '<mxCell id="e" edge="1" source="a" target="a"/>'
_BOX = '<mxCell id="a" value="A" vertex="1" style="html=1"/>'
_PAGE = f"<mxGraphModel><root>{_BOX}{_EDGE}"
_END = "</root></mxGraphModel>"
_CONCEPT = "<mentalmodeler><concepts><concept><id>1</id><name>A</name><relationships>"
_MODELLED = "</relationships></concept></concepts></mentalmodeler>"
_CARD = '{"nodes":[{"id":"a","type":"text","text":"A"}],"edges":['
FILES = {
    "boxes": (drawio, _PAGE, '<mxCell id="b" vertex="1"/>', _END),
    "labels of one line": (drawio, _PAGE, '<mxCell vertex="1" parent="e" value="word"/>', _END),
    "waypoints": (drawio, f"{_PAGE}<Array>", '<mxPoint x="1"/>', f"</Array>{_END}"),
    "loopy labels": (loopy, '[[[1,0,0,0,"A",0]],[],[', '[0,0,"a"],', '[0,0,"b"]]]'),
    "loopy codes": (loopy, '[[[1,0,0,0,"', "%E4", '",0]],[],[]]'),
    "loopy arrows": (loopy, '[[[1,0,0,0,"A",0]],[', "[1,2,0,1],", "[1,1,1,1]],[]]"),
    "relationships": (mental_modeler, _CONCEPT, "<relationship/>", _MODELLED),
    "arrows": (json_canvas, _CARD, '{"fromNode":"a","toNode":"q"},', "{}]}"),
    "sd-ai": (sd_ai, '{"relationships":[', '{"from":"a","to":"b"},', "{}]}"),
    "elements": (model_json, '{"elements":[', '{"type":"LINK"},', '{"type":"LINK"}]}'),
    "rows": (fcm, "x,a\n", "a,1\n", ""),
    "columns": (fcm, "x", ",a", "\na,1"),
    "schematex": (txt, "cld\n", "A -> B : + x\n", ""),
    "triples": (txt, "", "A + B\n", ""),
    "quotes": (txt, "cld\nA -> B", '"" ', ":"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_largest_file_takes_two_seconds_at_most(name: str) -> None:
    format_, head, piece, end = FILES[name]
    count = (limits.FILE_BYTES - len(head) - len(end)) // len(piece)
    data = f"{head}{piece * count}{end}".encode()
    begun = time.process_time()
    with suppress(ImportTrouble):
        format_.read(data)
    assert time.process_time() - begun < 5.0  # 0.9 on a quiet machine


def test_of_what_was_lost_only_the_first_few_names_are_kept() -> None:
    losses = Losses()
    for number in range(100_000):
        losses.add("Left out", f"name {number}")
    assert losses.told() == ("Left out (100000): “name 0”, “name 1”, “name 2” and 99997 more.",)
    assert sum(map(len, losses._names.values())) == 3


def test_thousands_that_say_the_same_get_ids_at_once() -> None:
    begun = time.process_time()
    ids = Identities("T")
    given = [ids.derive("note", "the same") for _ in range(5_000)]
    assert len(set(given)) == 5_000
    assert time.process_time() - begun < 1.0  # 0.02 on a quiet machine


def test_links_that_cannot_be_are_not_tried_without_end() -> None:
    edge = '{"fromNode":"a","toNode":"q"},' * (limits.TRIED + 1)
    with pytest.raises(ImportTrouble, match="more than 20,000 links"):
        json_canvas.read(f"{_CARD}{edge[:-1]}]}}".encode())
