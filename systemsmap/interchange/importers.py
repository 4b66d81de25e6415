"""Every format a map can be read from, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from systemsmap.interchange import json, limits, png, svg, txt
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble

__all__ = ["IMPORTERS", "ImportTrouble", "Imported", "Importer", "importer_of", "read_file"]


@dataclass(frozen=True, slots=True)
class Importer:
    """A format as people know it; `largest` is how many bytes a file of it may have.

    `is_whole`: what systemsmap writes in it comes back with every field; else with names, links,
    signs and delays. Almost any words are a map in a format that is not whole.
    `read` raises ImportTrouble for anything that is no map in this format.
    """

    name: str
    suffix: str
    read: Callable[[bytes], Imported]
    largest: int = limits.FILE_BYTES
    is_whole: bool = True


IMPORTERS: tuple[Importer, ...] = (
    Importer("Map as JSON", ".json", json.read),
    Importer("SVG picture with its map inside", ".svg", svg.read, limits.PICTURE_BYTES),
    Importer("Text, a link a line", ".txt", txt.read, is_whole=False),
    Importer("PNG picture with its map inside", ".png", png.read, limits.PICTURE_BYTES),
)


def importer_of(path: Path) -> Importer | None:
    """Return the importer for a file of this name, or None."""
    suffix = path.suffix.lower()
    return next((i for i in IMPORTERS if i.suffix == suffix), None)


def read_file(path: Path) -> Imported:
    """Return the map in a file of another format, chosen by its suffix.

    Raises ImportTrouble when there is no map in it, OSError when it cannot be read.
    """
    importer = importer_of(path)
    if importer is None:
        known = ", ".join(i.suffix for i in IMPORTERS)
        raise ImportTrouble(f"Maps are not read from “{path.suffix}” files, only from {known}.")
    if path.exists() and not path.is_file():
        raise ImportTrouble("It is not a file.")
    with path.open("rb") as file:
        data = file.read(importer.largest + 1)
    if len(data) > importer.largest:
        raise ImportTrouble(f"The file is larger than {importer.largest // 1_000_000} MB.")
    return importer.read(data)
