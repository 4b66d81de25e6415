"""Dated copies of a map file beside it: one of each day, made by themselves, and any asked for.

Of those made by themselves the last ten are kept. What a person did with one makes it theirs: it
carries the date of that, and is never removed.
"""

import os
import re
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from systemsmap.storage.reader import read_map_file
from systemsmap.storage.replacing import digest_of, is_there, keep_as
from systemsmap.storage.schema import FileTrouble, named
from systemsmap.storage.stored_map import StoredMap

KEPT = 10


def keep_daily(stored: StoredMap, today: date) -> str:
    """Keep the file as it is on disk if the map was last published on another day.

    Never raises; returns a sentence when there should be a backup and could not be.
    """
    if stored.path is None or _day(stored.map_.info.changed) == today:
        return ""
    target = Path(os.path.realpath(stored.path))
    backup = _backup_of(target, today)
    try:
        if is_there(backup) or digest_of(target.read_bytes()) != stored.digest:
            return ""  # there is one, or what is there is not ours to speak of
        keep_as(target, backup)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return f"There is no backup of {named(stored.path)} today ({reason}); it is saved as usual."
    _remove_old(target, stored.uuid)
    return ""


def dated_name(path: Path, at: datetime) -> Path:
    """Return a free name beside the map for a backup somebody asked for at this time.

    It never has the pattern of those that are removed by themselves.
    """
    target = Path(os.path.realpath(path))
    stem = f"{target.stem} (backup {at:%Y-%m-%d %H.%M}"
    names = (f"{stem}{more})" for more in ("", *(f", {n}" for n in range(2, 1000))))
    places = (target.with_name(f"{name}{target.suffix}") for name in names)
    return next(place for place in places if not os.path.lexists(place))


def _backup_of(target: Path, day: date) -> Path:
    return target.with_name(f"{target.stem} (backup {day.isoformat()}){target.suffix}")


def _day(changed: str) -> date | None:
    """Return the day, where this computer is, of a date in a map; None when there is none."""
    try:
        return datetime.fromisoformat(changed).astimezone().date()
    except (ValueError, OverflowError):
        return None


def _remove_old(target: Path, uuid: str) -> None:
    with suppress(OSError):
        for backup, day in _daily(target)[KEPT:]:
            if _is_untouched(backup, day, uuid):
                with suppress(OSError):
                    backup.unlink()


def _daily(target: Path) -> list[tuple[Path, date]]:
    """Return what has the name of a daily backup of this file, newest first."""
    pattern = re.compile(
        re.escape(f"{target.stem} (backup ") + r"(\d{4}-\d\d-\d\d)" + re.escape(f"){target.suffix}")
    )
    found = []
    for file in target.parent.iterdir():
        named_so = pattern.fullmatch(file.name)
        if named_so:
            with suppress(ValueError):  # the 31st of February is nobody's backup
                found.append((file, date.fromisoformat(named_so[1])))
    return sorted(found, key=lambda one: one[1], reverse=True)


def _is_untouched(backup: Path, day: date, uuid: str) -> bool:
    """Return whether this is what we put there: this map, as it was before that day."""
    if backup.is_symlink() or not backup.is_file():
        return False
    try:
        stored = read_map_file(backup)
    except FileTrouble:
        return False
    changed = stored.map_.info.changed
    published = _day(changed)
    is_older = published < day if published else not changed
    return stored.uuid == uuid and is_older
