"""All loops of a map as a table for spreadsheets and scripts: a row a loop, however many."""

import csv
import io

from systemsmap.analysis.loops.flat import FlatLoops
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.model.systems_map import SystemsMap

HEADINGS = ("polarity", "delayed", "links", "variables in the order of travel")


def as_csv(map_: SystemsMap, flat: FlatLoops) -> bytes:
    """Return the table as UTF-8 with a mark that spreadsheets know it by, CRLF between rows.

    A name that a spreadsheet would calculate begins with an apostrophe (CWE-1236).
    """
    names = {id_: _cell(variable.name) for id_, variable in map_.variables.items()}
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(HEADINGS)
    for loop in flat.loops(map_):
        way = [names[id_] for id_ in loop.variables]
        table.writerow((loop.polarity.value, "yes" if loop.delayed else "", len(way), *way))
    return text.getvalue().encode("utf-8-sig")


def _cell(name: str) -> str:
    words = " ".join(Cleaner().text(name).split())
    return f"'{words}" if words[:1] in set("=+-@") else words
