"""JSON objects to variables, links and notes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from systemsmap.interchange import limits
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.open_json.ends import EndError, Ends
from systemsmap.interchange.open_json.fields import Fields
from systemsmap.interchange.open_json.identities import Identities
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.edits.error import EditError
from systemsmap.model.edits.notes import NARROWEST
from systemsmap.model.edits.variables import clean_name
from systemsmap.model.records import Evidence, Kind, Link, Note, Polarity, Variable

WIDTH = 240.0
"""How wide a note is, in map units, when the file does not say."""

_KINDS = {kind.value: kind for kind in Kind}
_LEVELS = {level.value: level for level in Evidence}
_SIGNS = {
    **{sign.value: sign for sign in Polarity},
    "": Polarity.UNDECIDED,
    "\u2212": Polarity.NEGATIVE,
    "+/-": Polarity.MIXED,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A variable, and whether the file says where it lies."""

    variable: Variable
    is_placed: bool


def variables_of(raw: list[object], identities: Identities, losses: Losses) -> Iterator[Placed]:
    """Yield the variables of a file in its order. Raises ImportTrouble."""
    for number, entry in enumerate(raw, 1):
        fields = Fields(entry, f"variable {number}", losses)
        name = name_of(fields)
        x, y = fields.number("x"), fields.number("y")
        variable = Variable(
            identities.of(fields.id(), fields.what, "variable", name),
            name,
            x or 0.0,
            y or 0.0,
            _kind(fields),
            fields.flag("external"),
            fields.text("note"),
            fields.extra(),
        )
        yield Placed(variable, x is not None and y is not None)


def links_of(
    raw: list[object], ends: Ends, identities: Identities, losses: Losses
) -> Iterator[Link]:
    """Yield the links of a file in its order, of each ordered pair the first.

    Raises ImportTrouble, also for an end that is none of the variables.
    """
    pairs: set[tuple[str, str]] = set()
    for number, entry in enumerate(raw, 1):
        fields = Fields(entry, f"link {number}", losses)
        told = f"{fields.peek('from')} → {fields.peek('to')}"
        pair = _end(fields, "from", ends), _end(fields, "to", ends)
        if pair in pairs:
            losses.add("Left out, for there is already a link between the two", told)
            continue
        pairs.add(pair)
        id_ = identities.of(fields.id(), fields.what, "link", *pair)
        sign, level = _sign(fields, told, losses), _level(fields, told, losses)
        yield _link(fields, Link(id_, *pair, polarity=sign, evidence=level))


def _link(fields: Fields, link: Link) -> Link:
    return replace(
        link,
        delayed=fields.flag("delay"),
        bend=fields.number("bend", limits.BEND),
        rationale=fields.text("rationale"),
        reference=fields.text("source"),
        note=fields.text("note"),
        extra=fields.extra(),
    )


def notes_of(raw: list[object], identities: Identities, losses: Losses) -> Iterator[Note]:
    """Yield the notes of a file in its order. Raises ImportTrouble."""
    for number, entry in enumerate(raw, 1):
        fields = Fields(entry, f"note {number}", losses)
        text = fields.text("text")
        if not text.strip():
            raise ImportTrouble(f"In the file, {fields.what} has no text.")
        width = fields.number("width")
        yield Note(
            identities.of(fields.id(), fields.what, "note", text),
            text,
            fields.number("x") or 0.0,
            fields.number("y") or 0.0,
            max(width, NARROWEST) if width is not None else WIDTH,
            fields.extra(),
        )


def name_of(fields: Fields) -> str:
    """Take a name. Raises ImportTrouble when there is none."""
    try:
        return clean_name(fields.text("name", limits.LABEL))
    except EditError:
        raise ImportTrouble(f"In the file, {fields.what} has no name.") from None


def _kind(fields: Fields) -> Kind | None:
    """A kind we do not know stays among the unknown fields and is written back."""
    kind = fields.peek("kind")
    if isinstance(kind, str) and kind in _KINDS:
        fields.drop("kind")
        return _KINDS[kind]
    if kind is None:
        fields.drop("kind")
    return None


def _sign(fields: Fields, told: str, losses: Losses) -> Polarity:
    sign = fields.text("polarity", limits.LABEL)
    if sign.strip() not in _SIGNS:
        losses.add(f"Sign “{sign[:20]}” not understood, now “?”", told)
    return _SIGNS.get(sign.strip(), Polarity.UNDECIDED)


def _level(fields: Fields, told: str, losses: Losses) -> Evidence:
    level = fields.text("evidence", limits.LABEL)
    if level and level not in _LEVELS:
        losses.add(f"Evidence “{level[:20]}” is none of the five levels, now an assumption", told)
    return _LEVELS.get(level, Evidence.ASSUMPTION)


def _end(fields: Fields, key: str, ends: Ends) -> str:
    name = fields.text(key, limits.LABEL)
    id_ = fields.text(f"{key}_id", limits.LABEL)
    try:
        return ends.with_id(id_) if id_ else ends.find(name)
    except EndError as error:
        raise ImportTrouble(f"In the file, “{key}” of {fields.what}: {error}.") from None
