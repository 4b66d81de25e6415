"""Every format a map can be written in, in one table. Painted pictures are in `gui.images`."""

from collections.abc import Callable
from dataclasses import dataclass

from systemsmap.interchange import csv, gv, json, kumu, svg, txt
from systemsmap.interchange.holding import ALL, Holds
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format as people know it. `is_picture`: variables need their places before writing.

    `holds` says what of a map is still there when it is read back.
    """

    name: str
    suffix: str
    write: Callable[[SystemsMap], bytes]
    is_picture: bool = False
    holds: Holds = ALL


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("SVG picture", ".svg", svg.write, is_picture=True),
    Exporter("Map as JSON", ".json", json.write),
    Exporter("Text, a link a line", ".txt", txt.write, holds=txt.HOLDS),
    Exporter("Graphviz", ".gv", gv.write, holds=Holds(0)),
    Exporter("Table of links", ".csv", csv.write, holds=csv.HOLDS),
    Exporter("Kumu project", ".kumu.json", kumu.write, holds=kumu.HOLDS),
)
