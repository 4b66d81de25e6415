"""Reads maps of any known format away from the window's thread."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from systemsmap.gui.background import Background
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.theme import LIGHT
from systemsmap.storage.stored_map import StoredMap

if TYPE_CHECKING:
    from systemsmap.interchange.imported import Imported
    from systemsmap.interchange.link_styles import LinkStyle
    from systemsmap.storage.presence import Holder
    from systemsmap.storage.remedies import Remedies
    from systemsmap.storage.schema import FileTrouble

MAP_SUFFIX = ".smap"
LARGE = 300  # variables and links from which a map is composed where it is read
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True)
class Opened:
    """A map that was read, or the one sentence that says why it was not.

    A large map comes with its composition: laying a thousand links takes half a second, which
    the window's thread shall not spend. `is_foreign`: it comes from another program, to be
    looked at before it is kept; `several`: there are maps of these names in it; `styles`: those
    of its links whose words were read as signs; `remedies`: what can be had instead of a damaged
    file; `holder`: who has the file open already.
    """

    path: Path
    stored: StoredMap | None = None
    notices: tuple[str, ...] = ()
    trouble: str = ""
    composition: Composition | None = None
    is_foreign: bool = False
    several: tuple[str, ...] = ()
    styles: "tuple[LinkStyle, ...]" = ()
    remedies: "Remedies | None" = None
    holder: "Holder | None" = None


class Opener(Background):
    """Reads one file after the other; answers arrive in the thread of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("opening", parent)

    def open(self, path: Path, then: Callable[[Opened], None], *, copy: bool = False) -> None:
        """Read a map; `copy`: as a new map of its own, as examples are opened."""
        self.run(lambda: read_any(path, copy=copy), then)

    def open_beside(self, path: Path, work: Path, then: Callable[[Opened], None]) -> None:
        """Read a map; one that somebody else has open, for reading only."""
        self.run(lambda: _held(read_any(path), work), then)

    def open_part(self, path: Path, part: str, then: Callable[[Opened], None]) -> None:
        """Read the map of this name in a file of another program."""
        self.run(lambda: _guarded(path, lambda: _foreign(path, part)), then)

    def open_instead(self, path: Path, stored: StoredMap, then: Callable[[Opened], None]) -> None:
        """Make ready a map that can be had instead of the damaged file at `path`."""
        instead = Opened(path, replace(stored, notices=()), stored.notices)
        self.run(lambda: _composed(instead), then)

    def open_text(self, name: str, data: bytes, then: Callable[[Opened], None]) -> None:
        """Read a map that was pasted as text; `name` says what it is."""
        path = Path(name)
        self.run(lambda: _guarded(path, lambda: _pasted(path, data)), then)


def read_any(path: Path, *, copy: bool = False) -> Opened:
    """Return the map in a file, laid out when it has no places. Never raises for a bad file."""

    def read() -> Opened:
        if path.suffix.lower() == MAP_SUFFIX or _is_database(path):
            return _map_file(path, copy=copy)
        return _foreign(path)

    return _guarded(path, read)


def _held(opened: Opened, work: Path) -> Opened:
    from systemsmap.storage.presence import holder_of  # noqa: PLC0415

    stored = opened.stored
    if stored is None or stored.path is None or stored.readonly:
        return opened
    holder = holder_of(stored.path, work)
    return replace(opened, stored=replace(stored, readonly=holder is not None), holder=holder)


def _guarded(path: Path, read: Callable[[], Opened]) -> Opened:
    """Return what was read, or the sentence why not."""
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415 - not before first paint

    try:
        return _composed(read())
    except FileTrouble as trouble:
        return _not_opened(path, trouble)
    except OSError as error:
        return Opened(path, trouble=f"“{path.name}” cannot be read: {error.strerror}.")


def _not_opened(path: Path, trouble: "FileTrouble") -> Opened:
    """Return the sentence why not, with what can be had instead."""
    from systemsmap.storage.remedies import remedies  # noqa: PLC0415

    found = remedies(path, trouble)
    return Opened(path, trouble=f"{trouble} {found.says}".strip(), remedies=found)


def _composed(opened: Opened) -> Opened:
    map_ = opened.stored.map_ if opened.stored else None
    if map_ is None or len(map_.variables) + len(map_.links) < LARGE:
        return opened
    return replace(opened, composition=compose(map_, LIGHT))


def _is_database(path: Path) -> bool:
    """Return whether this is a map file whatever it is called, or some other database."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file.read(len(_MAGIC)) == _MAGIC
    return False


def _map_file(path: Path, *, copy: bool) -> Opened:
    from systemsmap.storage.reader import read_map_file  # noqa: PLC0415

    stored = read_map_file(path)
    notices = stored.notices
    return Opened(path, stored.as_new() if copy else replace(stored, notices=()), notices)


def _foreign(path: Path, part: str | None = None) -> Opened:
    from systemsmap.interchange.importers import importer_of, read_file  # noqa: PLC0415

    importer = importer_of(path)
    opened = _imported(path, lambda: read_file(path, part=part))
    is_own = importer is not None and importer.is_whole and not opened.notices
    return replace(opened, is_foreign=not is_own)


def _pasted(path: Path, data: bytes) -> Opened:
    from systemsmap.interchange.importers import read_bytes  # noqa: PLC0415

    return replace(_imported(path, lambda: read_bytes(path, data)), is_foreign=True)


def _imported(path: Path, read: "Callable[[], Imported]") -> Opened:
    from systemsmap.interchange.importers import ImportTrouble, SeveralMaps  # noqa: PLC0415
    from systemsmap.interchange.placing import placed  # noqa: PLC0415

    try:
        imported = read()
    except SeveralMaps as several:
        return Opened(path, several=several.names)
    except ImportTrouble as trouble:
        return Opened(path, trouble=f"“{path.name}” was not opened: {trouble}")
    map_, note = placed(imported.map_, imported.unplaced)
    notices = (*imported.lost, *((note,) if note else ()))
    return Opened(path, StoredMap(map_), notices, styles=imported.styles)
