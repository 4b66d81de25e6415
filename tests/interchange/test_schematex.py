"""Text of other programs that draw by words."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

from systemsmap.interchange import txt
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.systems_map import SystemsMap

FILES = Path(__file__).parents[1] / "data" / "formats" / "textcld"
TEXT = """causalloop "Bass model"
// what spreads
var "Market size"
"Adoption rate" -> Adopters : + delay
Adopters -> "Adoption rate" : same   // word of mouth
"Market size" -> Adopters : opposite
loop R1 "Word of mouth"
"""


def _links(map_: SystemsMap) -> list[tuple[str, str, str, bool]]:
    names = {v.id: v.name for v in map_.variables.values()}
    return [
        (names[k.source], names[k.target], k.polarity.value, k.delayed) for k in map_.links.values()
    ]


def test_schematex_is_read_with_its_signs_and_delays() -> None:
    map_ = txt.read(TEXT.encode()).map_
    assert map_.info.title == "Bass model"
    assert _links(map_) == [
        ("Adoption rate", "Adopters", "+", True),
        ("Adopters", "Adoption rate", "+", False),
        ("Market size", "Adopters", "-", False),
    ]


@pytest.mark.parametrize(
    ("name", "variables", "links"), [("cld.txt", 4, 4), ("consulting_company.txt", 13, 16)]
)
def test_files_of_cld_system_are_read(name: str, variables: int, links: int) -> None:
    map_ = txt.read((FILES / name).read_bytes()).map_
    assert (len(map_.variables), len(map_.links)) == (variables, links)


def test_our_own_text_is_left_as_it_is() -> None:
    assert _links(txt.read(b"A -> B +\nB - C -> D -\n").map_) == [
        ("A", "B", "+", False),
        ("B - C", "D", "-", False),
    ]


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("A -> B : + ~delay", ("A", "B", "+", True)),
        ("A -> B +", ("A", "B", "+", False)),
        ('"A b" -> "C: d // e" : o # why', ("A b", "C: d // e", "-", False)),
        ("Adoption rate -> Adopters : − delay", ("Adoption rate", "Adopters", "-", True)),
        ("“A” -> 「B」 : same", ("A", "B", "+", False)),
        ('A -> B "label" : -', ("A", "B", "-", False)),
        ("A -> B : +, delay", ("A", "B", "+", True)),
        ("A -> B :", ("A", "B", "?", False)),
        ('"delay" -> B : +', ("delay", "B", "+", False)),
    ],
)
def test_links_as_schematex_takes_them(line: str, link: tuple[str, str, str, bool]) -> None:
    assert _links(txt.read(f"cld\n{line}".encode()).map_) == [link]


def test_directions_for_the_drawing_are_no_variables() -> None:
    map_ = txt.read(b"causalloop\nlayout: circle\nvar X # first\nA -> B : +").map_
    assert [v.name for v in map_.variables.values()] == ["X", "A", "B"]


def test_what_a_map_cannot_take_from_schematex_is_told() -> None:
    told = txt.read(b'cld\nA -> B : + "by mouth"\nloop R1 "By"').lost
    assert told == (
        "Words on a link left out (1): “A to B: by mouth”.",
        'Name of a loop left out, the text does not say which links it has (1): “R1 "By"”.',
    )


def test_that_lines_were_taken_for_links_is_told() -> None:
    lost = txt.read((FILES / "cld.txt").read_bytes()).lost
    assert lost[0].startswith("Read as cause, sign, effect (4): “PressaoPrazo + HorasExtras”")


@pytest.mark.parametrize("piece", ["->:", "“", '"->', " ", "a : ", "~delay ", "«//"])
@pytest.mark.parametrize("head", ["cld\nA -> B : + ", "", "A -> "])
def test_a_long_line_takes_no_time(head: str, piece: str) -> None:
    data = (head + piece * 100_000 + "x").encode()
    begun = time.process_time()
    with suppress(ImportTrouble):
        txt.read(data)
    assert time.process_time() - begun < 2.0
