"""The matrix of a fuzzy cognitive map: a weight from -1 to 1 in each cell, causes down the side."""

import csv as tables
import io

from systemsmap.interchange import csv
from systemsmap.interchange.building import distinct_names
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap

HOLDS = Holds.SIGNS | Holds.SELF | Holds.LONE | Holds.MARKS
_WEIGHTS = {Polarity.POSITIVE: "1", Polarity.NEGATIVE: "-1"}
_OPEN = "?"
_CORNER = "Cause, effect across"


def read(data: bytes) -> Imported:
    """Return the map of a matrix. Raises ImportTrouble."""
    rows = csv.rows_of(data)
    if not rows or not csv.is_matrix(rows):
        raise ImportTrouble("It is no matrix: the names across are not those down the side.")
    return csv.read_rows(rows)


def write(map_: SystemsMap) -> bytes:
    """Return the map as a matrix: 1 for +, -1 for −, ? for a link without a sign."""
    table = io.StringIO(newline="")
    writer = tables.writer(table, lineterminator="\r\n")
    names = [csv.guarded(name) for name in distinct_names(map_).values()]
    writer.writerow([_CORNER, *names])
    for name, start in zip(names, map_.variables, strict=True):
        links = (map_.link_between.get((start, end)) for end in map_.variables)
        cells = (map_.links[i].polarity if i else None for i in links)
        writer.writerow([name, *("0" if s is None else _WEIGHTS.get(s, _OPEN) for s in cells)])
    return table.getvalue().encode("utf-8-sig", "replace")
