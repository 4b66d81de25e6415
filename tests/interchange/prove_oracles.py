"""Asks two other programs whether they read what we write.

`python -m tests.interchange.prove_oracles`: pysimlin reads sketches of Vensim and views of XMILE,
PySD the equations of Vensim. Both are large and want a newer Python, so they are no part of the
test run. In an environment of its own: `pip install pysimlin pysd lxml`.

With pysimlin 0.8.5 and PySD 3.14.3 all 15 examples and 200 random maps are read as they are, and
of 41 awkward names all but the three in `_KNOWN`.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from systemsmap.interchange import vensim, xmile
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.vensim.equations import CONTROL
from systemsmap.model.records import Link, NamedLoop, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.resources import resource
from systemsmap.storage.reader import read_map_file

_RANDOM = 200
_SHOWN = 12
_AWKWARD = (
    *("A, B", "x=1", "=1+1", "-x", "1st", "a (b)", "{a}", "$", "Waiting\ntime", "a | b", "a\\b"),
    *('say "so"', "R&D (new)", "Time", "a:b", "48", "[x]", "No. of staff", "it's", "why?", "%"),
    *("a/b", "_a_", "Trend", "Step", "if then else", "INTEG", "<b>", "a;b", "#1", "a~b", "x" * 300),
    *("Größe", "待ち時間", "Ожидание", "µ", "İ", "café (new)", "Erfüllt?", "smile 🙂", "a\u00a0b"),
)
# pysimlin 0.8.5 passes over a name in a sketch that has quotes and a letter outside ASCII.
_KNOWN = frozenset({"café (new)", "Erfüllt?", "smile 🙂"})
_Links = Counter[tuple[str, str, str]]
_Ask = Callable[[Path], _Links]


def main() -> int:
    """Write maps, have them read, and say how many were read as they are."""
    missing = [name for name in ("simlin", "pysd") if find_spec(name) is None]
    if missing:
        sys.stdout.write(f"The oracles are not installed: {', '.join(missing)} cannot be found.\n")
        return 0
    failures: list[str] = []
    with TemporaryDirectory() as folder:
        for suffix, write in ((".mdl", vensim.write), (".stmx", xmile.write)):
            file = Path(folder) / f"map{suffix}"
            failures += _compared("pysimlin", _links_of_simlin, file, write)
            if suffix == ".mdl":
                failures += _compared("PySD", _links_of_pysd, file, write)
    for failure in failures[:_SHOWN]:
        sys.stdout.write(f"  {failure}\n")
    return 1 if failures else 0


def _compared(
    program: str, ask: _Ask, file: Path, write: Callable[[SystemsMap], bytes]
) -> list[str]:
    """Return what one program reads otherwise than it is, and say how much it was asked."""
    failures: list[str] = []
    read: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for kind, name, map_ in _maps():
        file.write_bytes(write(map_))
        expected = _links_of_map(map_, signed=ask is _links_of_simlin)
        asked[kind] += 1
        try:
            found = ask(file)
        except Exception as trouble:
            failures.append(f"{program}, {file.suffix}, {name!r}: {str(trouble)[:160]}")
            continue
        if found == expected:
            read[kind] += 1
        elif name in _KNOWN and ask is _links_of_simlin:
            sys.stdout.write(f"  {program}, {file.suffix}, {name!r}: not read, as is known.\n")
        else:
            failures.append(
                f"{program}, {file.suffix}, {name!r}: not read {list(expected - found)[:2]}, "
                f"read instead {list(found - expected)[:2]}"
            )
    told = ", ".join(f"{read[kind]} of {count} {kind}" for kind, count in asked.items())
    sys.stdout.write(f"{program} reads the links of {file.suffix} as they are in {told}.\n")
    return failures


def _maps() -> Iterator[tuple[str, str, SystemsMap]]:
    for path in sorted(resource("examples").glob("*.smap")):
        yield "examples", path.name, read_map_file(path).map_
    for name in _AWKWARD:
        yield "awkward names", name, _pair(name)
    chance = Random(7)
    for number in range(_RANDOM):
        yield "random maps", f"number {number}", _random_map(chance)


def _pair(name: str) -> SystemsMap:
    variables = [Variable("a", name), Variable("b", "Other one", 300.0, 50.0)]
    there, back = Link("ab", "a", "b", Polarity.NEGATIVE), Link("ba", "b", "a", Polarity.POSITIVE)
    return map_of([*variables, there, back])


def _random_map(chance: Random) -> SystemsMap:
    """Return a map with everything that a sketch has besides names."""
    count = chance.randrange(2, 30)
    variables = [
        Variable(f"v{n}", f"Word {n}", chance.uniform(-2000, 2000), chance.uniform(-2000, 2000))
        for n in range(count)
    ]
    ring = [(n, (n + 1) % count) for n in range(count)]
    more = [(chance.randrange(count), chance.randrange(count)) for _ in range(count)]
    pairs = dict.fromkeys([*ring, *more])
    links = [
        Link(
            f"k{a}-{b}",
            f"v{a}",
            f"v{b}",
            chance.choice(list(Polarity)),
            chance.random() < 0.3,
            chance.choice([None, chance.uniform(-0.6, 0.6)]),
            note=chance.choice(["", "Seen <in> May"]),
        )
        for a, b in pairs
    ]
    loop = NamedLoop("l", tuple(f"k{a}-{b}" for a, b in ring), (("R", 1),), "All", "Round it goes.")
    note = Note("n", "Who waits?\nAnd why?", chance.uniform(-900, 900), 10.0)
    return map_of([*variables, *links, loop, note])


def _key(name: str) -> str:
    """Return what both sides call a variable."""
    name = name.strip()
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        name = name[1:-1]
    for mark in "|~\\\"'·.":
        name = name.replace(mark, "")
    return folded(name.replace("\\n", "\n")).removesuffix(" (variable)")


def _links_of_map(map_: SystemsMap, *, signed: bool) -> _Links:
    names = {v.id: _key(v.name) for v in map_.variables.values()}
    return Counter(
        (names[k.source], names[k.target], _sign(k.polarity.value) if signed else "")
        for k in map_.links.values()
    )


def _sign(word: object) -> str:
    return word if word in ("+", "-") and isinstance(word, str) else "?"


def _links_of_simlin(file: Path) -> _Links:
    simlin = import_module("simlin")
    said = json.loads(simlin.load(file).project.serialize_json())
    drawn = [one for view in said["models"][0]["views"] for one in view["elements"]]
    names = {one["uid"]: _key(one["name"]) for one in drawn if "name" in one}
    links = [one for one in drawn if one["type"] == "link"]
    return Counter(
        (names[k["fromUid"]], names[k["toUid"]], _sign(k.get("polarity"))) for k in links
    )


def _links_of_pysd(file: Path) -> _Links:
    """Return the links in the equations, which have no signs."""
    read = import_module("pysd.translators.vensim.vensim_file").VensimFile(str(file))
    read.parse()
    found: _Links = Counter()
    for element in read.sections[0].elements:
        if folded(element.name) not in CONTROL:
            for cause in _causes(element.ast):
                found[_key(cause), _key(element.name), ""] += 1
    return found


def _causes(formula: object) -> Iterator[str]:
    """Yield the names that a formula speaks of, as PySD has it."""
    if hasattr(formula, "reference"):
        yield formula.reference
    for inner in getattr(formula, "arguments", ()):
        yield from _causes(inner)


if __name__ == "__main__":
    sys.exit(main())
