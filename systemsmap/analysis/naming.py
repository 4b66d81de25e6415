"""Names that make signs come out backwards, hold two things, or fill half the canvas.

A variable is a quantity that can rise and fall, so its name is a noun without a direction
("Cost", not "Increasing cost"). Only whole words at the very start count: "Improvement" and
"Reduction target" are good names. When in doubt nothing is said; a false alarm costs trust.
"""

import re
from collections.abc import Iterator

from systemsmap.analysis.finding import Finding
from systemsmap.analysis.reading import quoted
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap

LONGEST_NAME = 60
"""Characters; about forty are comfortable, beyond this a name no longer wraps well."""

_DIRECTIONS = (
    *("increasing", "increased", "decreasing", "decreased", "reducing", "reduced", "rising"),
    *("falling", "growing", "declining", "shrinking", "improving", "improved", "worsening"),
    *("worsened", "more", "less", "fewer", "better", "worse", "poor", "insufficient"),
    *("inadequate", "excessive", "lack of", "shortage of", "absence of", "not enough"),
    *("too much", "too many", "too little", "too few", "increase in", "decrease in"),
    *("reduction in", "reduction of", "rise in", "fall in", "growth in", "decline in"),
)
_DIRECTION = re.compile(rf"(?:{'|'.join(_DIRECTIONS)}) +(?=\S)", re.IGNORECASE)
_ONE_AFTER_ALL = re.compile(r"\b(?:between|both) .+ and ", re.IGNORECASE)
_TWO_THINGS = re.compile(r" and | ?& ?|(?<=[^\W\d]) ?/ ?(?=[^\W\d])", re.IGNORECASE)


def names_to_reconsider(map_: SystemsMap) -> Iterator[Finding]:
    """Yield what may be better said otherwise, variable by variable."""
    for variable in map_.variables.values():
        name = " ".join(variable.name.split())
        yield from _direction_in(variable, name)
        yield from _two_things_in(variable, name)
        yield from _too_long(variable, name)


def _direction_in(variable: Variable, name: str) -> Iterator[Finding]:
    found = _DIRECTION.match(name)
    if found:
        rest = name[found.end() :]
        plain = quoted(rest[0].upper() + rest[1:])
        sentence = f"{quoted(name)} has a direction built in; {plain} could both rise and fall."
        yield Finding("direction-in-name", sentence, (variable.id,))


def _two_things_in(variable: Variable, name: str) -> Iterator[Finding]:
    if _TWO_THINGS.search(name) and not _ONE_AFTER_ALL.search(name):
        sentence = f"{quoted(name)} may be two things: would each do better by itself?"
        yield Finding("two-in-one", sentence, (variable.id,))


def _too_long(variable: Variable, name: str) -> Iterator[Finding]:
    if len(name) > LONGEST_NAME:
        sentence = f"{quoted(name)} is long for a name: some of it could go into the note."
        yield Finding("long-name", sentence, (variable.id,))
