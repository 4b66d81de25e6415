"""Edits of links."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.edits.loops import loops_losing
from systemsmap.model.edits.variables import variable_of
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Evidence, Link, Polarity
from systemsmap.model.systems_map import SystemsMap


def add_link(
    map_: SystemsMap,
    source: str,
    target: str,
    polarity: Polarity = Polarity.UNDECIDED,
    *,
    id_: str | None = None,
) -> Change:
    """Link a cause to an effect. Raises EditError for a second link on the same ordered pair."""
    cause, effect = variable_of(map_, source), variable_of(map_, target)
    if (source, target) in map_.link_between:
        raise EditError(f"“{_flat(cause.name)}” is already linked to “{_flat(effect.name)}”.")
    return changed(map_, Link(id_ or fresh_id(), source, target, polarity))


def set_polarity(map_: SystemsMap, ids: Iterable[str], polarity: Polarity) -> Change:
    """Give links this sign."""
    return changed(map_, *(replace(_link_of(map_, i), polarity=polarity) for i in ids))


def set_delayed(map_: SystemsMap, ids: Iterable[str], delayed: bool) -> Change:  # noqa: FBT001
    """Mark links as slow, or take the mark off."""
    return changed(map_, *(replace(_link_of(map_, i), delayed=delayed) for i in ids))


def reverse(map_: SystemsMap, ids: Iterable[str]) -> Change:
    """Turn links round: causes become effects.

    Raises EditError when another link, not itself turned, already runs the new way.
    """
    turning = {i: _link_of(map_, i) for i in ids}
    turned = []
    for link in turning.values():
        other = map_.link_between.get((link.target, link.source))
        if other is not None and other not in turning:
            raise EditError("There is already a link the other way round.")
        bend_ = None if link.bend is None else -link.bend
        turned.append(replace(link, source=link.target, target=link.source, bend=bend_))
    return changed(map_, *turned, *loops_losing(map_, turning))


def bend(map_: SystemsMap, id_: str, bend: float | None) -> Change:
    """Bend a link by hand, or leave its arc to the program again with None."""
    return changed(map_, replace(_link_of(map_, id_), bend=bend))


def set_evidence(map_: SystemsMap, ids: Iterable[str], evidence: Evidence) -> Change:
    """Say what links rest on."""
    return changed(map_, *(replace(_link_of(map_, i), evidence=evidence) for i in ids))


def describe_link(
    map_: SystemsMap,
    id_: str,
    *,
    rationale: str | None = None,
    reference: str | None = None,
    note: str | None = None,
) -> Change:
    """Write why a link holds, the source of its evidence, or a note; None leaves one as it is."""
    given = {"rationale": rationale, "reference": reference, "note": note}
    fields: dict[str, Any] = {name: text for name, text in given.items() if text is not None}
    return changed(map_, replace(_link_of(map_, id_), **fields))


def _link_of(map_: SystemsMap, id_: str) -> Link:
    link = map_.links.get(id_)
    if link is None:
        raise EditError("This link is no longer on the map.")
    return link


def _flat(name: str) -> str:
    return name.replace("\n", " ")
