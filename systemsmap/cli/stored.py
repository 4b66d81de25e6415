"""Maps that were read, with what a map file says beside the map."""

from pathlib import Path
from typing import TYPE_CHECKING

from systemsmap.cli.source import MAP, Found, placed
from systemsmap.cli.voice import Trouble

if TYPE_CHECKING:
    from systemsmap.storage.stored_map import StoredMap


def stored(source: Path, found: Found) -> "StoredMap":
    """Return what was found as a map to be written; of a map file with what it goes by.

    Raises Trouble.
    """
    from systemsmap.storage.reader import read_content  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415
    from systemsmap.storage.stored_map import StoredMap  # noqa: PLC0415

    if source.suffix.lower() != MAP:
        return StoredMap(placed(found))
    try:
        return read_content(source.read_bytes(), source)
    except (FileTrouble, OSError) as trouble:
        raise Trouble(str(trouble)) from None
