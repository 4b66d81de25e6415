"""The map in words: every variable, link and loop has its line, the same words each time."""

from hypothesis import given
from hypothesis import strategies as st

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.outline import as_text, outline, route_lines
from systemsmap.analysis.reading_routes import read_routes
from systemsmap.analysis.register import listing, numbering
from systemsmap.analysis.routes import routes
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from, tangle

_BACK = "more leads back to less, and less to more"


def _outline(map_: SystemsMap) -> str:
    found = find_loops(map_)
    numbered = numbering(map_, found).applied_to(map_)
    return as_text(outline(numbered, listing(numbered, found)))


def test_a_small_map_reads_from_top_to_bottom() -> None:
    assert _outline(map_from("A + B", "B - A")) == "\n".join(
        (
            "2 variables",
            "  A: 1 cause, 1 effect",
            "  B: 1 cause, 1 effect",
            "2 links",
            "  More “A” means more “B” than there would otherwise have been.",
            "    Less “A” means less “B” than there would otherwise have been.",
            "  More “B” means less “A” than there would otherwise have been.",
            "    Less “B” means more “A” than there would otherwise have been.",
            "1 loop",
            "  B1: balancing, 2 links",
            "    More “A” means more “B” than there would otherwise have been.",
            "    More “B” means less “A” than there would otherwise have been.",
            f"    So a change in “A” works against itself: {_BACK}.",
            "    The same, when it falls",
            "      Less “A” means less “B” than there would otherwise have been.",
            "      Less “B” means more “A” than there would otherwise have been.",
        )
    )


def test_an_empty_map_has_its_parts_and_nothing_in_them() -> None:
    assert _outline(SystemsMap()) == "0 variables\n0 links\n0 loops"


@given(st.integers(2, 12), st.integers(0, 99))
def test_every_record_has_its_line(size: int, seed: int) -> None:
    map_ = tangle(size, 1.5, seed)
    variables, links, _ = outline(map_, ())
    assert [line.ids for line in variables.under] == [(i,) for i in map_.variables]
    assert [line.ids for line in links.under] == [(i,) for i in map_.links]


def test_routes_say_which_way_each_pushes_and_name_what_lights_up() -> None:
    map_ = map_from("A + B", "B - C", "A + C")
    a, _, c = map_.variables
    found = routes(map_, a, c)
    told = route_lines(map_, found, read_routes(map_, found))
    assert "the map alone cannot say" in told.words
    ways = [line for line in told.under if line.ids]
    assert [line.words for line in ways] == ["Up: A → C", "Down: A → B → C"]
    assert [line.under[0].words for line in ways] == [
        "More “A” means more “C” in the end; less “A” means less “C”.",
        "More “A” means less “C” in the end; less “A” means more “C”.",
    ]
    assert [set(line.ids) & set(map_.links) for line in ways] == [
        set(route.links) for route in found.routes
    ]
