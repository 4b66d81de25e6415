"""What is written in a foreign format comes back the same, as far as the format holds it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.interchange.exporters import EXPORTERS, Exporter
from systemsmap.interchange.holding import Holds, seen
from systemsmap.interchange.importers import IMPORTERS, Importer
from systemsmap.interchange.open_json.ends import folded
from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of

_LETTERS = st.characters(categories=("Lu", "Ll", "Nd"), include_characters=" -+<>&\"'=;,:.()/%äßøŽ")
_WORDS = st.text(_LETTERS, min_size=1, max_size=24).map(lambda text: " ".join(text.split()))
NAMES = st.one_of(_WORDS, st.sampled_from(["Waiting\ntime", "=1+1", "-x", "a | b", "R&D (new)"]))
TEXTS = st.one_of(st.just(""), _WORDS, st.just("First line\nsecond <b>line</b>"))
BOTH = [
    (importer, exporter)
    for importer in IMPORTERS
    for exporter in EXPORTERS
    if importer.suffix == exporter.suffix and not importer.is_whole
]


@st.composite
def maps(draw: st.DrawFn) -> SystemsMap:
    """Return a map in which no two names mean the same, with a loop that has a name."""
    names = draw(
        st.lists(NAMES.filter(lambda n: bool(n.strip())), min_size=2, max_size=6, unique_by=folded)
    )
    count = len(names)
    variables = [
        Variable(
            f"{n:032x}",
            name,
            round(draw(st.floats(-2000, 2000)), 0) + 0.0,
            100.0 * n,
            draw(st.none() | st.sampled_from(Kind)),
            draw(st.booleans()),
            draw(TEXTS),
        )
        for n, name in enumerate(names)
    ]
    ring = [(n, (n + 1) % count) for n in range(count)]
    more = draw(
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=5)
    )
    pairs = list(dict.fromkeys([*(ring if draw(st.booleans()) else ring[:-1]), *more]))
    links = [
        Link(
            f"{n + 1000:032x}",
            variables[a].id,
            variables[b].id,
            draw(st.sampled_from(Polarity)),
            draw(st.booleans()),
            draw(st.none() | st.floats(-0.4, 0.4).map(lambda b: round(b, 2))),
            draw(st.sampled_from(Evidence)),
            draw(TEXTS),
            draw(TEXTS),
            draw(TEXTS),
        )
        for n, (a, b) in enumerate(pairs)
    ]
    ids = {pair: link.id for pair, link in zip(pairs, links, strict=True)}
    loops = []
    if all(pair in ids for pair in ring):
        way = tuple(ids[pair] for pair in ring)
        loops.append(NamedLoop(loop_id(way), way, (("R", 1),), "The long way", "It goes round."))
    notes = [Note("n1", "Who waits?", 10.0, 20.0)] if draw(st.booleans()) else []
    return map_of([*variables, *links, *loops, *notes, MapInfo(title=draw(_WORDS))])


@pytest.mark.parametrize(("importer", "exporter"), BOTH, ids=[e.suffix for _, e in BOTH])
@given(map_=maps())
@settings(max_examples=40, deadline=None)
def test_a_map_comes_back_as_far_as_the_format_holds_it(
    importer: Importer, exporter: Exporter, map_: SystemsMap
) -> None:
    again = importer.read(exporter.write(map_)).map_
    assert seen(again, exporter.holds) == seen(map_, exporter.holds)


@pytest.mark.parametrize(("importer", "exporter"), BOTH, ids=[e.suffix for _, e in BOTH])
def test_positions_are_asked_for_only_where_the_format_has_none(
    importer: Importer, exporter: Exporter
) -> None:
    map_ = map_of([Variable("a", "A", 10, 20), Variable("b", "B", 300, 40), Link("k", "a", "b")])
    read = importer.read(exporter.write(map_))
    assert bool(read.unplaced) is (Holds.POSITIONS not in exporter.holds)
