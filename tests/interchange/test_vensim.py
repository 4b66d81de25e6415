"""Vensim models: sketches of both ages, models without one, and files that are none."""

from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from systemsmap.interchange import limits, vensim
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Link, NamedLoop, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from tests.maps import map_from

FILES = Path(__file__).parents[1] / "data" / "formats" / "vensim"
_VIEW = (
    "\\\\\\---/// Sketch information\r\nV300  Do not put anything below\r\n*View 1\r\n$192,0\r\n"
)
_OLD = _VIEW.replace("V300", "V160")
END = "///---\\\\\\\r\n"
_NOTED = "A  = A FUNCTION OF(B)\r\n\t~\tunit\r\n\t~\tOf \\\r\n\t\tA\r\n\t|\r\n"


def _word(id_: int, name: str, at: tuple[int, int], shape: int = 8, bits: int = 3) -> str:
    return f"10,{id_},{name},{at[0]},{at[1]},40,20,{shape},{bits},0,0,-1,0,0,0"


def _arrow(start: int, end: int, sign: int = 43, kind: int = 64, thick: int = 0) -> str:
    return f"1,{90 + start},{start},{end},1,0,{sign},{thick},0,{kind},0,-1--1--1,,1|(150,50)|"


def _read(*records: str, equations: str = "", view: str = _VIEW) -> Imported:
    text = "{UTF-8}\r\n" + equations + view + "".join(f"{one}\r\n" for one in records) + END
    return vensim.read(text.encode())


def _links(map_: SystemsMap) -> list[tuple[str, str, Polarity]]:
    names = {v.id: v.name for v in map_.variables.values()}
    return [(names[k.source], names[k.target], k.polarity) for k in map_.links.values()]


AB = (_word(1, "A", (100, 100)), _word(2, "B", (200, 100)))


@pytest.mark.parametrize(
    ("name", "variables", "links"),
    [
        ("sir_with_loops", 11, 17),
        ("workforce_stockflow_polarity", 25, 30),
        ("unicode_names", 3, 2),
        ("covid_delaymarks", 34, 57),
    ],
)
def test_real_models_are_read_and_come_back(name: str, variables: int, links: int) -> None:
    map_ = vensim.read((FILES / f"{name}.mdl").read_bytes()).map_
    assert (len(map_.variables), len(map_.links)) == (variables, links)
    again = vensim.read(vensim.write(map_)).map_
    assert _links(again) == _links(map_)
    assert [v.note for v in again.variables.values()] == [v.note for v in map_.variables.values()]


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        (43, Polarity.POSITIVE),
        (83, Polarity.POSITIVE),
        (115, Polarity.POSITIVE),
        (45, Polarity.NEGATIVE),
        (79, Polarity.NEGATIVE),
        (111, Polarity.NEGATIVE),
        (0, Polarity.UNDECIDED),
    ],
)
def test_signs_are_codes_of_letters(code: int, sign: Polarity) -> None:
    assert _links(_read(*AB, _arrow(1, 2, code)).map_) == [("A", "B", sign)]


def test_another_letter_at_an_arrow_is_a_note() -> None:
    (link,) = _read(*AB, _arrow(1, 2, 51)).map_.links.values()
    assert (link.polarity, link.note) == (Polarity.UNDECIDED, "3")


@pytest.mark.parametrize("kind", [64, 128, 192, 65, 129, 193])
def test_the_lowest_bit_is_the_delay_mark(kind: int) -> None:
    (link,) = _read(*AB, _arrow(1, 2, 43, kind)).map_.links.values()
    assert link.delayed is bool(kind % 2)


def test_the_point_of_an_arrow_tells_its_bend() -> None:
    there, back = _read(*AB, _arrow(1, 2), _arrow(2, 1)).map_.links.values()
    assert (there.bend, back.bend) == (0.5, -0.5)


def test_places_and_notes_are_kept() -> None:
    a, b = _read(*AB, equations=_NOTED).map_.variables.values()
    assert (a.x, a.y, a.note, b.x, b.note) == (100, 100, "Of A", 200, "")


def test_arrows_are_the_truth_where_there_is_a_sketch() -> None:
    assert _links(_read(*AB, _arrow(1, 2), equations=_NOTED).map_) == [
        ("A", "B", Polarity.POSITIVE)
    ]


def test_a_model_without_a_sketch_is_read_from_its_equations() -> None:
    imported = vensim.read(b"A = A FUNCTION OF(A, B)~~|\nB = 1~~|\nTIME STEP = 1~~|\n")
    assert _links(imported.map_) == [("B", "A", Polarity.UNDECIDED)]
    assert imported.unplaced == frozenset(imported.map_.variables)
    assert any("sketch" in told for told in imported.lost)


def test_a_shadow_is_the_variable_itself() -> None:
    shadow = _word(3, "a", (400, 400), bits=2)
    imported = _read(*AB, shadow, _arrow(3, 2))
    assert _links(imported.map_) == [("A", "B", Polarity.POSITIVE)]
    assert [(v.x, v.y) for v in imported.map_.variables.values()] == [(100, 100), (200, 100)]


def test_views_are_one_map_and_the_first_place_counts() -> None:
    other = (END, _VIEW.strip(), _word(1, "B", (7, 7)), _word(2, "C", (8, 8)), _arrow(1, 2, 45))
    imported = _read(*AB, _arrow(1, 2), *other)
    assert _links(imported.map_) == [("A", "B", Polarity.POSITIVE), ("B", "C", Polarity.NEGATIVE)]
    assert [v.x for v in imported.map_.variables.values()] == [100, 200, 8]
    assert any("B" in told and "first" in told for told in imported.lost)


def test_an_arrow_to_a_valve_leads_to_its_flow_and_a_cloud_is_nothing() -> None:
    records = (
        *AB,
        "12,3,48,10,10,10,8,0,3,0,0,-1,0,0,0",
        _arrow(5, 3, 0, thick=22),
        _arrow(5, 1, 0, thick=22),
        "11,5,0,50,50,6,8,34,3,0,0,1,0,0,0",
        _word(6, "Flow", (50, 66), shape=40),
        _arrow(2, 5),
    )
    imported = _read(*records)
    assert _links(imported.map_) == [
        ("B", "Flow", Polarity.POSITIVE),
        ("Flow", "A", Polarity.POSITIVE),
    ]
    assert not imported.map_.notes


def _pipe(stock: int, shape: int) -> str:
    return f"1,{60 + stock},5,{stock},{shape},0,0,22,0,0,0,-1--1--1,,1|(50,50)|"


@pytest.mark.parametrize(
    ("shape", "sign"),
    [(4, Polarity.POSITIVE), (100, Polarity.NEGATIVE), (36, Polarity.NEGATIVE)],
)
def test_a_pipe_is_a_link_from_its_flow_and_that_is_told(shape: int, sign: Polarity) -> None:
    flow = ("11,5,0,50,50,6,8,34,3,0,0,1,0,0,0", _word(6, "Flow", (50, 66), shape=40))
    equations = "A= INTEG (\r\n\tB-Flow,\r\n\t\t1)\r\n\t~\t~|\r\n"
    imported = _read(*AB, *flow, _pipe(1, shape), equations=equations)
    assert _links(imported.map_) == [("Flow", "A", sign)]
    told = "Flow read as a link, + into a stock and - out of one (1): “Flow to A”."
    assert told in imported.lost


def test_the_flows_of_a_real_model_close_its_loops() -> None:
    imported = vensim.read((FILES / "sir_with_loops.mdl").read_bytes())
    rates = ("Infection Rate", "Recovery Rate")
    flows = {(a, b): sign for a, b, sign in _links(imported.map_) if a in rates}
    assert flows == {
        ("Infection Rate", "Susceptible Population S"): Polarity.NEGATIVE,
        ("Infection Rate", "Infectious Population I"): Polarity.POSITIVE,
        ("Recovery Rate", "Infectious Population I"): Polarity.NEGATIVE,
        ("Recovery Rate", "Recovered Population R"): Polarity.POSITIVE,
    }
    told = " ".join(imported.lost)
    assert "Flow read as a link, + into a stock and - out of one (4)" in told
    assert "Arrow left out, it only gives a stock its first value (3)" in told


def test_comments_are_notes_on_the_canvas() -> None:
    imported = _read(*AB, "12,3,0,150,50,90,20,8,4,0,0,-1,0,0,0", "Who waits, and why?")
    notes = [(n.text, n.x, n.y, n.width) for n in imported.map_.notes.values()]
    assert notes == [("Who waits, and why?", 60, 30, 180)]


@pytest.mark.parametrize("text", ["48", "One\nand two", '"Said", he', END.strip(), "12,3,0", "a|b"])
def test_notes_come_back_in_their_places(text: str) -> None:
    map_ = map_of([Variable("a", "A"), Variable("b", "B", 200.0), Note("n", text, 40.0, 90.0)])
    again = vensim.read(vensim.write(map_)).map_
    first = next(iter(again.variables.values()))
    ((x, y, words),) = ((n.x - first.x, n.y - first.y, n.text) for n in again.notes.values())
    assert (x, y, words) == (40, 90, "-" if text == END.strip() else text)


@pytest.mark.parametrize("bend", [None, -0.45, -0.2, -0.013, 0.0, 0.007, 0.2, 0.33, 1.5])
def test_bends_come_back_and_so_does_what_nobody_bent(bend: float | None) -> None:
    places = [(0, 0), (90, 0), (0, 101), (-300, 70), (17, -130)]
    variables = [Variable(str(n), str(n), x, y) for n, (x, y) in enumerate(places)]
    pairs = [(a, b) for a in variables for b in variables if a is not b]
    links = [Link(f"{a.id}{b.id}", a.id, b.id, bend=bend) for a, b in pairs]
    for link in vensim.read(vensim.write(map_of([*variables, *links]))).map_.links.values():
        assert (link.bend is None) == (bend is None)
        assert link.bend == (None if bend is None else pytest.approx(bend, abs=0.006))


@pytest.mark.parametrize("bend", [None, -0.25, 0.0, 0.1, 0.4])
def test_an_arrow_back_to_its_start_stands_out_where_it_did(bend: float | None) -> None:
    map_ = map_of([Variable("a", "A"), Link("k", "a", "a", bend=bend)])
    (link,) = vensim.read(vensim.write(map_)).map_.links.values()
    assert link.bend == (None if bend is None else pytest.approx(bend, abs=0.005))


@pytest.mark.parametrize("turned", [False, True])
def test_names_of_loops_come_back_to_the_loops_they_were_on(turned: bool) -> None:
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("b", "d"), ("d", "c"), ("c", "a")]
    places = {"a": (0, 0), "b": (200, 0), "c": (200, 200), "d": (0, 200)}
    variables = [Variable(id_, id_, *at) for id_, at in places.items()]
    links = [Link(x + y, x, y, Polarity.POSITIVE) for x, y in ring]
    ways = {"Out": ("ab", "bc", "cd", "da"), "U-turn & co": ("ab", "bd", "dc", "ca")}
    loops = [NamedLoop(loop_id(way), way, (("R", 2),), name) for name, way in ways.items()]
    loops = loops[::-1] if turned else loops
    data = vensim.write(map_of([*variables, *links, *loops]))
    again = vensim.read(data).map_
    names = {v.id: v.name for v in again.variables.values()}
    ends = {k.id: names[k.source] + names[k.target] for k in again.links.values()}
    found = {loop.name: {ends[i] for i in loop.links} for loop in again.loops.values()}
    assert found == {name: set(way) for name, way in ways.items()}
    assert b"\r\nR2 Out\r\n" in data


def test_a_symbol_turns_as_its_loop_turns() -> None:
    loop = NamedLoop(loop_id(("ab", "ba")), ("ab", "ba"), name="Round")
    for bend, shape in ((0.3, 4), (-0.3, 5)):
        links = [Link("ab", "a", "b", bend=bend), Link("ba", "b", "a", bend=bend)]
        map_ = map_of([Variable("a", "A"), Variable("b", "B", 200.0), *links, loop])
        (line,) = (x for x in vensim.write(map_).decode().splitlines() if x.startswith("12,"))
        assert line.split(",")[7] == str(shape)


def _symbol(text: str, x: int) -> Sequence[str]:
    return (f"12,{200 + x},0,{x},100,20,20,4,4,0,0,-1,0,0,0", text)


def test_a_loop_symbol_names_the_nearest_loop_with_its_letter_as_a_guess() -> None:
    words = [_word(n, name, (100 * n, 100)) for n, name in enumerate("ABCD", 1)]
    pairs = [(1, 2, 43), (2, 1, 45), (3, 4, 43), (4, 3, 43), (2, 3, 43), (3, 2, 43)]
    arrows = [_arrow(*pair) for pair in pairs]
    imported = _read(*words, *arrows, *_symbol("R7|<<NnN>>|", 340), *_symbol("B Away", 400))
    named = {loop.name: len(loop.links) for loop in imported.map_.loops.values()}
    assert named == {"R7": 2, "Away": 2}
    (r7,) = (loop for loop in imported.map_.loops.values() if loop.name == "R7")
    starts = {imported.map_.variables[imported.map_.links[i].source].name for i in r7.links}
    assert starts == {"C", "D"}
    assert any(told.startswith("Loop symbol taken for") for told in imported.lost)


def test_old_sketches_are_read() -> None:
    words = ("|1,A,10,20,30,10,8,1", "|2,B,100,20,30,10,8,1")
    imported = _read(*words, ">1,2,1,0,43,0,0,64", ">2,1,0,0,45,0,0,64", view=_OLD)
    assert _links(imported.map_) == [("A", "B", Polarity.POSITIVE), ("B", "A", Polarity.NEGATIVE)]
    assert [v.x for v in imported.map_.variables.values()] == [10, 100]


def test_names_of_the_code_page_of_windows_are_read() -> None:
    text = "Größe = 1~~|\n"
    (variable,) = vensim.read(text.encode("cp1252")).map_.variables.values()
    assert variable.name == "Größe"


@pytest.mark.parametrize("name", ["A, B", "x=1", "=1+1", "-x", "1st", "a (b)", "{a}", "Ünï", "$"])
def test_names_come_back(name: str) -> None:
    map_ = map_of([Variable("a", name), Variable("b", "B", 200.0), Link("k", "a", "b")])
    assert _links(vensim.read(vensim.write(map_)).map_) == [(name, "B", Polarity.UNDECIDED)]


def test_what_is_written_has_no_place_left_of_or_above_the_page() -> None:
    map_ = map_of([Variable("a", "A", -500.0, -30.0), Variable("b", "B", 20.0, 900.0)])
    places = [(v.x, v.y) for v in vensim.read(vensim.write(map_)).map_.variables.values()]
    assert min(min(place) for place in places) > 0
    assert (places[1][0] - places[0][0], places[1][1] - places[0][1]) == (520, 930)


def test_maps_with_nothing_in_them_are_written() -> None:
    assert vensim.write(SystemsMap()).startswith(b"{UTF-8}")
    (alone,) = vensim.read(vensim.write(map_of([Variable("a", "")]))).map_.variables.values()
    assert alone.name


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \r\n",
        b"\0" * 1_000,
        b"\xff\xfe~\0|\0",
        b"{UTF-8}\r\n",
        b"a" * 200_000,
        b"A = 1 ~~" + b"x" * 200_000,
        b"~~~|||" * 1_000,
        (_VIEW + END).encode(),
        (_VIEW + "10\r\n10,1\r\n1,2\r\n12\r\n12,1,0,0,0,0,0,0,4").encode(),
        b" " * (limits.FILE_BYTES + 1),
    ],
)
def test_what_is_no_model_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ImportTrouble) as trouble:
        vensim.read(data)
    assert str(trouble.value).endswith(".")
    assert "\n" not in str(trouble.value)


@pytest.mark.parametrize(
    "record",
    ["1,9,1,2,1,0,43,0,0,64", "1,9,1,77,1,0,43", "10,3", "12,4,0,0", ">", "|", ",,,,"],
)
def test_a_record_that_is_cut_spoils_nothing_else(record: str) -> None:
    assert len(_read(record, *AB).map_.variables) == 2


def test_more_variables_than_any_map_has_are_refused() -> None:
    words = [_word(n, f"V{n}", (n, n)) for n in range(limits.VARIABLES + 1)]
    with pytest.raises(ImportTrouble):
        _read(*words)


def test_a_large_map_is_read_at_once() -> None:
    links = [f"v{n} + v{(n * step + 1) % 1000}" for n in range(1000) for step in (3, 7)]
    data = vensim.write(map_from(*dict.fromkeys(links)))
    begun = process_time()
    assert len(vensim.read(data).map_.variables) == 1000
    assert process_time() - begun < 2.0  # 0.1 on a quiet machine
