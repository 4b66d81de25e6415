"""draw.io: real drawings, pages that are packed, labels in HTML."""

import time
import zlib
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from systemsmap.interchange import drawio
from systemsmap.interchange.holding import ALL, Holds, seen
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Evidence, Kind, Link, MapInfo, Variable
from systemsmap.model.systems_map import map_of
from tests.interchange.test_real_files import drawn

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


A = (
    '<mxCell id="a" value="A" style="html=1" vertex="1" parent="1">'
    '<mxGeometry x="-50" y="-10" width="100" height="20" as="geometry"/></mxCell>'
)
B = A.replace('"a" value="A"', '"b" value="B"').replace('x="-50"', 'x="150"')


def _drawn(*cells: str) -> Imported:
    inside = f'<mxCell id="0"/><mxCell id="1" parent="0"/>{"".join(cells)}'
    return drawio.read(f"<mxGraphModel><root>{inside}</root></mxGraphModel>".encode())


def _edge(style: str = "", inside: str = "", label: str = "") -> str:
    return (
        f'<mxCell id="e" edge="1" parent="1" source="a" target="b" style="{style}"'
        f' value="{label}"><mxGeometry as="geometry">{inside}</mxGeometry></mxCell>'
    )


def _points(*points: tuple[int, int]) -> str:
    inside = "".join(f'<mxPoint x="{x}" y="{y}"/>' for x, y in points)
    return f'<Array as="points">{inside}</Array>'


def _only(imported: Imported) -> Link:
    (link,) = imported.map_.links.values()
    return link


def test_a_drawing_holds_all_of_a_map() -> None:
    again = drawio.read(drawio.write(drawn()))
    most = ALL & ~Holds.POSITIONS
    assert seen(again.map_, most) == seen(drawn(), most)
    for there, here in zip(again.map_.variables.values(), drawn().variables.values(), strict=True):
        assert (there.x, there.y) == pytest.approx((here.x, here.y), abs=0.001)
    assert again.lost == ()


def test_properties_are_in_words_that_people_read_under_edit_data() -> None:
    variables = [Variable("a", "A", 0, 0, Kind.FAILURE_DEMAND, note="Days"), Variable("b", "B", 9)]
    link = Link("k", "a", "b", evidence=Evidence.DATA, rationale="So", note="N")
    text = drawio.write(map_of([*variables, link])).decode()
    for said in ('tooltip="Days"', 'kind="Failure demand"', 'evidence="Data we hold', 'why="So"'):
        assert said in text


def test_a_label_of_a_wrapped_arrow_has_its_sign() -> None:
    line = '<mxCell edge="1" parent="1" source="a" target="b"/>'
    link = _only(_drawn(A, B, f'<object id="e" label="- ||" owner="Ann">{line}</object>'))
    assert (link.polarity.value, link.delayed) == ("-", True)
    assert '"drawio_owner": "Ann"' in link.extra
    text = drawio.write(_drawn(A, B, f'<object id="e" label="+" owner="Ann">{line}</object>').map_)
    assert b'<object label="+" id="e" owner="Ann">' in text


@pytest.mark.parametrize(
    ("style", "points", "bend"),
    [
        ("curved=1", [(100, -80)], 0.2),
        ("", [(100, -40)], 0.2),
        ("", [(50, 40), (150, 40)], -0.2),
        ("curved=1", [], None),
        ("edgeStyle=orthogonalEdgeStyle", [(100, -80)], None),
    ],
)
def test_waypoints_are_bends(style: str, points: list[tuple[int, int]], bend: float | None) -> None:
    assert _only(_drawn(A, B, _edge(style, _points(*points)))).bend == bend


def test_a_line_that_points_back_is_turned_with_its_bend() -> None:
    points = _points((100, -80))
    imported = _drawn(A, B, _edge("curved=1;startArrow=classic;endArrow=none", points))
    link = _only(imported)
    names = {v.id: v.name for v in imported.map_.variables.values()}
    assert (names[link.source], names[link.target], link.bend) == ("B", "A", -0.2)


def test_an_arrow_with_two_heads_is_two_links_and_one_without_is_told() -> None:
    both = _drawn(A, B, _edge("startArrow=block", label="+"))
    assert [k.polarity.value for k in both.map_.links.values()] == ["+", "+"]
    assert both.lost == ("Arrow with two heads, read as a link each way (1): “A to B”.",)
    none = _drawn(A, B, _edge("endArrow=none", label="+"))
    assert none.lost == (
        "Line without an arrow, read from its first box to its second (1): “A to B”.",
    )


def test_a_place_in_a_container_that_has_properties_is_found() -> None:
    inside = '<mxCell style="group" vertex="1" parent="1"><mxGeometry x="100" y="100"/></mxCell>'
    box = A.replace('parent="1"', 'parent="g"')
    (a,) = _drawn(f'<UserObject id="g" label="">{inside}</UserObject>', box).map_.variables.values()
    assert (a.x, a.y) == (100.0, 100.0)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Waiting&lt;div&gt;time&lt;/div&gt;", "Waiting\ntime"),
        ("a &amp;lt; b &amp;amp; c", "a < b & c"),
        ("&lt;font style=&quot;x&quot;&gt;Cost&amp;nbsp;up&lt;/font&gt;", "Cost up"),
    ],
)
def test_labels_in_html_are_read_as_words(label: str, words: str) -> None:
    (a,) = _drawn(A.replace('value="A"', f'value="{label}"')).map_.variables.values()
    assert a.name == words


def test_a_label_that_is_no_html_is_read_as_it_stands() -> None:
    plain = A.replace('style="html=1"', "").replace(
        'value="A"', 'value="a &lt;c and d&gt; &amp;amp;"'
    )
    (a,) = _drawn(plain).map_.variables.values()
    assert a.name == "a <c and d> &amp;"


def test_thousands_of_open_brackets_in_a_label_take_no_time() -> None:
    begun = time.process_time()
    _drawn(A.replace('value="A"', f'value="{"&lt;b" * 200_000}"'), B)
    assert time.process_time() - begun < 2.0  # 0.1 on a quiet machine


def test_a_page_nobody_named_gives_no_title_and_covid_19_does() -> None:
    titles = [drawio.read(_named(name)).map_.info.title for name in ("Page-1", "COVID-19")]
    assert titles == ["", "COVID-19"]
    assert drawio.read(drawio.write(map_of([Variable("a", "A"), MapInfo()]))).map_.info.title == ""


def _named(name: str) -> bytes:
    return f'<mxfile><diagram name="{name}">{PAGE}</diagram></mxfile>'.encode()
