"""Tells why a map was not opened, and offers what can be had instead of a damaged one."""

from collections.abc import Callable
from functools import partial

from systemsmap.gui.opening import Opened
from systemsmap.gui.trouble_bar import Choice, TroubleBar
from systemsmap.storage.stored_map import StoredMap

RESCUE = "Open what can be rescued"
BACKUP = "Open the backup"

Use = Callable[[StoredMap], None]


def tell(bar: TroubleBar, opened: Opened, open_instead: Use) -> None:
    """Say why a map was not opened; the remedy that holds more comes first."""
    topic = f"not opened {opened.path}"

    def instead(stored: StoredMap) -> None:
        bar.end(topic)
        open_instead(stored)

    bar.show_trouble(opened.trouble, _choices(opened, instead), topic)


def _choices(opened: Opened, instead: Use) -> tuple[Choice, ...]:
    found = opened.remedies
    if found is None:
        return ()
    ways = ((RESCUE, found.rescued), (BACKUP, found.backup))
    choices = tuple((label, partial(instead, stored)) for label, stored in ways if stored)
    return choices[::-1] if found.is_backup_better else choices
