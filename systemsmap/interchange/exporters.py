"""Every format a map can be written in, in one table. Painted pictures are in `gui.images`."""

from collections.abc import Callable
from dataclasses import dataclass

from systemsmap.interchange import gv, json, svg, txt
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format as people know it. `is_picture`: variables need their places before writing."""

    name: str
    suffix: str
    write: Callable[[SystemsMap], bytes]
    is_picture: bool = False


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("SVG picture", ".svg", svg.write, is_picture=True),
    Exporter("Map as JSON", ".json", json.write),
    Exporter("Text, a link a line", ".txt", txt.write),
    Exporter("Graphviz", ".gv", gv.write),
)
