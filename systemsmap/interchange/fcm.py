"""The matrix of a fuzzy cognitive map: a weight from -1 to 1 in each cell, causes down the side.

Read as well: the answers of experts in words, as FCMpy lists them: From, To and a column for each
word from -VH to +VH, in which the word that was chosen is marked.
"""

import csv as tables
import io
from collections.abc import Iterator, Sequence

from systemsmap.interchange import csv, limits
from systemsmap.interchange.building import MapBuilder, SaidOfLink, distinct_names, number
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of, sign_of_number
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.MIXED | Holds.SELF | Holds.LONE | Holds.MARKS
_WEIGHTS = {Polarity.POSITIVE: "1", Polarity.NEGATIVE: "-1"}
_CORNER = "Cause, effect across"
_LEVELS = ("vl", "l", "m", "h", "vh")  # very low to very high
_TERMS = {
    f"{sign}{level}": (1 if sign == "+" else -1) * strength
    for sign in "+-"
    for strength, level in enumerate(_LEVELS, 1)
}
_NOTHING = ("na", "n/a", "no", "none", ".")
_EMPTY = frozenset(("", "0", "0.0", "0.00"))
_FEWEST_TERMS = 4
Row = Sequence[str]


def read(data: bytes) -> Imported:
    """Return the map of a matrix or of experts' answers. Raises ImportTrouble."""
    if data.count(b"\n") > limits.LINES:
        raise ImportTrouble(f"It has more than {limits.LINES:,} rows.")
    rows = csv.rows_of(data)
    builder = MapBuilder("fcm")
    if rows and (columns := _columns_of_words(rows[0])):
        _take_answers(builder, rows, columns)
    elif rows and _is_square(rows):
        _take_matrix(builder, rows)
    else:
        raise ImportTrouble("It is no matrix: the names across are not those down the side.")
    return builder.imported()


def _is_square(rows: Sequence[Row]) -> bool:
    """Tell whether the names across are those down the side, in whatever order."""
    across = [folded(cell) for cell in rows[0][1:] if cell]
    down = [folded(row[0]) for row in rows[1:]]
    return bool(down) and sorted(across) == sorted(down)


def _take_matrix(builder: MapBuilder, rows: Sequence[Row]) -> None:
    across = [_unguarded(cell) for cell in rows[0]]
    if across[0] != _CORNER:
        told = across[0] or "no words in the first cell"
        builder.lose("Read as causes down the side, their effects across", told)
    starts: dict[str, Row] = {}
    for row in rows[1:]:
        name = _unguarded(row[0])
        if folded(name) in starts:
            builder.lose("Row left out, another one has the same name", name)
        else:
            starts[folded(name)] = row
            builder.named(name)
    ends: dict[str, int] = {}  # a second column of a name is told of as a row
    for at, name in enumerate(across[1:], 1):
        if name:
            ends.setdefault(folded(name), at)
    columns = [(across[at], at) for at in ends.values()]
    for row in starts.values():
        _take_row(builder, row, columns)


def _take_row(builder: MapBuilder, row: Row, columns: list[tuple[str, int]]) -> None:
    start, wide = _unguarded(row[0]), len(row)
    for name, at in columns:
        cell = row[at] if at < wide else ""
        if cell in _EMPTY:  # nearly all of a million cells
            continue
        weight = _figure(cell)
        if weight == 0.0 or (weight is None and folded(cell) in _NOTHING):
            continue
        sign = sign_of(cell) if weight is None else sign_of_number(weight)
        if sign is None:
            told = f"{start} to {name}: {cell}"
            builder.lose("Weight not understood, so undecided", told)
        builder.link(start, name, SaidOfLink(sign or Polarity.UNDECIDED))


def _figure(cell: str) -> float | None:
    """Return a weight in figures, with a comma too, or in words such as +VH."""
    weight = number(cell)
    if weight is None and cell.count(",") == 1:
        weight = number(cell.replace(",", "."))
    return _TERMS.get(cell.casefold().replace(" ", "")) if weight is None else weight


def _columns_of_words(row: Row) -> dict[str, int]:
    """Return which column holds what of experts' answers, nothing where it is no such sheet."""
    plain = [folded(cell).replace(" ", "") for cell in row]
    found = {word: plain.index(word) for word in ("from", "to", *_TERMS) if word in plain}
    is_sheet = "from" in found and "to" in found and len(found) >= _FEWEST_TERMS + 2
    return found if is_sheet else {}


def _take_answers(builder: MapBuilder, rows: Sequence[Row], columns: dict[str, int]) -> None:
    """Add a link for each pair that experts gave a word, with the sign that outweighs."""
    sums: dict[tuple[str, str], list[float]] = {}
    names: dict[str, str] = {}
    for start, end, marks in _answers(rows[1:], columns):
        for name in (start, end):
            names.setdefault(folded(name), name)
        sums.setdefault((folded(start), folded(end)), []).extend(marks)
    for name in names.values():
        builder.named(name)
    for (start, end), marks in sums.items():
        ends = names[start], names[end]
        told = " to ".join(ends)
        if not any(marks):
            builder.lose("No word chosen, so no link", told)
            continue
        if min(marks) < 0 < max(marks):
            builder.lose("Experts do not agree on the sign, the weightier one was taken", told)
        builder.link(*ends, SaidOfLink(sign_of_number(sum(marks))))


def _answers(
    rows: Sequence[Row], columns: dict[str, int]
) -> Iterator[tuple[str, str, list[float]]]:
    for row in rows:
        cells = {word: row[at] if at < len(row) else "" for word, at in columns.items()}
        start, end = _unguarded(cells["from"]), _unguarded(cells["to"])
        if start and end:
            marks = ((_TERMS[w], number(cells[w])) for w in cells if w in _TERMS)
            yield start, end, [term * (mark or 0.0) for term, mark in marks]


def _unguarded(cell: str) -> str:
    """Return a name without the stroke that keeps spreadsheets from taking it for a formula."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "@", "+", "-", "\t", "\r") else cell


def write(map_: SystemsMap) -> bytes:
    """Return the map as a matrix: 1 for +, -1 for −, ? and ± for links without one of these."""
    table = io.StringIO(newline="")
    writer = tables.writer(table, lineterminator="\r\n")
    names = [csv.guarded(name) for name in distinct_names(map_).values()]
    writer.writerow([_CORNER, *names])
    for name, start in zip(names, map_.variables, strict=True):
        links = (map_.link_between.get((start, end)) for end in map_.variables)
        cells = (map_.links[i].polarity if i else None for i in links)
        writer.writerow([name, *("0" if s is None else _WEIGHTS.get(s, s.value) for s in cells)])
    return table.getvalue().encode("utf-8-sig", "replace")
