"""The fields that nodes and edges of a graph file carry, by the names most programs give them.

GraphML, GEXF, GML and Graphviz share them: what one of them holds of a map, all hold.
"""

from collections.abc import Iterator, Mapping

from systemsmap.interchange.building import SaidOfLink, SaidOfVariable, number
from systemsmap.interchange.holding import ON_CANVAS, Holds
from systemsmap.interchange.labels import DELAY
from systemsmap.interchange.signs import sign_of, sign_of_number
from systemsmap.interchange.terms import YES, evidence_of, kind_of
from systemsmap.model.records import Evidence, Link, Polarity, Variable

HOLDS = ON_CANVAS & ~(Holds.LOOPS | Holds.STORIES | Holds.TEXTS)

Fields = Mapping[str, str]
"""What is said of a node or an edge, by names in small letters."""

_NOTES = ("notes", "note", "description", "comment")
_WEIGHTS = ("weight", "strength", "value")
_LABELS = ("polarity", "sign", "label", "edge label", "xlabel")
# These may tell a sign, but are no words about the link when they do not.
_HINTS = ("headlabel", "taillabel", "type", "kind", "relation", "interaction")

OF_NODES = frozenset({*_NOTES, "label", "name", "kind", "outside", "x", "y"})
"""Fields of nodes that are read."""
OF_EDGES = frozenset(
    {*_NOTES, *_WEIGHTS, *_LABELS, *_HINTS, "delay", "delayed", "bend", "evidence"}
    | {"rationale", "reference", "edge id"}
)
"""Fields of edges that are read."""


def first(fields: Fields, *names: str) -> str:
    """Return the first of these fields that says something, or an empty text."""
    return next((fields[name] for name in names if fields.get(name)), "")


def fields_of_variable(variable: Variable) -> dict[str, str]:
    """Return what is said of a variable beside its name and its place."""
    fields = {
        "kind": variable.kind.value if variable.kind else "",
        "outside": "true" if variable.outside else "",
        "notes": variable.note,
    }
    return {name: text for name, text in fields.items() if text}


def fields_of_link(link: Link) -> dict[str, str]:
    """Return what is said of a link, with a label for people to see."""
    sign = link.polarity.value
    fields = {
        "label": f"{sign} {DELAY}" if link.delayed else sign,
        "polarity": sign,
        "delay": "true" if link.delayed else "false",
        "bend": "" if link.bend is None else f"{link.bend!r}",
        "evidence": link.evidence.value,
        "rationale": link.rationale,
        "reference": link.reference,
        "notes": link.note,
    }
    return {name: text for name, text in fields.items() if text}


def said_of_variable(fields: Fields) -> SaidOfVariable:
    """Return what the fields of a node say."""
    outside = fields.get("outside", "").casefold() in YES
    return SaidOfVariable(first(fields, *_NOTES), kind_of(fields.get("kind", "")), outside)


def said_of_link(fields: Fields, id_: str, *, signed_weights: bool) -> SaidOfLink:
    """Return what the fields of an edge say.

    `signed_weights`: some weight in the file is below zero, so that one above it means +. Where
    none is, a weight says nothing of the sign: 1 is what Gephi writes for an edge nobody weighed.
    """
    sign = sign_in(fields)
    weight = weight_of(fields)
    if sign is None and signed_weights and weight is not None:
        sign = sign_of_number(weight)
    marked = any(DELAY in fields.get(name, "") for name in _LABELS)
    delay = first(fields, "delay", "delayed").strip().casefold()
    return SaidOfLink(
        sign,
        delay in YES if delay else marked,
        number(fields.get("bend")),
        evidence_of(fields.get("evidence", "")) or Evidence.ASSUMPTION,
        fields.get("rationale", ""),
        fields.get("reference", ""),
        "\n".join(dict.fromkeys(_words(fields))),
        id_,
    )


def weight_of(fields: Fields) -> float | None:
    """Return the weight of an edge, or None."""
    return number(first(fields, *_WEIGHTS) or None)


def sign_in(fields: Fields) -> Polarity | None:
    """Return the sign that one of the fields tells, or None."""
    words = (fields.get(name, "") for name in (*_LABELS, *_HINTS))
    found = (sign_of(_plain(word)) for word in words if word)
    return next((sign for sign in found if sign is not None), None)


def _words(fields: Fields) -> Iterator[str]:
    """Yield the labels that are words and no signs, then the note."""
    for name in _LABELS:
        plain = _plain(fields.get(name, ""))
        if plain and sign_of(plain) is None:
            yield plain
    if note := first(fields, *_NOTES):
        yield note


def _plain(word: str) -> str:
    return word.replace(DELAY, "").strip()
