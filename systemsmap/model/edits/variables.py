"""Edits of variables."""

from collections.abc import Iterable
from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Kind, Variable
from systemsmap.model.systems_map import SystemsMap


def add_variable(
    map_: SystemsMap, name: str, x: float, y: float, *, id_: str | None = None
) -> Change:
    """Add a variable with its middle at x, y. Raises EditError for an empty name."""
    return changed(map_, Variable(id_ or fresh_id(), clean_name(name), x, y))


def rename(map_: SystemsMap, id_: str, name: str) -> Change:
    """Give a variable another name. Raises EditError for an empty one or no such variable."""
    return changed(map_, replace(variable_of(map_, id_), name=clean_name(name)))


def set_kind(map_: SystemsMap, ids: Iterable[str], kind: Kind | None) -> Change:
    """Say what kind of variable these are, or that it is open."""
    return changed(map_, *(replace(variable_of(map_, i), kind=kind) for i in ids))


def set_outside(map_: SystemsMap, ids: Iterable[str], outside: bool) -> Change:  # noqa: FBT001
    """Put variables outside or inside our boundary."""
    return changed(map_, *(replace(variable_of(map_, i), outside=outside) for i in ids))


def set_note(map_: SystemsMap, id_: str, note: str) -> Change:
    """Write what is meant by a variable."""
    return changed(map_, replace(variable_of(map_, id_), note=note))


def variable_of(map_: SystemsMap, id_: str) -> Variable:
    """Return the variable. Raises EditError when the map has none with this id."""
    variable = map_.variables.get(id_)
    if variable is None:
        raise EditError("This variable is no longer on the map.")
    return variable


def clean_name(name: str) -> str:
    """Return the name without stray spaces, line breaks kept. Raises EditError when empty."""
    lines = (" ".join(line.split()) for line in name.splitlines())
    cleaned = "\n".join(line for line in lines if line)
    if not cleaned:
        raise EditError("A variable needs a name.")
    return cleaned
