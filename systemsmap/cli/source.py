"""Maps as they come out of files, of whatever format."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from systemsmap.cli.voice import Trouble, reason, say

if TYPE_CHECKING:
    from systemsmap.interchange.link_styles import LinkStyle
    from systemsmap.model.records import Polarity
    from systemsmap.model.systems_map import SystemsMap

MAP = ".smap"


@dataclass(frozen=True, slots=True)
class Found:
    """A map as it came out of a file. `unsound`: what in the file was wrong, in sentences."""

    map_: "SystemsMap"
    unsound: tuple[str, ...] = ()
    unplaced: frozenset[str] = frozenset()


def read(
    path: Path,
    format_: str | None = None,
    part: str | None = None,
    signs: "Mapping[str, Polarity] | None" = None,
) -> Found:
    """Return the map in a file, of the format its name says or this one. Raises Trouble.

    `part` names one of several maps in it; `signs` says what its link styles mean, by name.
    """
    from systemsmap.interchange.importers import (  # noqa: PLC0415
        ImportTrouble,
        SeveralMaps,
        read_file,
    )

    if path.suffix.lower() == MAP and format_ is None:
        return _signed(_read_map(path), (), path, signs)
    try:
        imported = read_file(path, format_, part)
    except SeveralMaps as several:
        raise Trouble(f"{path}: {several} Choose one with --map NAME.") from None
    except ImportTrouble as trouble:
        raise Trouble(f"{path}: {trouble}") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        raise Trouble(f"{path} was not read: {reason(error)}.") from None
    return _signed(
        Found(imported.map_, imported.lost, imported.unplaced), imported.styles, path, signs
    )


def _signed(
    found: Found,
    styles: "tuple[LinkStyle, ...]",
    path: Path,
    signs: "Mapping[str, Polarity] | None",
) -> Found:
    """Return what was found with the signs that were asked for, and with the guesses told."""
    from systemsmap.interchange.link_styles import NoSuchStyle, chosen, told  # noqa: PLC0415

    try:
        map_, guessed = chosen(found.map_, styles, signs or {})
    except NoSuchStyle as trouble:
        raise Trouble(f"{path}: {trouble}") from None
    return Found(map_, (*found.unsound, *told(guessed)), found.unplaced)


def _read_map(path: Path) -> Found:
    from systemsmap.storage.reader import read_content, read_map_file  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415

    try:
        stored = read_map_file(path)
        if stored.notices:  # read it once more without what only concerns saving it
            stored = read_content(path.read_bytes(), path)
    except FileTrouble as trouble:
        raise Trouble(str(trouble)) from None
    return Found(stored.map_, stored.notices)


def placed(found: Found) -> "SystemsMap":
    """Return the map with places for the variables that had none."""
    from systemsmap.interchange.placing import placed as placing  # noqa: PLC0415

    map_, note = placing(found.map_, found.unplaced)
    if note:
        say(note)
    return map_
