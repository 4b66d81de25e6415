"""Every format a map can be read from, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from systemsmap.interchange import (
    catcolab,
    csv,
    dot,
    drawio,
    fcm,
    gexf,
    gml,
    graphml,
    json,
    json_canvas,
    kumu,
    limits,
    loopy,
    mental_modeler,
    model_json,
    png,
    prsm,
    sd_ai,
    svg,
    txt,
    vensim,
    xlsx,
    xmile,
)
from systemsmap.interchange.endings import ending
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.several import SeveralMaps
from systemsmap.interchange.trouble import ImportTrouble

__all__ = [
    "IMPORTERS",
    "ImportTrouble",
    "Imported",
    "Importer",
    "SeveralMaps",
    "importer_of",
    "read_bytes",
    "read_file",
]


@dataclass(frozen=True, slots=True)
class Importer:
    """A format as people know it; `largest` is how many bytes a file of it may have.

    `is_whole`: what systemsmap writes in it comes back with every field. Almost any words are a
    map in a format that is not whole. `read` raises ImportTrouble for anything that is no map in
    this format. `read_part` reads the map of this name where a file can hold several.
    `is_this` tells a plain .json file of this format by what is in it.
    """

    name: str
    suffix: str
    read: Callable[[bytes], Imported]
    largest: int = limits.FILE_BYTES
    is_whole: bool = True
    read_part: Callable[[bytes, str], Imported] | None = None
    is_this: Callable[[object], bool] | None = None


_foreign = partial(Importer, is_whole=False)
_IS_MENTAL, _IS_MODEL = mental_modeler.is_mental_modeler, model_json.is_model_json

IMPORTERS: tuple[Importer, ...] = (
    Importer("Map as JSON", ".json", json.read),
    Importer("SVG picture with its map inside", ".svg", svg.read, limits.PICTURE_BYTES),
    Importer("PNG picture with its map inside", ".png", png.read, limits.PICTURE_BYTES),
    _foreign("Text, a link a line", ".txt", txt.read),
    _foreign("Table of links, or a matrix", ".csv", csv.read),
    _foreign("Workbook", ".xlsx", xlsx.read),
    _foreign("Kumu", ".kumu.json", kumu.read, read_part=kumu.read, is_this=kumu.is_kumu),
    _foreign("Vensim", ".mdl", vensim.read),
    _foreign("Stella and other XMILE", ".stmx", xmile.read),
    _foreign("XMILE", ".xmile", xmile.read),
    _foreign("Loopy", ".loopy", loopy.read, is_this=loopy.is_loopy),
    _foreign("PRSM", ".prsm", prsm.read, is_this=prsm.is_prsm),
    _foreign("Graphviz", ".gv", dot.read),
    _foreign("Graphviz", ".dot", dot.read),
    _foreign("GEXF of Gephi", ".gexf", gexf.read),
    _foreign("GML", ".gml", gml.read),
    _foreign("draw.io", ".drawio", drawio.read, read_part=drawio.read),
    _foreign("GraphML, for yEd and Gephi", ".graphml", graphml.read),
    _foreign("Mental Modeler", ".mmp", mental_modeler.read, is_this=_IS_MENTAL),
    _foreign("Matrix of a fuzzy cognitive map", ".fcm.csv", fcm.read),
    _foreign("sd-ai", ".sd.json", sd_ai.read, is_this=sd_ai.is_sd_ai),
    _foreign("ModelJSON of Insight Maker", ".model.json", model_json.read, is_this=_IS_MODEL),
    _foreign("CatColab", ".catcolab.json", catcolab.read, is_this=catcolab.is_catcolab),
    _foreign("JSON Canvas", ".canvas", json_canvas.read, is_this=json_canvas.is_json_canvas),
)


def importer_of(path: Path) -> Importer | None:
    """Return the importer for a file of this name, or None."""
    suffix = ending(path.name, [importer.suffix for importer in IMPORTERS])
    return next((importer for importer in IMPORTERS if importer.suffix == suffix), None)


def importer_for(path: Path, format_: str | None) -> Importer:
    """Return the importer for a format by its suffix without the dot, else by the file's name.

    Raises ImportTrouble.
    """
    if format_ is not None:
        wanted = f".{format_.lower().lstrip('.')}"
        found = next((one for one in IMPORTERS if one.suffix == wanted), None)
    else:
        found = importer_of(path)
    if found is None:
        known = ", ".join(i.suffix for i in IMPORTERS)
        what = format_ or path.suffix
        raise ImportTrouble(f"Maps are not read from “{what}” files, only from {known}.")
    return found


def read_file(path: Path, format_: str | None = None, part: str | None = None) -> Imported:
    """Return the map in a file of another format, chosen by its suffix or by `format_`.

    Raises ImportTrouble when there is no map in it, OSError when it cannot be read.
    """
    importer = importer_for(path, format_)
    if path.exists() and not path.is_file():
        raise ImportTrouble("It is not a file.")
    with path.open("rb") as file:
        data = file.read(importer.largest + 1)
    return read_as(importer, data, part)


def read_bytes(path: Path, data: bytes) -> Imported:
    """Return the map in bytes that a file of this name would hold. Raises ImportTrouble."""
    return read_as(importer_for(path, None), data)


def read_as(importer: Importer, data: bytes, part: str | None = None) -> Imported:
    """Return the map in these bytes; plain JSON of another program is known by its content."""
    if len(data) > importer.largest:
        raise ImportTrouble(f"The file is larger than {importer.largest // 1_000_000} MB.")
    if importer.suffix == ".json":
        importer = _by_content(data) or importer
    if part is not None and importer.read_part:
        return importer.read_part(data, part)
    return importer.read(data)


def _by_content(data: bytes) -> Importer | None:
    """Return the importer of the program that wrote some JSON, or None where it may be ours."""
    try:
        raw = parse(data)
    except ImportTrouble:
        return None
    if isinstance(raw, dict) and "variables" in raw and "links" in raw:
        return None
    return next((one for one in IMPORTERS if one.is_this and one.is_this(raw)), None)
