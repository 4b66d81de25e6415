"""What the sheets of a workbook say of a map: variables, links, loops, and what about it all.

Links know variables by name, or by id in books that say so. Names are looked up here and not by
the builder, for a variable may be called what another one's id is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from systemsmap.interchange import csv
from systemsmap.interchange.building import (
    MapBuilder,
    SaidOfLink,
    SaidOfVariable,
    number,
    place,
)
from systemsmap.interchange.directions import connect
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of, sign_of_number
from systemsmap.interchange.terms import YES, evidence_of, kind_of
from systemsmap.interchange.workbook import Row, Sheet
from systemsmap.model.records import Evidence, Polarity

ARROWS = ("→", "⇒", "⟶", "➜", "↦", "->")
"""What may stand between the variables of a loop; the one that is written is in no name."""
_TITLES = frozenset({"variables", "elements", "factors", "nodes", "variable", "element", "factor"})
_CALLED = ("label", "name", "variable", "factor", "element")
_NOTES = ("description", "note", "notes")
_OF_VARIABLES = {*_CALLED, *_NOTES, "id", "kind", "type", "outside", "x", "y"}
_OF_LINKS = {"id", "bend", "direction"}
_UNSAID = {"style"}  # the looks that PRSM gives things
_FALSE = frozenset({"", "no", "n", "false", "0", "-", "none"})
_SHARE = 3  # one in so many names of a sheet has to be in a link for it to be one of variables


@dataclass(slots=True)
class Names:
    """Finds the key of a variable by its id or its name: exactly, then whatever its case.

    `ids` are those of the sheets at hand, `used` those that a variable has by now.
    """

    ids: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    _exact: dict[str, str] = field(default_factory=dict)
    _folded: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, key: str) -> None:
        """Remember a name; of several that are alike the first one counts."""
        self._exact.setdefault(name, key)
        self._folded.setdefault(folded(name), key)

    def by_name(self, name: str) -> str | None:
        """Return the key of the variable with this name, or None."""
        return self._exact.get(name) or self._folded.get(folded(name))

    def find(self, cell: str, *, ids_first: bool = False) -> str | None:
        """Return the key of the variable that a cell means, or None."""
        if ids_first and cell in self.ids:
            return cell
        return self.by_name(cell) or (cell if cell in self.ids else None)


def places(row: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, by its heading; of two alike the first one counts."""
    return {folded(cell): at for at, cell in reversed(list(enumerate(row))) if cell}


def is_of_links(sheet: Sheet) -> bool:
    """Tell whether the headings of a sheet are those of a list of links."""
    return {"from", "to"} <= csv.headings(sheet.rows[0]).keys()


def ends_of(sheets: Iterable[Sheet]) -> set[str]:
    """Return what all ends of links are called, folded, whole cells and their parts."""
    found: set[str] = set()
    for sheet in sheets:
        columns = csv.headings(sheet.rows[0])
        both = (columns["from"], columns["to"])
        cells = {row[at] for row in sheet.rows[1:] for at in both if at < len(row)}
        found |= {folded(part) for cell in cells for part in (cell, *cell.split("|"))}
    return found


def is_of_variables(sheet: Sheet, ends: set[str], *, is_only: bool) -> bool:
    """Tell whether a sheet is a list of variables and not one of, say, people to write to.

    Its title or its heading says so; else some of the names have to be in the links.
    """
    at = places(sheet.rows[0])
    heading = next((name for name in _CALLED if name in at), None)
    if heading is None or "through" in at:
        return False
    if folded(sheet.title) in _TITLES or heading in ("variable", "factor", "element"):
        return True
    names = {folded(_cell(row, at[heading])) for row in sheet.rows[1:]}
    ids = {folded(_cell(row, at["id"])) for row in sheet.rows[1:]} if "id" in at else set()
    if not ends:
        return is_only or heading == "label"
    return _SHARE * max(len(names & ends), len(ids & ends)) >= len(names) > 0


def take_variables(builder: MapBuilder, names: Names, sheet: Sheet) -> None:
    """Add the variables of a sheet."""
    at = places(sheet.rows[0])
    heading = next(name for name in _CALLED if name in at)
    _tell_columns(builder, sheet, _OF_VARIABLES)
    if "id" in at:
        names.ids |= {_cell(row, at["id"]) for row in sheet.rows[1:]} - {""}
    for row in sheet.rows[1:]:
        cells = {name: _cell(row, n) for name, n in at.items()}
        if cells[heading]:
            _take_variable(builder, names, cells, cells[heading])


def _take_variable(builder: MapBuilder, names: Names, cells: Mapping[str, str], name: str) -> None:
    id_ = cells.get("id", "")
    if names.by_name(name):
        if not id_ or id_ in names.used:
            builder.lose("Row left out, there is a variable of this name already", name)
            return
        builder.lose("Several variables of one name, links by it are of the first", name)
    kind = cells.get("kind") or cells.get("type") or ""
    if kind and kind_of(kind) is None:
        builder.lose("Kind not understood, so left out", kind)
    said = SaidOfVariable(
        next((cells[k] for k in _NOTES if cells.get(k)), ""),
        kind_of(kind),
        folded(cells.get("outside", "")) in YES,
    )
    if id_ in names.used:
        builder.lose("Id of another one too, so left without it", name)
        id_ = ""
    names.used |= {id_} - {""}
    key = id_ or key_of(name)
    builder.variable(key, name, place(cells.get("x"), cells.get("y")), said)
    names.add(name, key)


def key_of(name: str) -> str:
    """Return a key for a variable without an id: no id of a cell ends in a space."""
    return "\n".join(" ".join(line.split()) for line in name.split("\n") if line.split()) + " "


def take_links(builder: MapBuilder, names: Names, sheet: Sheet) -> None:
    """Add the links of a sheet; ends that no sheet of variables knows become variables."""
    at = places(sheet.rows[0])
    columns = csv.headings(sheet.rows[0])
    known = {sheet.rows[0][n] for n in columns.values()}
    _tell_columns(builder, sheet, _OF_LINKS | {folded(heading) for heading in known})
    columns |= {name: at[name] for name in _OF_LINKS if name in at}
    rows = [{what: _cell(row, n) for what, n in columns.items()} for row in sheet.rows[1:]]
    is_kumu = "bend" not in at and bool({"type", "direction"} & at.keys())
    ids_first = _goes_by_id(names, rows)
    for cells in rows:
        ends = list(_effects(builder, names, cells["to"])) if is_kumu else [cells["to"]]
        keys = [
            _key(builder, names, end, ids_first=ids_first) for end in (cells["from"], *ends) if end
        ]
        if cells["from"] and len(keys) > 1:
            for key in keys[1:]:
                _take_link(builder, (keys[0], key), cells)


def _goes_by_id(names: Names, rows: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether the ends of links are ids: all of them are, and not all are names."""
    if not names.ids:
        return False
    ends = {cells[end] for cells in rows for end in ("from", "to")} - {""}
    return ends <= names.ids and not all(map(names.by_name, ends))


def _effects(builder: MapBuilder, names: Names, cell: str) -> Iterator[str]:
    """Yield the effects in a cell of Kumu's, which `|` tells apart unless it is in a name."""
    if "|" not in cell or names.find(cell):
        yield cell
        return
    builder.lose("Several effects in one cell, told apart at “|”", cell)
    yield from filter(None, map(str.strip, cell.split("|")))


def _key(builder: MapBuilder, names: Names, end: str, *, ids_first: bool) -> str:
    key = names.find(end, ids_first=ids_first)
    if key is None:
        key = key_of(end)
        builder.variable(key, end)
        names.add(end, key)
    return key


def _take_link(builder: MapBuilder, ends: tuple[str, str], cells: Mapping[str, str]) -> None:
    """Add a link, or two, or none, as its direction says."""
    way = cells.get("direction", "")
    is_sign = "sign" not in cells and sign_of(way) is not None
    connect(builder, ends, _said(builder, cells, folded(way)), "" if is_sign else way)


def _said(builder: MapBuilder, cells: Mapping[str, str], way: str) -> SaidOfLink:
    label = cells.get("label", "")
    sign = _sign(builder, cells, way, label)
    if "sign" not in cells and sign_of(label):
        label = ""  # PRSM writes signs as labels
    evidence, delay = cells.get("evidence", ""), folded(cells.get("delay", ""))
    if evidence and evidence_of(evidence) is None:
        builder.lose("Evidence not understood, now an assumption", evidence)
    if delay not in csv.DELAYED and delay not in _FALSE:
        builder.lose("Delay not understood, so none", cells["delay"])
    return SaidOfLink(
        sign,
        delay in csv.DELAYED,
        number(cells.get("bend")),
        evidence_of(evidence) or Evidence.ASSUMPTION,
        cells.get("rationale", ""),
        cells.get("reference", ""),
        "\n".join(part for part in (label, cells.get("note", "")) if part),
        cells.get("id", ""),
    )


def _sign(builder: MapBuilder, cells: Mapping[str, str], way: str, label: str) -> Polarity | None:
    """Return the sign that a row gives in one column or another; None where it gives none."""
    said, weight = cells.get("sign", ""), number(cells.get("weight"))
    if sign := sign_of(said):
        return sign
    if weight is not None:
        return sign_of_number(weight)
    if said:
        builder.lose("Sign not understood, so undecided", said)
        return Polarity.UNDECIDED
    return None if "sign" in cells else sign_of(label) or sign_of(way)


def take_loops(builder: MapBuilder, names: Names, sheet: Sheet) -> bool:
    """Add the loops of a sheet, unless its headings are others."""
    at = places(sheet.rows[0])
    if not {"name", "through"} <= at.keys():
        return False
    for row in sheet.rows[1:]:
        cells = {name: _cell(row, n) for name, n in at.items()}
        if cells["name"]:
            keys = _members(builder, names, cells["through"])
            builder.loop_through(keys, cells["name"], cells.get("story", ""))
    return True


def _members(builder: MapBuilder, names: Names, through: str) -> list[str]:
    """Return the keys of the variables of a loop, whichever arrow stands between them."""
    for parts in ([through], *(through.split(arrow) for arrow in ARROWS)):
        keys = [names.find(part.strip()) for part in parts]
        found = [key for key in keys if key is not None]
        ways = pairwise([*found, *found[:1]])
        if len(found) == len(keys) and all(builder.has_link(a, b) for a, b in ways):
            return found
    return [through]


def _tell_columns(builder: MapBuilder, sheet: Sheet, known: set[str]) -> None:
    """Tell of columns that say something there is no place for."""
    for name, at in places(sheet.rows[0]).items():
        is_told = name not in known | _UNSAID
        if is_told and any(_cell(row, at) for row in sheet.rows[1:]):
            builder.lose("Column left aside", sheet.rows[0][at])


def _cell(row: Row, at: int) -> str:
    return row[at] if at < len(row) else ""
