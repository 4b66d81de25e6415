"""Copies of a map that grew apart, any way they can; ids follow from names, never from chance."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

from hypothesis import strategies as st

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import numbering
from systemsmap.merging.copy import Copy
from systemsmap.model import edits as do
from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.records import (
    Card,
    Evidence,
    Kind,
    Link,
    Note,
    Polarity,
    Record,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import SystemsMap, map_of

NAMES = ("Waiting", "waiting times", "Cost", "costs", "Morale of staff", "Failure demand", "Trust")
WORDS = ("", "seen in the data", "said by the ward\nand by the manager", "nobody knows")


@dataclass(frozen=True)
class Touch:
    """One edit that finds its own target; `tag` makes the ids of what it adds."""

    what: str
    one: int
    other: int
    tag: str = ""

    def pick(self, ids: object, number: int | None = None) -> str:
        choice = list(ids)  # type: ignore[call-overload]
        if not choice:
            raise EditError("nothing")
        return str(choice[(self.one if number is None else number) % len(choice)])

    @property
    def word(self) -> str:
        return WORDS[self.other % len(WORDS)]

    @property
    def name(self) -> str:
        return NAMES[self.other % len(NAMES)]

    def on(self, map_: SystemsMap) -> SystemsMap:
        try:
            return TOUCHES[self.what](map_, self).applied_to(map_)
        except EditError:
            return map_


def _number(map_: SystemsMap) -> Change:
    return numbering(map_, find_loops(map_, Budget(20, 6, 1.0)))


def _name_loop(map_: SystemsMap, t: Touch) -> Change:
    known = _number(map_)
    there = known.applied_to(map_)
    return known.then(do.name_loop(there, t.pick(there.loops), t.name))


def _tell(map_: SystemsMap, t: Touch) -> Change:
    shown = t.pick([*map_.variables, *map_.links])
    step = StoryStep(f"step-{t.tag}", 0, Shown.SELECTION, (shown,), t.word)
    steps = list(map_.story)
    steps.insert(t.other % (len(steps) + 1), step)
    return do.write_story(map_, steps)


def _card(map_: SystemsMap, t: Touch) -> Change:
    change = do.add_cards(map_, [t.name])
    (card,) = [r for r in change.after.values() if isinstance(r, Card)]
    return changed(map_, replace(card, id=f"card-{t.tag}"))


TOUCHES: dict[str, Callable[[SystemsMap, Touch], Change]] = {
    "add": lambda m, t: do.add_variable(m, t.name, 40 * t.one, 30 * t.other, id_=f"new-{t.tag}"),
    "rename": lambda m, t: do.rename(m, t.pick(m.variables), t.name),
    "move": lambda m, t: do.move(m, [t.pick(m.variables)], 9.0 * t.other, 50.0),
    "move all": lambda m, t: do.move(m, list(m.variables), 7.0 * t.other, 11.0),
    "note": lambda m, t: do.set_note(m, t.pick(m.variables), t.word),
    "kind": lambda m, t: do.set_kind(m, [t.pick(m.variables)], list(Kind)[t.other % 10]),
    "outside": lambda m, t: do.set_outside(m, [t.pick(m.variables)], t.other % 2 == 0),
    "delete": lambda m, t: do.delete(m, [t.pick(m.variables)]),
    "join": lambda m, t: do.merge(m, t.pick(m.variables), t.pick(m.variables, t.other)),
    "link": lambda m, t: do.add_link(
        m,
        t.pick(m.variables),
        t.pick(m.variables, t.other),
        list(Polarity)[t.other % 4],
        id_=f"link-{t.tag}",
    ),
    "unlink": lambda m, t: do.delete(m, [t.pick(m.links)]),
    "sign": lambda m, t: do.set_polarity(m, [t.pick(m.links)], list(Polarity)[t.other % 4]),
    "delay": lambda m, t: do.set_delayed(m, [t.pick(m.links)], t.other % 2 == 0),
    "turn": lambda m, t: do.reverse(m, [t.pick(m.links)]),
    "reason": lambda m, t: do.describe_link(m, t.pick(m.links), rationale=t.word),
    "evidence": lambda m, t: do.set_evidence(m, [t.pick(m.links)], list(Evidence)[t.other % 5]),
    "loops": lambda m, _: _number(m),
    "name loop": _name_loop,
    "pin loop": lambda m, t: do.pin_loop(m, t.pick(m.loops), t.other % 2 == 0),
    "tell loop": lambda m, t: do.tell_loop(m, t.pick(m.loops), t.word),
    "text": lambda m, t: do.add_note(m, f"Text {t.other}", 9 * t.one, 0, id_=f"text-{t.tag}"),
    "rewrite": lambda m, t: do.set_text(m, t.pick(m.notes), f"Other {t.word}"),
    "take away": lambda m, t: do.delete(m, [t.pick([*m.notes, *m.cards, *m.steps])]),
    "card": _card,
    "rename card": lambda m, t: do.write_card(m, t.pick(m.cards), name=t.name),
    "place card": lambda m, t: do.place_card(m, t.pick(m.cards), 30, 40, as_=f"placed-{t.tag}"),
    "tell": _tell,
    "say": lambda m, t: do.say_at_step(m, t.pick(m.steps), t.word),
    "title": lambda m, t: do.describe_map(m, title=t.name),
    "author": lambda m, t: do.describe_map(m, author=t.name),
    "decline": lambda m, t: do.decline_link(m, t.pick(m.variables), t.pick(m.variables, t.other)),
}


@st.composite
def beginnings(draw: st.DrawFn) -> SystemsMap:
    """A small map with a bit of everything that can be merged."""
    ids = [f"v{i}" for i in range(draw(st.integers(0, 5)))]
    pairs = st.sampled_from(list(product(ids, ids))) if ids else st.nothing()
    drawn = draw(st.lists(pairs, unique=True, max_size=8 if ids else 0))
    signs = draw(st.lists(st.sampled_from(list(Polarity)), min_size=8, max_size=8))
    records: list[Record] = [
        Variable(id_, f"{NAMES[i]} {id_}", 150.0 * i, 60.0 * (i % 2)) for i, id_ in enumerate(ids)
    ]
    records += [Link(f"{a}>{b}", a, b, sign) for (a, b), sign in zip(drawn, signs, strict=False)]
    if draw(st.booleans()):
        records.append(Note("text", "Beside the map", 0, 300))
    return draw(touches("base"))(map_of(records))


@st.composite
def touches(draw: st.DrawFn, tag: str, most: int = 7) -> Callable[[SystemsMap], SystemsMap]:
    """A few edits, one after the other."""
    kinds = st.tuples(st.sampled_from(list(TOUCHES)), st.integers(0, 20), st.integers(0, 20))
    made = [
        Touch(what, one, other, f"{tag}{number}")
        for number, (what, one, other) in enumerate(draw(st.lists(kinds, max_size=most)))
    ]

    def all_of(map_: SystemsMap) -> SystemsMap:
        for touch in made:
            map_ = touch.on(map_)
        return map_

    return all_of


@st.composite
def apart(
    draw: st.DrawFn, count: int = 2, *, related: bool | None = None
) -> tuple[SystemsMap | None, list[Copy]]:
    """Copies that grew from one map, or from nothing; those may share ids all the same."""
    is_related = draw(st.booleans()) if related is None else related
    begun = draw(beginnings())
    copies = []
    for name in "ABCD"[:count]:
        start = begun if is_related else draw(st.sampled_from([begun, SystemsMap()]))
        copies.append(Copy(name, draw(touches(name))(start)))
    return (begun if is_related else None), copies
