"""What an edit did to the loops, in words."""

from systemsmap.analysis.loops.engine import LoopEngine
from systemsmap.analysis.reading_delta import read_delta
from systemsmap.model import edits as do
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.maps import map_from

FAN = ("a + b", "b + c", "c + d", "b - d")


def told(map_: SystemsMap, *changes: str) -> list[str]:
    """Return what is said after each edit: "d + a" adds, "d>a" deletes, "d>a -" signs."""
    engine, words = LoopEngine(map_), []
    for edit in changes:
        parts = edit.split()
        if len(parts) == 3:
            change = do.add_link(map_, parts[0], parts[2], Polarity(parts[1]))
        elif len(parts) == 2:
            change = do.set_polarity(map_, [_link(map_, parts[0])], Polarity(parts[1]))
        else:
            change = do.delete(map_, [_link(map_, edit)])
        words.append(read_delta(engine.apply(change, seconds=5)))
        map_ = change.applied_to(map_)
    return words


def _link(map_: SystemsMap, ends: str) -> str:
    source, target = ends.split(">")
    return map_.link_between[source, target]


def test_a_link_that_closes_loops_is_told_with_their_kinds() -> None:
    assert told(map_from(*FAN), "d + a") == [
        "This link closed 2 loops: 1 reinforcing, 1 balancing."
    ]
    assert told(map_from(*FAN), "a + c") == [""]


def test_loops_that_go_or_change_are_told_too() -> None:
    assert told(map_from(*FAN, "d + a"), "c>d", "d>a -", "d>a") == [
        "A reinforcing loop went.",
        "1 loop is now reinforcing.",
        "A reinforcing loop went.",
    ]
    assert told(map_from(*FAN, "d + a"), "d>a ?") == ["2 loops: 2 undecided by now."]


def test_several_links_are_told_as_several() -> None:
    map_ = map_from("a + b")
    engine = LoopEngine(map_)
    delta = engine.apply(do.add_link(map_, "b", "a", Polarity.NEGATIVE), seconds=5)
    assert read_delta(delta, 3) == "These links closed a balancing loop."
    assert read_delta(delta, 0) == "This closed a balancing loop."
