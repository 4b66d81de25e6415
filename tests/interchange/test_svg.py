"""SVG pictures carry their map; a hostile SVG gets nowhere."""

import time
from base64 import b64encode
from zlib import compress

import pytest
from hypothesis import given, settings
from lxml import etree

from systemsmap.interchange import json, svg
from systemsmap.interchange.embedding import pack
from systemsmap.interchange.picture_of import numbered
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.svg import MAP_NAMESPACE
from tests.interchange.any_map import any_maps
from tests.interchange.collection import FILES, collected


def _picture(inside: str, before: str = "") -> bytes:
    metadata = f'<metadata><sm:map xmlns:sm="{MAP_NAMESPACE}">{inside}</sm:map></metadata>'
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg">{metadata}</svg>'.encode()


@given(any_maps())
@settings(max_examples=25, deadline=None)
def test_any_map_comes_back_out_of_its_picture(map_: SystemsMap) -> None:
    assert svg.read(svg.write(map_)).map_ == numbered(map_)


@pytest.mark.parametrize("name", FILES)
def test_the_collection_comes_back_out_of_its_pictures(name: str) -> None:
    map_ = collected(name)
    read = svg.read(svg.write(map_))
    assert read.map_ == map_
    assert read.lost == ()


def test_a_picture_says_its_title_and_has_a_group_for_each_thing() -> None:
    map_ = collected("01_digital_by_default")
    root = etree.fromstring(svg.write(map_))
    ids = {group.get("id") for group in root.iter()}
    assert {f"var-{i}" for i in map_.variables} <= ids
    assert {f"link-{i}" for i in map_.links} <= ids
    assert {f"loop-{i}" for i in map_.loops} <= ids
    assert map_.info.title in etree.tostring(root, encoding="unicode", method="text")


def test_other_peoples_pictures_have_no_map() -> None:
    with pytest.raises(ImportTrouble, match="no map inside"):
        svg.read(b'<svg xmlns="http://www.w3.org/2000/svg"/>')


LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "half": b"<svg><g>",
    "nothing packed": _picture(""),
    "not base 64": _picture("!!!"),
    "not deflated": _picture(b64encode(b"hello").decode()),
    "cut short": _picture(b64encode(compress(b"{}" * 1000)[:-9]).decode()),
    "no map": _picture(pack(b"[]")),
    "bomb": _picture(b64encode(compress(b"\0" * 300_000_000, 9)).decode()),
    "doctype": _picture(pack(b'{"variables": []}'), "<!DOCTYPE svg>"),
    "entity": _picture("&a;", '<!DOCTYPE svg [<!ENTITY a "b">]>'),
    "laughs": _picture("&a11;", f'<!DOCTYPE svg [<!ENTITY a0 "ha">{LAUGHS}]>'),
    "file": _picture("&a;", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
    "deep": b"<g>" * 100_000,
    "encoding": b'<?xml version="1.0" encoding="none"?><svg/>',
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pictures_are_refused_quickly_in_one_sentence(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(ImportTrouble) as refusal:
        svg.read(data)
    assert str(refusal.value).endswith(".")
    assert time.perf_counter() - start < 5


def test_a_doctype_in_another_encoding_is_seen_too() -> None:
    text = _picture(pack(b'{"variables": []}'), "<!DOCTYPE svg>").decode()
    with pytest.raises(ImportTrouble):
        svg.read(text.encode("utf-16"))


def test_white_space_a_drawing_program_put_into_the_map_does_not_matter() -> None:
    packed = pack(json.write(collected("a1_fixes_that_fail")))
    wrapped = "\n   ".join(packed[i : i + 60] for i in range(0, len(packed), 60))
    assert len(svg.read(_picture(wrapped)).map_.variables) == 3
