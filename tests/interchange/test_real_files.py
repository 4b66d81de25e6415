"""Files that other people made with other programs, with what is in them."""

from collections import Counter
from pathlib import Path

import pytest

from systemsmap.interchange import kumu, loopy, vensim, xmile
from systemsmap.interchange.importers import importer_of, read_as
from systemsmap.interchange.vensim.arcs import bend_through
from systemsmap.model.systems_map import SystemsMap
from systemsmap.resources import resource
from systemsmap.storage.reader import read_map_file
from tests.maps import map_from

FILES = Path(__file__).parents[1] / "data" / "formats"
COUNTS: dict[str, tuple[str, int, int, str]] = {
    "vensim/sir_with_loops.mdl": (".mdl", 11, 17, "+12 -5"),
    "vensim/workforce_stockflow_polarity.mdl": (".mdl", 25, 30, "+16 -8 ?6"),
    "vensim/unicode_names.mdl": (".mdl", 3, 2, "+2"),
    "vensim/covid_delaymarks.mdl": (".mdl", 34, 57, "+9 -8 ?40"),
    "xmile/bass_loop_indicators.stmx": (".stmx", 10, 11, "+1 -1 ?9"),
    "xmile/urban_polarity.stmx": (".stmx", 33, 47, "+32 -11 ?4"),
    "xmile/sir.xmile": (".xmile", 8, 10, "+2 -2 ?6"),
    "loopy/loopy1_rabbits.url.txt": (".loopy", 2, 2, "+1 -1"),
    "loopy/loopy2_depression.url.txt": (".loopy", 7, 8, "+4 -4"),
    "loopy/loopy3_automation.url.txt": (".loopy", 6, 6, "+6"),
    "mentalmodeler/fish_wetland.mmp": (".mmp", 5, 11, "+5 -6"),
    "mentalmodeler/fire.mmp.json": (".mmp", 24, 41, "+23 -17 ?1"),
    "sd-ai/armsRace.json": (".json", 10, 12, "+6 -2 ?4"),
    "sd-ai/bassDiffusion.json": (".json", 10, 11, "+7 -1 ?3"),
    "catcolab/cap_and_trade_delays_v2.json": (".json", 24, 40, "+29 -11"),
}


def drawn() -> SystemsMap:
    """Return the shipped example, drawn and with names for its loops."""
    return read_map_file(resource("examples") / "digital_by_default.smap").map_


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_file_is_read_with_all_that_is_in_it(name: str) -> None:
    suffix, variables, links, signs = COUNTS[name]
    importer = importer_of(Path(f"x{suffix}"))
    assert importer is not None
    imported = read_as(importer, (FILES / name).read_bytes())
    map_ = imported.map_
    assert (len(map_.variables), len(map_.links)) == (variables, links)
    found = Counter(link.polarity.value for link in map_.links.values())
    assert " ".join(f"{sign}{found[sign]}" for sign in "+-?" if found[sign]) == signs
    assert all(told.endswith(".") for told in imported.lost)


def test_delay_marks_of_vensim_are_read() -> None:
    covid = vensim.read((FILES / "vensim/covid_delaymarks.mdl").read_bytes()).map_
    assert sum(link.delayed for link in covid.links.values()) == 6


def test_the_notes_of_a_vensim_model_stay_with_their_variables() -> None:
    sir = vensim.read((FILES / "vensim/sir_with_loops.mdl").read_bytes()).map_
    notes = {v.name: v.note for v in sir.variables.values()}
    assert notes["Infectious Population I"].startswith("The infectious population accumulates")
    assert not {"FINAL TIME", "TIME STEP"} & notes.keys()


@pytest.mark.parametrize("bend", [-0.4, -0.1, 0.1, 0.25, 0.5])
def test_an_arc_through_a_point_is_bent_as_much_wherever_the_point_lies(bend: float) -> None:
    map_ = map_from("a + b")
    (link,) = map_.links.values()
    a, b = map_.variables.values()
    start, end = (10.0, 20.0), (210.0, 120.0)
    top = (110.0 + 100.0 * bend, 70.0 - 200.0 * bend)
    assert bend_through(start, top, end) == pytest.approx(bend, abs=0.001)
    del link, a, b


def test_loop_symbols_of_vensim_are_offered_as_names_of_the_nearest_loops() -> None:
    map_ = drawn()
    again = vensim.read(vensim.write(map_))
    told = " ".join(again.lost)
    assert "Loop symbol taken for the name of the nearest loop" in told
    assert any("The saving on paper" in loop.name for loop in again.map_.loops.values())


def test_loops_and_angles_of_xmile_come_back() -> None:
    map_ = drawn()
    again = xmile.read(xmile.write(map_)).map_
    assert {x.name for x in again.loops.values()} == {x.name for x in map_.loops.values()}
    bent = map_from("a + b")
    assert [k.bend for k in xmile.read(xmile.write(bent)).map_.links.values()] in ([0.2], [None])


def test_a_link_of_loopy_opens_the_same_map() -> None:
    map_ = drawn()
    link = loopy.as_link(map_)
    assert link.startswith("https://ncase.me/loopy/v1.1/?data=[[[")
    again = loopy.read(link.encode()).map_
    assert [v.name for v in again.variables.values()] == [v.name for v in map_.variables.values()]


def test_a_map_that_went_through_five_programs_is_still_the_same_loop() -> None:
    map_ = drawn()
    for format_ in (kumu, vensim, xmile, loopy):
        map_ = format_.read(format_.write(map_)).map_
    signs = Counter(link.polarity.value for link in map_.links.values())
    assert signs == Counter(k.polarity.value for k in drawn().links.values())
