"""Small Vensim models that would take for ever, or lose what nobody is told of."""

from time import process_time

import pytest

from systemsmap.interchange import vensim
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import map_of

_HEAD = "\\\\\\---/// Sketch\nV300  x\n*View 1\n$192,0\n"
_AB = "10,1,A,100,100,40,20,8,3,0\n10,2,B,300,100,40,20,8,3,0\n"
_ARROW = "1,3,1,2,1,0,43,0,0,64,0,-1--1--1,,1|"
_END = "///---\\\\\\\n"
_VALVE = "11,7,0,50,50,6,8,34,3\n10,6,F,9,9,9,9,40,3\n"
_PIPE = "1,8,7,1,36,0,0,22,0,0\n"
SLOW = {
    "stars": "x=1~~|" + "*" * 50_000,
    "commas in a quote": _HEAD + _AB + '10,3,"' + "a," * 45_000 + '",0,0,1,1,8,3\n',
    "open quotes": _HEAD + _AB + '\\"' * 45_000 + "\n",
    "digits": _HEAD + _AB + _ARROW + "9" * 90_000 + "\n",
    "points": _HEAD + _AB + _ARROW + "(1,1)|" * 15_000 + "x\n",
    "quotes in a formula": "A=1~~|B=" + '\\"' * 45_000 + "~~|",
    "braces": "A=1~~|" + "{" * 90_000 + "~~|",
    "pipes": "A=" + "x-" * 45_000 + "1~~|" + _HEAD + _AB + _VALVE + _PIPE * 40_000,
    "symbols": _HEAD + _AB + "12,4,0,1,1,9,9,4,4\nR1\n" * 40_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_a_small_file_takes_no_long_time(name: str) -> None:
    begun = process_time()
    vensim.read(SLOW[name].encode())
    assert process_time() - begun < 5.0  # 0.5 on a quiet machine


def test_a_point_beyond_all_numbers_is_no_point() -> None:
    text = f"{_HEAD}{_AB}{_ARROW}({'9' * 200},5)|\n{_END}"
    (link,) = vensim.read(text.encode()).map_.links.values()
    assert link.bend is None


def test_a_comment_before_an_equation_takes_nothing_away() -> None:
    text = "{UTF-8}\n{on A} A=1~u~of A|\n" + _HEAD + _AB + _END
    assert next(iter(vensim.read(text.encode()).map_.variables.values())).note == "of A"


def test_a_shadow_before_its_variable_takes_neither_place_nor_note() -> None:
    shadow = "10,1,A,5,5,40,20,8,2,0\n"
    text = "A=1~u~of A|\n" + _HEAD + shadow + _END + _HEAD + _AB + _END
    a, _ = vensim.read(text.encode()).map_.variables.values()
    assert (a.x, a.note) == (100, "of A")


def test_an_arrow_that_is_drawn_in_two_views_is_not_told_as_lost() -> None:
    view = _HEAD + _AB + _ARROW + "(200,50)|\n" + _END
    told = " ".join(vensim.read((view + view).encode()).lost)
    assert "Link left out" not in told
    told = " ".join(vensim.read((view + view.replace(",43,", ",45,")).encode()).lost)
    assert "another sign" in told


def test_time_is_told_when_it_is_left_out_and_so_are_its_links() -> None:
    arrow = "1,5,4,1,1,0,43,0,0,64,0,-1--1--1,,1|(1,1)|\n"
    text = _HEAD + _AB + "10,4,Time,1,1,40,20,8,2,0\n" + arrow + _END
    told = " ".join(vensim.read(text.encode()).lost)
    assert "“Time”" in told
    assert "one of its ends only makes a model run (1): “Time to A”" in told


@pytest.mark.parametrize("name", ["Time", "final time", "TIME_STEP", "Trend", "If then else"])
def test_variables_with_names_of_vensims_own_come_back(name: str) -> None:
    map_ = map_of([Variable("a", name), Variable("b", "B", 200.0), Link("k", "a", "b")])
    again = vensim.read(vensim.write(map_)).map_
    assert [v.name for v in again.variables.values()] == [name, "B"]
    assert len(again.links) == 1


def test_old_sketches_have_loop_symbols_with_a_quote_that_never_ends() -> None:
    words = "|1,A,10,20,30,10,8,1\n|2,B,110,20,30,10,8,1\n"
    arrows = ">1,2,1,0,43,0,0,64,1|(60,0)\n>2,1,1,0,43,0,0,64,1|(60,40)|\n"
    text = _HEAD.replace("V300", "V160") + words + arrows + '|3,"\\nR1\\n,60,20,9,9,4\n' + _END
    map_ = vensim.read(text.encode()).map_
    assert [loop.name for loop in map_.loops.values()] == ["R1"]
    assert [link.bend for link in map_.links.values()] == [0.2, 0.2]


def test_noise_after_the_first_line_is_a_sentence() -> None:
    with pytest.raises(ImportTrouble):
        vensim.read(b"{UTF-8}\n" + bytes(range(256)) * 50)


@pytest.mark.parametrize("record", ["11", "11,", "1,3,1,2,1,0", "12,1", "10,", '"', "|", ">", "-"])
def test_a_record_that_is_cut_is_passed_over(record: str) -> None:
    assert len(vensim.read(f"{_HEAD}{record}\n{_AB}{_END}".encode()).map_.variables) == 2


def test_a_number_after_a_separator_that_no_number_may_have_is_read() -> None:
    text = f"{_HEAD}{_AB}1,3,1,2,1,0,43,0,0,\x1f65,0,-1--1--1,,1|(200,50)|\n{_END}"
    (link,) = vensim.read(text.encode()).map_.links.values()
    assert link.delayed
