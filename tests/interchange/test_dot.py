"""Graphviz's language, as other people write it."""

import time
import tracemalloc

import pytest

from systemsmap.interchange import dot, gv
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import MapInfo, Variable
from systemsmap.model.systems_map import map_of


def _links(text: str) -> list[tuple[str, str, str, bool]]:
    map_ = dot.read(text.encode()).map_
    return [
        (
            map_.variables[k.source].name,
            map_.variables[k.target].name,
            k.polarity.value,
            k.delayed,
        )
        for k in map_.links.values()
    ]


def test_chains_subgraphs_ports_and_comments_are_understood() -> None:
    text = """digraph "G" { // said
        a -> b:n -> c [label="+"];  # and said
        subgraph s { d; e } -> f [arrowhead=tee]  /* over
        two lines */
        edge [label="-"] "x y":p:s -> a }"""
    assert _links(text) == [
        ("a", "b", "+", False),
        ("b", "c", "+", False),
        ("d", "f", "-", False),
        ("e", "f", "-", False),
        ("x y", "a", "-", False),
    ]


def test_labels_places_and_delays_are_read() -> None:
    text = (
        r'digraph { label="Calls" a [label="Waiting\ntime", pos="75,-30!"] a -> b [label="- ||"] }'
    )
    imported = dot.read(text.encode())
    first = next(iter(imported.map_.variables.values()))
    assert (first.name, first.x, first.y) == ("Waiting\ntime", 100.0, 40.0)
    assert imported.map_.info.title == "Calls"
    assert _links(text) == [("Waiting\ntime", "b", "-", True)]


def test_nothing_is_followed_and_undirected_edges_are_told() -> None:
    imported = dot.read(b'graph { a -- b; a [image="/etc/passwd"] }')
    assert "without a direction" in imported.lost[0]
    assert all("passwd" not in str(v) for v in imported.map_.variables.values())


UNSOUND = (
    *("digraph { a } rubbish", "digraph { a } }", "digraph { a /* b }", "digraph { a > b }"),
    *("digraph { a [label=<b] }", "digraph { subgraph s {a} subgraph s -> a }"),
    *("", "digraph", "digraph {", "digraph { a -> }", "digraph { a [b=", "{" * 500, "tree { }"),
)


@pytest.mark.parametrize("text", UNSOUND)
def test_what_is_not_sound_is_refused(text: str) -> None:
    with pytest.raises(ImportTrouble):
        dot.read(text.encode())


def test_subgraphs_without_end_are_refused() -> None:
    with pytest.raises(ImportTrouble, match="deep"):
        dot.read(b"digraph " + b"{" * 300 + b"a" + b"}" * 300)


def _names(text: str) -> list[str]:
    return [v.name for v in dot.read(text.encode()).map_.variables.values()]


def test_only_words_in_angle_brackets_are_markup() -> None:
    assert _names(r'digraph { a [label="<b>bold</b>"] }') == ["<b>bold</b>"]
    assert _names("digraph { a [label=<<b>R&amp;D</b><br/>costs <i>more</i>>] }") == [
        "R&D\ncosts more"
    ]


def test_strings_added_together_are_one() -> None:
    assert _names('digraph { "x" + "y" + \n "z" [label="one" + " more"] }') == ["one more"]
    assert _names('digraph { "x" + "y" }') == ["xy"]


def test_a_label_may_name_its_node() -> None:
    assert _names(r'digraph { node [label="the \N"] staff; pay [label="\\N"] }') == [
        "the staff",
        r"\N",
    ]


def test_links_lead_where_their_arrows_do() -> None:
    text = "digraph { a -> b [dir=back] c -> d [dir=both] edge [dir=back] e -> f }"
    assert [link[:2] for link in _links(text)] == [("b", "a"), ("c", "d"), ("d", "c"), ("f", "e")]
    assert not dot.read(text.replace("}", "g -> g }").encode()).lost[1:]


def test_a_blunt_arrow_tells_the_sign_of_its_own_direction() -> None:
    text = "digraph { a -> b [dir=both arrowtail=tee] c -> d [dir=back arrowtail=tee] }"
    assert [(a, b, sign) for a, b, sign, _ in _links(text)] == [
        ("a", "b", "?"),
        ("b", "a", "-"),
        ("d", "c", "-"),
    ]


@pytest.mark.parametrize("said", ["dir=none", "arrowhead=none"])
def test_a_link_without_an_arrow_is_told(said: str) -> None:
    (told, _) = dot.read(f"digraph {{ a -> b [{said}] c -> d [label=s] }}".encode()).lost
    assert told == "Edge without a direction, read from its first end (1): “a to b”."


def test_an_undirected_graph_may_have_links_with_a_direction() -> None:
    lost = dot.read(b"graph { a -- b [dir=forward label=o] c -- d [label=s] }").lost
    assert lost == ("Edge without a direction, read from its first end (1): “c to d”.",)


def test_a_link_that_is_turned_bends_to_the_same_side_of_the_page() -> None:
    imported = dot.read(b"digraph { a -> b [dir=back bend=0.25] c -> c [dir=back bend=0.5] }")
    assert [link.bend for link in imported.map_.links.values()] == [-0.25, 0.5]


def test_signs_at_the_head_of_an_arrow_and_words_beside_it_are_read() -> None:
    imported = dot.read(b'digraph { a -> b [headlabel="-" label="after a while"] }')
    (link,) = imported.map_.links.values()
    assert (link.polarity.value, link.note) == ("-", "after a while")


def test_weights_tell_signs_only_where_some_are_below_zero() -> None:
    assert [k[2] for k in _links("digraph { a -> b [weight=2] b -> a [weight=-1.5] }")] == [
        "+",
        "-",
    ]
    imported = dot.read(b"digraph { a -> b [weight=2] b -> a [weight=5] }")
    assert [k.polarity.value for k in imported.map_.links.values()] == ["?", "?"]
    assert imported.lost == ("No sign, so undecided (2): “a to b”, “b to a”.",)


def test_of_several_graphs_the_first_is_read_and_the_others_are_told() -> None:
    imported = dot.read(b"digraph { a -> b [label=s] } digraph other { c }")
    assert len(imported.map_.variables) == 2
    assert imported.lost == ("Only the first graph was read, another left out (1): “other”.",)


def test_names_of_nodes_stay_what_they_were() -> None:
    first = dot.read(b'digraph { "n:1" [label="Staff"] v1 [label="Pay"] "n:1" -> v1 [id=e7] }')
    added = map_of([*first.map_.variables.values(), *first.map_.links.values(), Variable("x", "X")])
    text = gv.write(added).decode()
    assert '"n:1" -> v1 [' in text
    assert "id=e7" in text
    again = dot.read(text.encode()).map_
    assert sorted(v.name for v in again.variables.values()) == ["Pay", "Staff", "X"]


def test_what_graphviz_would_read_as_a_letter_code_stays_as_it_is() -> None:
    written = gv.write(map_of([Variable("a", "a &lt; b & c;"), MapInfo(title="&#65;")]))
    assert b"a &amp;lt; b & c;" in written
    again = dot.read(written).map_
    assert [v.name for v in again.variables.values()] == ["a &lt; b & c;"]
    assert again.info.title == "&#65;"


_MANY, _SOME = 1_000_000, 3_000
_A, _B = ("{" + " ".join(f"{x}{n}" for n in range(_SOME)) + "}" for x in "ab")
HOSTILE = {
    "a product of nodes": f"digraph {{ {_A} -> {{a0 {_A}}} }}",
    "two products of nodes": f"digraph {{ {_A[:5000]} -> {_B[:5000].rpartition(' ')[0]}}} }}",
    "comments without end": "digraph { a " + "/* " * _MANY,
    "comment signs in words": "digraph { a [b=c " + "a/*" * _MANY,
    "subgraphs": "digraph {" + "{}" * _MANY + "}",
    "nodes": "digraph {" + "".join(f" n{n}" for n in range(_MANY)) + "}",
    "statements": "digraph {" + "a " * _MANY + "}",
    "a chain": "digraph { a" + "->a" * _MANY + "}",
    "attributes": "digraph { a [" + "b=c " * _MANY + "]}",
    "lists of attributes": "digraph { a " + "[]" * _MANY + "}",
    "ports": "digraph { a" + ":b" * _MANY + "}",
    "graphs": "digraph { a }" + "digraph {}" * _MANY,
    "brackets without end": "digraph { a [label=" + "<" * _MANY,
    "quotes without end": 'digraph { "' + "\\n" * _MANY,
    "a long default": 'digraph { edge [label="'
    + "x" * _MANY
    + '"]'
    + " a->{b c}" * 99
    + "a->"
    + "->".join(f"x{n}" for n in range(100))
    + "}",
    "its name over and over": 'digraph { node [label="'
    + r"\N" * _MANY
    + '"]'
    + "".join(f" {'x' * 400}{n}" for n in range(4_000))
    + "}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_grow_beyond_any_map_is_refused_at_once(name: str) -> None:
    data = HOSTILE[name].encode()
    begun = time.process_time()
    with pytest.raises(ImportTrouble) as trouble:
        dot.read(data)
    assert time.process_time() - begun < 2.0
    assert "\n" not in str(trouble.value)


def test_what_stands_for_millions_of_links_takes_no_memory() -> None:
    data = f"digraph {{ {_A[:12000].rpartition(' ')[0]}}} -> {{ {_A[:12000]} }} }}".encode()
    tracemalloc.start()
    try:
        with pytest.raises(ImportTrouble, match="links"):
            dot.read(data)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
