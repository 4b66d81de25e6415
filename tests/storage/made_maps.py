"""Maps for the tests of storage: any map at all, and large ones of a known size."""

from random import Random

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
    Record,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of

_texts = st.text(max_size=12).filter(lambda t: t.encode("utf-8", "ignore").decode() == t)
_names = _texts.filter(lambda t: bool(t.strip()))
_distances = st.floats(-1e9, 1e9, allow_nan=False)


@st.composite
def maps(draw: st.DrawFn, most: int = 5) -> SystemsMap:
    """Return any map that the model could hold."""
    ids = [f"v{i}" for i in range(draw(st.integers(0, most)))]
    variables = [draw(_variable(id_)) for id_ in ids]
    pairs = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)))) if ids else set()
    links = [draw(_link(*pair)) for pair in sorted(pairs)]
    notes = [draw(_note(f"n{i}")) for i in range(draw(st.integers(0, 2)))]
    loops = [draw(_loop((link.id,))) for link in links[:2]]
    cards = [draw(_card(f"c{i}")) for i in range(draw(st.integers(0, 2)))]
    steps = [draw(_step(f"s{i}", ids)) for i in range(draw(st.integers(0, 2)))]
    records: list[Record] = [*variables, *links, *notes, *loops, draw(_info), *cards, *steps]
    return map_of(draw(st.permutations(records)))


def _variable(id_: str) -> st.SearchStrategy[Variable]:
    return st.builds(
        Variable,
        st.just(id_),
        _names,
        _distances,
        _distances,
        st.none() | st.sampled_from(Kind),
        st.booleans(),
        _texts,
        _texts,
    )


def _link(source: str, target: str) -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        st.just(f"{source}-{target}"),
        st.just(source),
        st.just(target),
        st.sampled_from(Polarity),
        st.booleans(),
        st.none() | _distances,
        st.sampled_from(Evidence),
        _texts,
        _texts,
        _texts,
        _texts,
    )


def _loop(links: tuple[str, ...]) -> st.SearchStrategy[NamedLoop]:
    return st.builds(
        NamedLoop,
        st.just(loop_id(links)),
        st.just(links),
        st.lists(st.tuples(st.sampled_from("RBU"), st.integers(1, 99)), max_size=2).map(tuple),
        _texts,
        _texts,
        st.none() | st.tuples(_distances, _distances),
        st.booleans(),
        st.booleans(),
        st.lists(_texts, max_size=2).map(tuple),
        _texts,
    )


def _note(id_: str) -> st.SearchStrategy[Note]:
    return st.builds(Note, st.just(id_), _names, _distances, _distances, _distances, _texts)


def _card(id_: str) -> st.SearchStrategy[Card]:
    return st.builds(Card, st.just(id_), _names, _texts, _texts)


def _step(id_: str, ids: list[str]) -> st.SearchStrategy[StoryStep]:
    shown = st.lists(st.sampled_from(ids), max_size=3).map(tuple) if ids else st.just(())
    return st.builds(
        StoryStep, st.just(id_), st.integers(0, 99), st.sampled_from(Shown), shown, _texts, _texts
    )


_info = st.builds(MapInfo, *[_texts] * 8)


def large_map(variables: int, links: int) -> SystemsMap:
    """Return the same map every time, with texts of the length people write."""
    random = Random(1)
    drawn = [
        Variable(
            f"{i:032x}",
            f"Variable number {i}",
            random.uniform(-1e3, 1e3),
            random.uniform(-1e3, 1e3),
            random.choice([None, *Kind]),
            note="What the group meant by it, in a sentence or so.",
        )
        for i in range(variables)
    ]
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < links:
        pairs[random.choice(drawn).id, random.choice(drawn).id] = None
    joined = [
        Link(f"{i + 10**9:032x}", a, b, random.choice(list(Polarity)), rationale="So we heard.")
        for i, (a, b) in enumerate(pairs)
    ]
    return map_of([*drawn, *joined, MapInfo("A large map")])


def small_map() -> SystemsMap:
    """Return a map with one of everything."""
    loop = NamedLoop(loop_id(["l1", "l2"]), ("l1", "l2"), (("R", 1),), "Growth", pinned=True)
    return map_of(
        [
            MapInfo("Births", author="Ngā Tāngata"),
            Variable("v1", "Births\nper year", 0.0, 0.0, Kind.NEED),
            Variable("v2", "Population", 200.0, 0.0, outside=True),
            Link("l1", "v1", "v2", Polarity.POSITIVE, delayed=True, bend=0.25),
            Link("l2", "v2", "v1", Polarity.MIXED, evidence=Evidence.DATA),
            loop,
            Note("n1", "A note", 10.0, 20.0),
            Card("c1", "Migration", "Said at the break"),
            StoryStep("s1", 0, Shown.LOOP, ("l1", "l2"), "More births, more births."),
        ]
    )
