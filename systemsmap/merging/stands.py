"""Who says what of one field: what copies agree on is taken over, the rest is to be settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from systemsmap.merging.rules import Rule, Value
from systemsmap.merging.sides import Held
from systemsmap.model.records import Record


@dataclass(frozen=True, slots=True)
class Stand:
    """A value, and the names of the copies that say so."""

    value: Value
    names: tuple[str, ...]


def stands_of(rule: Rule, base: Record | None, held: Sequence[Held]) -> tuple[Stand, ...]:
    """Return the different values that are new since `base`, or the one that is not.

    Without a record to begin with, whoever said nothing is not heard.
    """
    before = None if base is None else rule.value(base)
    said: dict[Value, tuple[str, ...]] = {}
    for names, record in held:
        value = rule.value(record)
        said[value] = (*said.get(value, ()), *names)
    new = {value: names for value, names in said.items() if value != before}
    if base is None and len(new) > 1:
        new = {value: names for value, names in new.items() if value != (rule.unsaid,)}
    return tuple(Stand(value, names) for value, names in (new or said).items())
