"""Our open text format: what is written comes back, what people write is understood."""

import json as plain_json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from systemsmap.interchange import json
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model import edits
from systemsmap.model.records import Evidence, Kind, Polarity
from systemsmap.model.systems_map import SystemsMap
from tests.interchange.any_map import any_maps

MAPS = Path(__file__).parent.parent / "data" / "maps"
FILES = sorted(path for path in MAPS.glob("*.json") if path.name != "EXPECTED_LOOPS.json")


def _read(value: object) -> Imported:
    return json.read(plain_json.dumps(value).encode())


def _map(**fields: object) -> dict[str, object]:
    variables = [{"name": "Trust"}, {"name": "Waiting time"}, {"name": "Use"}]
    links = [
        {"from": "Trust", "to": "Use", "polarity": "+"},
        {"from": "Use", "to": "Waiting time", "polarity": "+"},
        {"from": "Waiting time", "to": "Trust", "polarity": "-"},
    ]
    return {"title": "T", "variables": variables, "links": links, **fields}


def _loop(**fields: object) -> dict[str, object]:
    return _map(loops=[{"id": "B1", "members": ["Trust", "Use", "Waiting time"], **fields}])


@given(any_maps())
@settings(max_examples=150, deadline=None)
def test_any_map_comes_back_as_it_was(map_: SystemsMap) -> None:
    imported = json.read(json.write(map_))
    assert imported.map_ == map_
    # A number may have been given before a sign was turned; the reader says so and keeps it.
    told = ("By the sign", "With characters that turn")  # kept all the same
    assert [words for words in imported.lost if not words.startswith(told)] == []
    assert json.read(json.write(map_, compact=True)).map_ == map_


@given(any_maps())
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_written_the_same_again(map_: SystemsMap) -> None:
    written = json.write(map_)
    assert json.write(json.read(written).map_) == written


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_map_of_the_collection_is_read_without_loss(path: Path) -> None:
    said = plain_json.loads(path.read_bytes())
    imported = json.read(path.read_bytes())
    map_ = imported.map_
    assert imported.lost == ()
    assert imported.unplaced == frozenset(map_.variables)
    assert [v.name for v in map_.variables.values()] == [v["name"] for v in said["variables"]]
    assert len(map_.links) == len(said["links"])
    assert [f"{n[0]}{n[1]}" for loop in map_.loops.values() for n in loop.numbers] == [
        loop["id"] for loop in said["loops"]
    ]
    assert [loop.name for loop in map_.loops.values()] == [loop["name"] for loop in said["loops"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_field_of_the_collection_is_written_back(path: Path) -> None:
    said = plain_json.loads(path.read_bytes())
    written = plain_json.loads(json.write(json.read(path.read_bytes()).map_))
    assert {k: v for k, v in written.items() if isinstance(v, str)} == {
        k: v for k, v in said.items() if isinstance(v, str)
    }
    for kind in ("variables", "links", "loops"):
        for before, after in zip(said[kind], written[kind], strict=True):
            missing = {k: v for k, v in before.items() if v != "" and after.get(k) != v}
            assert missing == {}


def test_the_same_file_gives_the_same_ids() -> None:
    data = FILES[0].read_bytes()
    assert json.read(data) == json.read(data)


def test_fields_of_a_link_are_understood() -> None:
    link = {
        "from": "A",
        "to": "A",
        "polarity": "±",
        "delay": True,
        "bend": 0.25,
        "evidence": "study",
        "rationale": "Because.",
        "source": "A report",
        "note": "Ask Ann",
    }
    (read,) = _read({"variables": [{"name": "A"}], "links": [link]}).map_.links.values()
    assert (read.polarity, read.delayed, read.bend) == (Polarity.MIXED, True, 0.25)
    assert (read.evidence, read.rationale) == (Evidence.STUDY, "Because.")
    assert (read.reference, read.note) == ("A report", "Ask Ann")


def test_fields_of_a_variable_are_understood() -> None:
    fields = {"name": "A", "kind": "need", "external": True, "note": "n", "x": 3, "y": -4.5}
    imported = _read({"variables": [fields]})
    (read,) = imported.map_.variables.values()
    assert (read.kind, read.outside, read.note, read.x, read.y) == (Kind.NEED, True, "n", 3, -4.5)
    assert imported.unplaced == frozenset()


def test_ends_are_found_by_exact_name_before_alike_ones() -> None:
    variables = [{"name": "trust"}, {"name": "Trust"}]
    imported = _read({"variables": variables, "links": [{"from": "Trust", "to": "trust"}]})
    (link,) = imported.map_.links.values()
    assert imported.map_.variables[link.source].name == "Trust"
    assert imported.map_.variables[link.target].name == "trust"


@pytest.mark.parametrize(
    "alike", ["waiting TIME", "Waiting_time", " Waiting\u00a0 time", "Waiting\ntime"]
)
def test_ends_are_found_by_names_that_mean_the_same(alike: str) -> None:
    imported = _read(_map(links=[{"from": alike, "to": "Trust"}]))
    (link,) = imported.map_.links.values()
    assert imported.map_.variables[link.source].name == "Waiting time"


def test_variables_of_one_name_are_told_apart_by_ids() -> None:
    variables = [{"id": "a", "name": "X"}, {"id": "b", "name": "X"}]
    link = {"from": "X", "from_id": "b", "to": "X", "to_id": "a"}
    imported = _read({"variables": variables, "links": [link]})
    (read,) = imported.map_.links.values()
    assert (read.source, read.target) == ("b", "a")


def test_unknown_fields_are_kept_and_written_back() -> None:
    said = _map(origin="an article", groups=[{"a": [1, None]}])
    said["variables"][0]["colour"] = "red"  # type: ignore[index]
    written = plain_json.loads(json.write(_read(said).map_))
    assert written["origin"] == "an article"
    assert written["groups"] == [{"a": [1, None]}]
    assert written["variables"][0]["colour"] == "red"


def test_a_kind_of_other_programs_is_written_back() -> None:
    imported = _read({"variables": [{"name": "A", "kind": "stock"}]})
    (variable,) = imported.map_.variables.values()
    assert variable.kind is None
    assert plain_json.loads(json.write(imported.map_))["variables"][0]["kind"] == "stock"


def test_a_loop_is_found_along_its_members() -> None:
    (loop,) = _read(_loop(name="Calm", story="s", archetype="x")).map_.loops.values()
    assert (loop.numbers, loop.name, loop.story) == ((("B", 1),), "Calm", "s")
    assert len(loop.links) == 3
    assert loop.extra == '{"archetype":"x"}'
    assert loop.lost == ()


def test_a_loop_that_does_not_close_is_kept_as_broken_and_reported() -> None:
    said = _map(loops=[{"id": "R1", "name": "N", "story": "S", "members": ["Trust", "Use"]}])
    imported = _read(said)
    (loop,) = imported.map_.loops.values()
    assert (loop.name, loop.story, loop.lost) == ("N", "S", ("Use → Trust",))
    assert imported.lost == (
        "Link missing for the loop R1 N, kept as a broken loop (1): “Use → Trust”.",
    )


def test_a_loop_without_any_link_is_reported() -> None:
    imported = _read(_map(loops=[{"id": "R1", "name": "N", "members": ["Nobody"]}]))
    assert imported.map_.loops == {}
    assert "Loop left out, it has no links (1): “R1 N”." in imported.lost


def test_the_same_loop_twice_is_reported() -> None:
    members = ["Trust", "Use", "Waiting time"]
    turned = ["Use", "Waiting time", "Trust"]
    imported = _read(
        _map(loops=[{"id": "B1", "members": members}, {"id": "B2", "members": turned}])
    )
    assert len(imported.map_.loops) == 1
    assert imported.lost == ("Loop left out, another one has the same links (1): “B2”.",)


def test_a_number_given_twice_is_reported() -> None:
    said = {
        "variables": [{"name": "A"}, {"name": "B"}],
        "links": [{"from": "A", "to": "A"}, {"from": "B", "to": "B"}],
        "loops": [{"id": "U1", "members": ["A"]}, {"id": "U1", "members": ["B"]}],
    }
    imported = _read(said)
    assert [loop.numbers for loop in imported.map_.loops.values()] == [(("U", 1),), ()]
    assert imported.lost == ("U1 is already another loop (1): “U1”.",)


def test_a_letter_that_the_signs_deny_is_reported() -> None:
    imported = _read(_loop(id="R1"))
    assert imported.lost == ("By the signs of its links the letter would be B (1): “R1”.",)


def test_a_loop_keeps_a_foreign_id_under_another_name() -> None:
    (loop,) = _read(_loop(id="loop seven")).map_.loops.values()
    assert (loop.numbers, loop.extra) == ((), '{"source_id":"loop seven"}')


def test_a_loop_keeps_a_foreign_kind_under_another_name() -> None:
    map_ = _read(_loop(kind="vicious")).map_
    assert [loop.extra for loop in map_.loops.values()] == ['{"source_kind":"vicious"}']
    assert json.read(json.write(map_)).map_ == map_


def test_a_broken_loop_survives_a_round_trip() -> None:
    map_ = _read(_loop(name="Calm")).map_
    map_ = edits.delete(map_, [next(iter(map_.links))]).applied_to(map_)
    assert json.read(json.write(map_)).map_ == map_


def test_a_second_link_on_one_pair_is_reported() -> None:
    links = [{"from": "Trust", "to": "Use"}, {"from": "trust", "to": "use", "polarity": "-"}]
    imported = _read(_map(links=links))
    assert len(imported.map_.links) == 1
    assert imported.lost == (
        "Left out, for there is already a link between the two (1): “trust → use”.",
    )


def test_signs_and_evidence_nobody_knows_are_reported() -> None:
    links = [{"from": "Trust", "to": "Use", "polarity": "s", "evidence": "hunch"}]
    imported = _read(_map(links=links))
    (link,) = imported.map_.links.values()
    assert (link.polarity, link.evidence) == (Polarity.UNDECIDED, Evidence.ASSUMPTION)
    assert len(imported.lost) == 2


def test_a_link_without_a_sign_is_undecided() -> None:
    (link,) = _read(_map(links=[{"from": "Trust", "to": "Use"}])).map_.links.values()
    assert link.polarity is Polarity.UNDECIDED


def test_many_losses_are_told_in_one_sentence() -> None:
    links = [{"from": "Trust", "to": "Use"}, *[{"from": "Trust", "to": "Use"}] * 7]
    (sentence,) = _read(_map(links=links)).lost
    assert "(7)" in sentence
    assert sentence.endswith("and 4 more.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    text = plain_json.dumps({"variables": [{"name": "Prüfung 🙂"}]}, ensure_ascii=False)
    (variable,) = json.read(text.encode(encoding)).map_.variables.values()
    assert variable.name == "Prüfung 🙂"


def test_halves_of_characters_in_a_map_do_no_harm() -> None:
    map_ = _read(_map()).map_
    odd = replace(map_, info=replace(map_.info, title="a\ud800b"))
    assert json.read(json.write(odd)).map_.info.title == "ab"


def test_positions_of_a_map_nobody_placed_are_left_out() -> None:
    written = plain_json.loads(json.write(_read(_map()).map_))
    assert "x" not in written["variables"][0]


def test_far_positions_are_brought_nearer_and_reported() -> None:
    imported = _read({"variables": [{"name": "A", "x": 1e30, "y": -(10**400)}]})
    (variable,) = imported.map_.variables.values()
    assert (variable.x, variable.y) == (1e6, -1e6)
    assert imported.lost == (
        "Too far out, brought nearer (2): “x of variable 1”, “y of variable 1”.",
    )


def test_control_characters_are_taken_out_and_counted() -> None:
    imported = _read({"variables": [{"name": "A\x00B\x1b\ufffe"}], "x-\x07": "y"})
    assert [v.name for v in imported.map_.variables.values()] == ["AB"]
    assert imported.lost == ("4 control characters were taken out.",)


def test_characters_that_turn_the_reading_direction_are_reported() -> None:
    imported = _read({"variables": [{"name": "abc\u202exyz"}]})
    assert len(imported.lost) == 1
    assert r"abc\u202exyz" in imported.lost[0]


REFUSED = {
    "empty": b"",
    "text": b"hello",
    "a list": b"[]",
    "a number": b"7",
    "no map": b'{"name": "package", "version": "1"}',
    "half": b'{"variables": [',
    "latin-1": b'{"variables": [{"name": "caf\xe9"}]}',
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"variables":' * 100_000,
    "deep unknown field": b'{"variables": [], "x": ' + b"[" * 100 + b"]" * 100 + b"}",
    "long number": b'{"variables": [], "x": ' + b"9" * 5000 + b"}",
    "not a number": b'{"variables": [{"name": "A", "x": NaN, "y": 0}]}',
    "infinity": b'{"variables": [{"name": "A", "x": -Infinity, "y": 0}]}',
    "huge": b'{"variables": [{"name": "A", "x": 1e999, "y": 0}]}',
    "twice": b'{"variables": [], "title": "a", "title": "b"}',
    "variables no list": b'{"variables": {}}',
    "variable no object": b'{"variables": ["A"]}',
    "no name": b'{"variables": [{"kind": "need"}]}',
    "blank name": b'{"variables": [{"name": " \\n "}]}',
    "number as name": b'{"variables": [{"name": 3}]}',
    "long name": b'{"variables": [{"name": "' + b"a" * 501 + b'"}]}',
    "long note": b'{"variables": [{"name": "A", "note": "' + b"a" * 50_001 + b'"}]}',
    "text as place": b'{"variables": [{"name": "A", "x": "3", "y": 0}]}',
    "truth as place": b'{"variables": [{"name": "A", "x": true, "y": 0}]}',
    "word as truth": b'{"variables": [{"name": "A", "external": "yes"}]}',
    "same id": b'{"variables": [{"name": "A", "id": "i"}, {"name": "B", "id": "i"}]}',
    "our id": b'{"variables": [{"name": "A", "id": "map"}]}',
    "loop's id": b'{"variables": [{"name": "A", "id": "loop-1"}]}',
    "odd id": b'{"variables": [{"name": "A", "id": "a\\nb"}]}',
    "blank id": b'{"variables": [{"name": "A", "id": " "}]}',
    "number as id": b'{"variables": [{"name": "A", "id": 3}]}',
    "long id": b'{"variables": [{"name": "A", "id": "' + b"a" * 201 + b'"}]}',
    "no such end": b'{"variables": [{"name": "A"}], "links": [{"from": "A", "to": "B"}]}',
    "no end": b'{"variables": [{"name": "A"}], "links": [{"from": "A"}]}',
    "two of that name": b'{"variables": [{"name": "A"}, {"name": "A"}, {"name": "B"}],'
    b' "links": [{"from": "A", "to": "B"}]}',
    "no such id": b'{"variables": [{"name": "A"}],'
    b' "links": [{"from": "A", "to": "A", "to_id": "q"}]}',
    "empty note": b'{"variables": [], "notes": [{"text": " "}]}',
    "nameless card": b'{"variables": [], "tray": [{"name": " "}]}',
    "story no list": b'{"variables": [], "story": 3}',
    "members no list": b'{"variables": [], "loops": [{"members": "A"}]}',
    "member no name": b'{"variables": [], "loops": [{"members": [3]}]}',
    "badge of three": b'{"variables": [], "loops": [{"links": ["a"], "badge": [1, 2, 3]}]}',
    "newer": b'{"systemsmap": 2, "variables": []}',
    "many variables": plain_json.dumps({"variables": [{"name": "A"}] * 5001}).encode(),
    "many links": plain_json.dumps({"variables": [], "links": [1] * 20001}).encode(),
    "too large": b" " * 20_000_001,
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_map_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ImportTrouble) as refusal:
        json.read(data)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_unknown_fields_too_long_to_keep_are_reported() -> None:
    imported = _read({"variables": [{"name": "A", "picture": "a" * 60_000}]})
    assert imported.lost == (
        "Too long to be kept as an unknown field (1): “picture of variable 1”.",
    )


def test_extra_text_that_is_no_object_is_still_written() -> None:
    map_ = _read(_map()).map_
    odd = replace(map_, info=replace(map_.info, extra="not json"))
    assert plain_json.loads(json.write(odd))["extra"] == "not json"
