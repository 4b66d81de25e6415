"""Random maps as the program may hold them, broken loops, foreign fields and all."""

import json

from hypothesis import strategies as st

from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Card,
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap

WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=0, max_size=20
)
TEXTS = st.one_of(WORDS, st.just("First line\n\n  second “line” <b>&amp;</b> \\ '\"\t"))
NAMES = st.one_of(
    WORDS.map(lambda text: "\n".join(" ".join(p.split()) for p in text.splitlines() if p.split())),
    st.sampled_from(["Trust", "trust", "TRUST", "Waiting\ntime", "a:b", "<b>x</b>", "待ち時間 🙂"]),
).filter(bool)
PLACES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: number + 0.0)
FOREIGN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(-1e9, 1e9), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


def _canonical(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")) if fields else ""


EXTRAS = st.dictionaries(WORDS.map(lambda key: f"x-{key}"), FOREIGN, max_size=3).map(_canonical)
IDS = st.uuids().map(lambda id_: id_.hex)
LABELS = st.tuples(st.sampled_from("RBU"), st.integers(1, 9_999_999))


@st.composite
def any_maps(draw: st.DrawFn) -> SystemsMap:
    """A map with up to six variables; names may be alike, loops may have lost links."""
    ids = draw(st.lists(IDS, unique=True, max_size=24))
    variables = {id_: draw(variables_with(id_)) for id_ in ids[:6]}
    ends = [(a, b) for a in variables for b in variables]
    pairs = draw(st.lists(st.sampled_from(ends), unique=True, max_size=10)) if ends else []
    links = {id_: draw(links_with(id_, pair)) for id_, pair in zip(ids[6:16], pairs, strict=False)}
    notes = {id_: draw(notes_with(id_)) for id_ in ids[16:20]}
    cards = {id_: draw(cards_with(id_)) for id_ in ids[20:22]}
    loops = draw(loops_over([*links, "gone-1", "gone-2"]))
    shown = [*variables, *links, *notes]
    steps = {id_: draw(steps_with(id_, at, shown)) for at, id_ in enumerate(ids[22:])}
    return SystemsMap(variables, links, loops, notes, draw(INFOS), cards, steps)


def variables_with(id_: str) -> st.SearchStrategy[Variable]:
    """A variable with this id."""
    kinds = st.sampled_from([None, *Kind])
    return st.builds(
        Variable, st.just(id_), NAMES, PLACES, PLACES, kinds, st.booleans(), TEXTS, EXTRAS
    )


def links_with(id_: str, ends: tuple[str, str]) -> st.SearchStrategy[Link]:
    """A link with this id between these ends."""
    bends = st.one_of(st.none(), st.floats(-10, 10))
    return st.builds(
        Link,
        st.just(id_),
        st.just(ends[0]),
        st.just(ends[1]),
        st.sampled_from(Polarity),
        st.booleans(),
        bends,
        st.sampled_from(Evidence),
        TEXTS,
        TEXTS,
        TEXTS,
        EXTRAS,
    )


def notes_with(id_: str) -> st.SearchStrategy[Note]:
    """A note with this id."""
    texts = TEXTS.filter(lambda text: bool(text.strip()))
    return st.builds(Note, st.just(id_), texts, PLACES, PLACES, st.floats(60, 2000), EXTRAS)


def cards_with(id_: str) -> st.SearchStrategy[Card]:
    """A card of the tray with this id."""
    return st.builds(Card, st.just(id_), NAMES, TEXTS, EXTRAS)


@st.composite
def steps_with(draw: st.DrawFn, id_: str, place: int, shown: list[str]) -> StoryStep:
    """A step with this id and place, some of it perhaps gone from the map."""
    ids = draw(st.lists(st.sampled_from([*shown, "gone"]), max_size=3, unique=True))
    whole = not set(ids) & set(shown)
    kind = Shown.MAP if whole else draw(st.sampled_from(Shown))
    return StoryStep(id_, place, kind, tuple(ids), draw(TEXTS), draw(EXTRAS))


@st.composite
def loops_over(draw: st.DrawFn, links: list[str]) -> dict[str, NamedLoop]:
    """Loops over any of these links, whether they close or not; no two share a number."""
    routes = draw(
        st.lists(
            st.lists(st.sampled_from(links), min_size=1, max_size=5, unique=True),
            max_size=4,
            unique_by=frozenset,
        )
    )
    labels = draw(st.lists(LABELS, unique=True, max_size=6))
    loops = {}
    for route in routes:
        count = draw(st.integers(0, 3))
        numbers, labels = tuple(labels[:count]), labels[count:]
        loop = draw(
            st.builds(
                NamedLoop,
                st.just(loop_id(route)),
                st.just(tuple(route)),
                st.just(numbers),
                WORDS,
                TEXTS,
                st.one_of(st.none(), st.tuples(PLACES, PLACES)),
                st.booleans(),
                st.booleans(),
                st.lists(WORDS, max_size=2).map(tuple),
                EXTRAS,
            )
        )
        loops[loop.id] = loop
    return loops


INFOS = st.builds(MapInfo, WORDS, TEXTS, TEXTS, WORDS, WORDS, WORDS, WORDS, EXTRAS)
