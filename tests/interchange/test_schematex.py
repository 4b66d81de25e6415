"""Text of other programs that draw by words."""

from pathlib import Path

import pytest

from systemsmap.interchange import txt
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
