"""The equations part of a Vensim model: names, notes, and what each name is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from systemsmap.interchange.open_json.ends import folded

CONTROL = frozenset({"final time", "initial time", "saveper", "time step", "time"})
_FUNCTIONS = """
abs, a function of, active initial, arccos, arcsin, arctan, cos, cosh, delay fixed, delay n,
delay information, delay material, delay1, delay1i, delay3, delay3i, delayp, elmcount, exp,
find zero, forecast, game, gamma ln, get data value, if then else, initial, integ, integer, ln,
log, lookup area, lookup backward, lookup extrapolate, lookup forward, lookup invert, max, min,
modulo, npv, power, prod, pulse, pulse train, quantum, ramp, random normal, random poisson,
random uniform, sample if true, simultaneous, sin, sinh, smooth, smooth n, smooth3, smooth3i,
smoothi, sqrt, step, sum, tabbed array, tan, tanh, trend, vector select, vmax, vmin,
with lookup, xidz, zidz
"""
TAKEN = CONTROL | frozenset(" ".join(_FUNCTIONS.split()).split(", "))
"""Names of Vensim's own, which no variable can have; ours get a word more there."""
_MORE = " (variable)"
_GROUP = "***"  # what a heading between equations begins with
_NAME = re.compile(r'\s*(?:\{[^{}]*\}\s*)*("(?:[^"\\]|\\.)*"|[^=~|([:{]+)')
# A quote that never ends runs to the end of the text: looked for anew from every quote inside it,
# it would take time by the square.
_WORD = re.compile(
    r'"[^"\\]*+(?:\\.?[^"\\]*+)*(?:"|\Z)|\{[^{}]*\}|[^\W\d][\w$\' ]*[\w$\']|[^\W\d]', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Equation:
    """A name with its note and the text it is made of."""

    name: str
    formula: str
    note: str


def equations_of(text: str) -> Iterator[Equation]:
    """Yield the equations in the order of the file, without the four that only run a model."""
    for block in text.replace("\\\r\n", "").replace("\\\n", "").split("|"):
        if block.lstrip().startswith(_GROUP):
            continue
        formula, *about = block.split("~")
        found = _NAME.match(formula)
        if found is None or not about:
            continue
        name = unquoted(found[1])
        if name and folded(name) not in CONTROL:
            note = " ".join(about[1].split()) if len(about) > 1 else ""
            yield Equation(name, formula[found.end() :], note)


def unquoted(name: str) -> str:
    """Return a name without its quotes and the strokes inside them."""
    name = " ".join(name.split())
    if len(name) > 1 and name.startswith('"') and name.endswith('"'):
        name = name[1:-1].replace('\\"', '"').replace("\\n", "\n")
    return name


def free(name: str) -> str:
    """Return a name that is not one of Vensim's own."""
    return f"{name}{_MORE}" if folded(name) in TAKEN else name


def freed(name: str) -> str:
    """Return the name that `free` was given."""
    first = name.removesuffix(_MORE)
    return first if folded(first) in TAKEN else name


def causes_in(formula: str) -> Iterator[str]:
    """Yield the names that a formula may speak of."""
    for found in _WORD.finditer(formula):
        if not found[0].startswith("{"):
            yield unquoted(found[0])


def taken_off_in(formula: str) -> Iterator[str]:
    """Yield the names that stand after a minus in a formula."""
    for found in _WORD.finditer(formula):
        before = formula[max(found.start() - 80, 0) : found.start()].rstrip()
        if before.endswith("-") and not found[0].startswith("{"):
            yield unquoted(found[0])
