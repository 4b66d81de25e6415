"""What another program's JSON has no field for, kept in one field of ours where it allows that.

Both ModelJSON and JSON Canvas say that fields they do not know may stand in a file.
"""

from collections.abc import Mapping

from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    entries,
    number,
    words,
)
from systemsmap.interchange.terms import evidence_of, kind_of
from systemsmap.model.records import Evidence, Link, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

Fields = dict[str, object]


def fields_in(holder: Mapping[str, object], name: str) -> Fields:
    """Return what stands in our field of an object, nothing where it is not there."""
    found = holder.get(name)
    return dict(found) if isinstance(found, dict) else {}


def _said(**fields: object) -> Fields:
    return {name: value for name, value in fields.items() if value not in (None, "", False)}


def of_variable(variable: Variable) -> Fields:
    """Return the kind of a variable and whether it is outside the boundary."""
    kind = variable.kind.value if variable.kind else None
    return _said(kind=kind, outside=variable.outside)


def said_of_variable(fields: Fields, note: str) -> SaidOfVariable:
    """Return what our field says of a variable."""
    kind = kind_of(words(fields.get("kind")))
    return SaidOfVariable(note, kind, fields.get("outside") is True)


def of_link(link: Link) -> Fields:
    """Return all of a link but its ends and its note."""
    evidence = None if link.evidence is Evidence.ASSUMPTION else link.evidence.value
    said = _said(
        mixed=link.polarity is Polarity.MIXED,
        delayed=link.delayed,
        evidence=evidence,
        why=link.rationale,
        reference=link.reference,
    )
    return said if link.bend is None else {**said, "bend": link.bend}


def said_of_link(fields: Fields, sign: Polarity | None, note: str, id_: str = "") -> SaidOfLink:
    """Return what our field says of a link; a plain sign in the file itself is the truth."""
    is_mixed = fields.get("mixed") is True and (sign is None or not sign.is_decided)
    return SaidOfLink(
        Polarity.MIXED if is_mixed else sign,
        fields.get("delayed") is True,
        number(fields.get("bend")),
        evidence_of(words(fields.get("evidence"))) or Evidence.ASSUMPTION,
        words(fields.get("why")),
        words(fields.get("reference")),
        note,
        id_,
    )


def loops_of(map_: SystemsMap, names: Mapping[str, str]) -> list[Fields]:
    """Return the loops that people named, by the ids or names of their variables in order."""
    return [
        {
            "name": loop.name,
            "story": loop.story,
            "through": [names[map_.links[id_].source] for id_ in loop.links],
        }
        for loop in map_.loops.values()
        if (loop.name or loop.story) and all(id_ in map_.links for id_ in loop.links)
    ]


def take_loops(builder: MapBuilder, fields: Fields) -> None:
    """Name the loops that our field lists."""
    for loop in entries(fields.get("loops")):
        through = loop.get("through")
        members = [words(one) for one in through] if isinstance(through, list) else []
        builder.loop_through(members, words(loop.get("name")), words(loop.get("story")))
