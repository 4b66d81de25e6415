"""Graphviz's language, as other people write it."""

import pytest

from systemsmap.interchange import dot
from systemsmap.interchange.trouble import ImportTrouble


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


UNSOUND = ("", "digraph", "digraph {", "digraph { a -> }", "digraph { a [b=", "{" * 500, "tree { }")


@pytest.mark.parametrize("text", UNSOUND)
def test_what_is_not_sound_is_refused(text: str) -> None:
    with pytest.raises(ImportTrouble):
        dot.read(text.encode())


def test_subgraphs_without_end_are_refused() -> None:
    with pytest.raises(ImportTrouble, match="deep"):
        dot.read(b"digraph " + b"{" * 300 + b"a" + b"}" * 300)
