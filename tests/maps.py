"""Maps with names for tests, and strategies that draw any map and any edit."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from systemsmap.model import edits as do
from systemsmap.model.change import Change
from systemsmap.model.records import Evidence, Kind, Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of

DATA = Path(__file__).parent / "data" / "maps"

EXAMPLES = tuple(sorted(p.stem for p in DATA.glob("*.json") if p.stem != "EXPECTED_LOOPS"))


def map_from(*arrows: str) -> SystemsMap:
    """Return the map of arrows like "births + people" or "people - food ||" (with a delay).

    Ids speak: a variable's id is its name, a link's is "cause>effect".
    """
    ends = [arrow.split() for arrow in arrows]
    names = dict.fromkeys(name for a, _, b, *_ in ends for name in (a, b))
    links = [
        Link(f"{a}>{b}", a, b, Polarity(sign), delayed=bool(delay)) for a, sign, b, *delay in ends
    ]
    return map_of([*(Variable(n, n, 100.0 * i) for i, n in enumerate(names)), *links])


def two_loops() -> SystemsMap:
    """R: people and births. B: people and deaths, the second link delayed."""
    return map_from("people + births", "births + people", "people + deaths", "deaths - people ||")


def limits_to_growth() -> SystemsMap:
    """R: effort and results; B: results and the limiting action; a constraint from outside."""
    return map_from(
        "effort + results",
        "results + effort",
        "results + limiting",
        "limiting - results",
        "constraint + limiting",
    )


def ring(length: int, prefix: str = "v") -> SystemsMap:
    """One reinforcing loop of so many links."""
    return map_from(*(f"{prefix}{i} + {prefix}{(i + 1) % length}" for i in range(length)))


def diamonds(count: int) -> SystemsMap:
    """A closed chain of diamonds: 2 to the power of `count` loops, all of 2 x count + 1 links."""
    arrows = []
    for i in range(count):
        a, z = f"d{i}", f"d{i + 1}"
        arrows += [f"{a} + {a}l", f"{a} + {a}r", f"{a}l + {z}", f"{a}r - {z}"]
    return map_from(*arrows, f"d{count} + d0")


def tangle(size: int, density: float = 1.7, seed: int = 7) -> SystemsMap:
    """So many variables in themes of 25, with `density` links each, some hubs, all signs."""
    chance = Random(f"{size} {density} {seed}")
    ids = [f"v{i}" for i in range(size)]
    pairs: dict[tuple[str, str], None] = {}
    wanted = min(round(size * density), size * (size - 1))
    while len(pairs) < wanted:
        a = chance.randrange(size)
        near = a // 25 * 25 + min(chance.randrange(25), chance.randrange(25))
        b = near if near < size and chance.random() < 0.85 else chance.randrange(size)
        if a != b:
            pairs[ids[a], ids[b]] = None
    variables = [Variable(id_, f"Variable {id_}", 60.0 * i, 0.0) for i, id_ in enumerate(ids)]
    signs = chance.choices(list(Polarity), [60, 30, 8, 2], k=len(pairs))
    return map_of(
        [
            *variables,
            *(
                Link(f"{a}>{b}", a, b, sign, delayed=chance.random() < 0.2)
                for (a, b), sign in zip(pairs, signs, strict=True)
            ),
        ]
    )


def example(name: str) -> SystemsMap:
    """One of the shipped example maps, ids made of names; loops are left for others to find."""
    given: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    variables = [
        Variable(
            v["name"],
            v["name"],
            kind=Kind(v["kind"]) if v.get("kind") else None,
            outside=v.get("external", False),
            note=v.get("note", ""),
        )
        for v in given["variables"]
    ]
    links = [
        Link(
            f"{k['from']}>{k['to']}",
            k["from"],
            k["to"],
            Polarity(k["polarity"]),
            delayed=k["delay"],
            evidence=Evidence(k["evidence"]),
        )
        for k in given["links"]
    ]
    return map_of([*variables, *links])


@st.composite
def maps(draw: st.DrawFn, max_variables: int = 7, max_links: int = 16) -> SystemsMap:
    """Any small map: every sign, delays, links from a variable to itself."""
    ids = [f"v{i}" for i in range(draw(st.integers(0, max_variables)))]
    pairs = st.sampled_from(list(product(ids, ids))) if ids else st.nothing()
    links = draw(
        st.lists(
            st.builds(
                lambda pair, sign, slow: Link(">".join(pair), pair[0], pair[1], sign, slow),
                pairs,
                st.sampled_from(list(Polarity)),
                st.booleans(),
            ),
            max_size=max_links if ids else 0,
            unique_by=lambda link: link.id,
        )
    )
    return map_of([*(Variable(i, i.upper()) for i in ids), *links])


@dataclass(frozen=True)
class AnyEdit:
    """An edit that finds its own target on whatever map it meets; empty where there is none."""

    name: str
    one: int
    other: int
    sign: Polarity
    flag: bool

    def __call__(self, map_: SystemsMap) -> Change:
        try:
            return EDITS[self.name](map_, self)
        except do.EditError:
            return Change()

    def pick(self, ids: object, number: int | None = None) -> str:
        """Choose one of these ids. Raises EditError when there are none."""
        choice = list(ids)  # type: ignore[call-overload]
        if not choice:
            raise do.EditError("Nothing to choose from.")
        return str(choice[(self.one if number is None else number) % len(choice)])


EDITS: dict[str, Callable[[SystemsMap, AnyEdit], Change]] = {
    "add variable": lambda m, e: do.add_variable(m, f"New {e.one}", e.one, e.other),
    "add link": lambda m, e: do.add_link(
        m, e.pick(m.variables), e.pick(m.variables, e.other), e.sign
    ),
    "sign": lambda m, e: do.set_polarity(m, [e.pick(m.links)], e.sign),
    "delay": lambda m, e: do.set_delayed(m, [e.pick(m.links)], e.flag),
    "reverse": lambda m, e: do.reverse(m, [e.pick(m.links)]),
    "delete link": lambda m, e: do.delete(m, [e.pick(m.links)]),
    "delete variable": lambda m, e: do.delete(m, [e.pick(m.variables)]),
    "name loop": lambda m, e: do.name_loop(m, e.pick(m.loops), "Named" if e.flag else ""),
    "pin loop": lambda m, e: do.pin_loop(m, e.pick(m.loops), e.flag),
    "badge": lambda m, e: do.move_badge(m, e.pick(m.loops), (e.one, e.other)),
    "forget loop": lambda m, e: do.forget_loop(m, e.pick(m.loops)),
    "move": lambda m, e: do.move(m, [e.pick(m.variables)], e.one, e.other),
    "rename": lambda m, e: do.rename(m, e.pick(m.variables), f"Other {e.one}"),
    "copy": lambda m, e: do.insert(m, do.piece(m, list(m.variables)[: e.one % 3 + 1]), 20, 20),
}


def edits(*names: str) -> st.SearchStrategy[AnyEdit]:
    """Any edit, or any of the named ones."""
    return st.builds(
        AnyEdit,
        st.sampled_from(names or tuple(EDITS)),
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from(list(Polarity)),
        st.booleans(),
    )
