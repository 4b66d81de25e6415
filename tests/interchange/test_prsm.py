"""PRSM: packed and plain files, and signs from the words of link styles."""

import json
from base64 import b64decode

import pytest

from systemsmap.interchange import prsm
from systemsmap.interchange.link_styles import NoSuchStyle, chosen, told
from systemsmap.interchange.lz_string import unpacked
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Polarity

PACKED = b64decode(
    "4a+h4KGN5ISsxIDhlKTloKXmgLvFrOKAtyThg6DnnKPmsaDNreSCh8ii47W14YeG5YGwyoDhs6XgtbvmuoUs5a2i"
    "44Cz5byg4q60OdCg4oy04pOU4oCh5pGx4aGg4o6g3ILkpq495IC55KSw5KmNw6bjkKHjuYTihLjloKTjjJE84ZmS"
    "46qM5IKK46qw5Y2+4ZuX54GV45eAzorkhIDgs5LgooLjmLLhp6bilqIn4qGi4YeU5LCg4bWN4Kq44LSi5oCh55eG"
    "5aG44qaIbOG+nMi64bak4L6lzoTmjKTkh5XikYjnuKTisqDhiavipqDmgqDlirLjhbLkiKwuU8aw5ICAxobhmpjG"
    "leW6lOSbkOWxpOWJhOC0teGWruaDo+eipeaUi+OzjOKjt+CusOWJuuOOuOWluMuQ4LeB5aaM55iu5YGs4Li+5aGk"
    "4YuP5Zik5YKv5Li+4bOk5aGc54S94baC57CA5r6P5Iup56+c4Zm/5oCD44+N4ay34LmAzKjigajhiKbkk5rksaAg"
    "IA=="
).decode()
"""A map with two factors, packed by lz-string itself."""


def test_a_packed_file_is_read_and_its_styles_are_shown() -> None:
    imported = prsm.read(PACKED.encode())
    map_ = imported.map_
    assert [v.name for v in map_.variables.values()] == ["Waiting\ntime", "Trust"]
    assert [v.note for v in map_.variables.values()] == ["In days 🙂", ""]
    signs = [(k.polarity, k.note) for k in map_.links.values()]
    assert signs == [(Polarity.NEGATIVE, ""), (Polarity.POSITIVE, "Calls")]
    assert imported.lost == ()
    assert told(imported.styles) == (
        "Link style “Negative influence” read as - (1 link).",
        "Link style “+ve” read as + (1 link).",
    )


def test_a_style_means_what_a_person_says() -> None:
    imported = prsm.read(PACKED.encode())
    said = {"negative  INFLUENCE": Polarity.MIXED}
    map_, guessed = chosen(imported.map_, imported.styles, said)
    assert [k.polarity for k in map_.links.values()] == [Polarity.MIXED, Polarity.POSITIVE]
    assert [style.name for style in guessed] == ["+ve"]


def test_a_style_that_is_not_there_is_named_with_those_that_are() -> None:
    imported = prsm.read(PACKED.encode())
    with pytest.raises(NoSuchStyle, match=r"“blue”; it has “Negative influence”, “\+ve”"):
        chosen(imported.map_, imported.styles, {"Blue": Polarity.POSITIVE})


def test_a_bar_at_the_head_hints_at_a_negative_sign() -> None:
    raw = json.loads(prsm.write(prsm.read(PACKED.encode()).map_))
    raw["styles"]["edges"]["edge1"]["groupLabel"] = "Dashed grey"
    raw["edges"][0]["arrows"] = {"to": {"enabled": True, "type": "bar"}}
    imported = prsm.read(json.dumps(raw).encode())
    assert told(imported.styles) == ("Link style “Dashed grey” read as - (1 link).",)


def test_styles_that_we_wrote_are_no_guess() -> None:
    written = prsm.write(prsm.read(PACKED.encode()).map_)
    assert prsm.read(written).styles == ()


def test_ids_of_prsm_come_back_to_it() -> None:
    written = json.loads(prsm.write(prsm.read(PACKED.encode()).map_))
    assert [node["id"] for node in written["nodes"]] == ["a", "b"]
    assert [edge["id"] for edge in written["edges"]] == ["e", "f"]
    assert written["styles"]["edges"]["edge1"]["groupLabel"] == "- negative"


@pytest.mark.parametrize("at", range(1, 140, 13))
def test_a_packed_file_that_was_cut_is_refused(at: int) -> None:
    with pytest.raises(ImportTrouble):
        prsm.read(PACKED[:at].encode())


def test_what_unpacks_without_end_is_refused_on_the_way() -> None:
    with pytest.raises(ImportTrouble, match="larger"):
        unpacked(PACKED, most=100)


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("+ve", "+"),
        ("Negative influence", "-"),
        ("Reciprocal influence", "±"),
        ("decreases", "-"),
        ("? undecided", "?"),
    ],
)
def test_words_of_a_style_are_read_as_a_sign(words: str, sign: str) -> None:
    found = prsm.sign_in(words)
    assert found is not None
    assert found.value == sign


def test_a_style_without_such_words_leaves_the_sign_open() -> None:
    assert prsm.sign_in("Link style 3") is None
