"""draw.io: real drawings, pages that are packed, labels in HTML."""

import zlib
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from systemsmap.interchange import drawio
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.trouble import ImportTrouble

FILES = Path(__file__).parents[1] / "data" / "formats" / "drawio"
PAGE = (
    '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    '<mxCell id="a" value="&lt;b&gt;Waiting&lt;/b&gt;&lt;br&gt;time" vertex="1" parent="1">'
    '<mxGeometry x="10" y="20" width="80" height="40" as="geometry"/></mxCell>'
    '<object id="b" label="Trust"><mxCell vertex="1" parent="1">'
    '<mxGeometry x="200" y="20" width="60" height="20" as="geometry"/></mxCell></object>'
    '<mxCell id="e" edge="1" parent="1" source="a" target="b"/>'
    '<mxCell id="l" value="−" vertex="1" connectable="0" parent="e"/>'
    '<mxCell id="open" edge="1" parent="1" source="a"/></root></mxGraphModel>'
)


def _packed(page: str) -> str:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflater.compress(quote(page).encode()) + deflater.flush()
    return b64encode(data).decode()


REAL = [("concept_map_1.xml", 47, 65), ("concept-map-uml.drawio", 18, 17)]


@pytest.mark.parametrize(("name", "variables", "links"), REAL)
def test_real_drawings_are_read(name: str, variables: int, links: int) -> None:
    map_ = drawio.read((FILES / name).read_bytes()).map_
    assert (len(map_.variables), len(map_.links)) == (variables, links)


def test_a_packed_page_gives_words_middles_and_the_sign_of_a_label() -> None:
    text = f'<mxfile><diagram name="P">{_packed(PAGE)}</diagram></mxfile>'
    with pytest.raises(ImportTrouble):
        drawio.read(text.replace("/", "~").encode())
    imported = drawio.read(text.encode())
    first, *_ = imported.map_.variables.values()
    assert (first.name, first.x, first.y) == ("Waiting\ntime", 50.0, 40.0)
    assert "Line that ends in the open left out" in " ".join(imported.lost)


def test_of_several_pages_the_named_one_is_read() -> None:
    pages = "".join(f'<diagram name="{n}">{PAGE}</diagram>' for n in ("One", "Two"))
    text = f"<mxfile>{pages}</mxfile>".encode()
    with pytest.raises(SeveralMaps, match="“One”, “Two”"):
        drawio.read(text)
    assert drawio.read(text, "Two").map_.info.title == "Two"


def test_a_page_that_inflates_without_end_is_refused() -> None:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = deflater.compress(b"a" * 40_000_000) + deflater.flush()
    text = f'<mxfile><diagram name="P">{b64encode(bomb).decode()}</diagram></mxfile>'
    with pytest.raises(ImportTrouble, match="larger"):
        drawio.read(text.encode())
