"""What can be done about a map file that cannot be opened: rescue what is in it, or its backup."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.replacing import BACKUP
from systemsmap.storage.rescue import rescue, told
from systemsmap.storage.schema import LARGEST_FILE, SUFFIX, Damaged, FileTrouble, NotAMap, named
from systemsmap.storage.stored_map import StoredMap


@dataclass(frozen=True, slots=True)
class Remedies:
    """The maps that can be had instead of a damaged one; both are new ones that have no place."""

    rescued: StoredMap | None = None
    backup: StoredMap | None = None

    @property
    def is_backup_better(self) -> bool:
        """Whether the backup holds more than what was rescued."""
        return _size(self.backup) > _size(self.rescued)

    @property
    def says(self) -> str:
        """One sentence on what each holds, the one that holds more first; empty for nothing."""
        said = []
        if self.rescued:
            said.append(f"{told(self.rescued.map_)} can be rescued from it")
        if self.backup:
            said.append(f"{told(self.backup.map_)} can be had from its backup")
        return "; ".join(reversed(said) if self.is_backup_better else said) + "." * bool(said)


def remedies(path: Path, trouble: FileTrouble) -> Remedies:
    """Return what can be had instead of the file at `path`, which met this trouble.

    Never raises. Nothing is offered for a file that is whole, only not ours or not for us.
    """
    if not _may_be_damaged(path, trouble):
        return Remedies()
    # What was read until then is held by what was raised, and would lie in memory twice.
    trouble.__traceback__ = trouble.__cause__ = trouble.__context__ = None
    return Remedies(_rescued(path), _backup_of(path))


def rescued_from(path: Path) -> StoredMap | None:
    """Return what can be had from the bytes of a file. Raises OSError."""
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    return rescue(content, path) if len(content) <= LARGEST_FILE else None


def _may_be_damaged(path: Path, trouble: FileTrouble) -> bool:
    is_named_so = path.suffix.lower() == SUFFIX
    return isinstance(trouble, Damaged) or (isinstance(trouble, NotAMap) and is_named_so)


def _rescued(path: Path) -> StoredMap | None:
    try:
        return rescued_from(path) if path.is_file() else None
    except OSError:
        return None


def _backup_of(path: Path) -> StoredMap | None:
    with suppress(FileTrouble, OSError):
        backup = path.with_name(path.name + BACKUP)
        stored = read_map_file(backup)
        when = datetime.fromtimestamp(backup.stat().st_mtime, UTC).astimezone()
        notice = f"This is {named(path)} as it was on {when:%d %B, %H:%M}; save it to keep it."
        return replace(stored.as_new(), notices=(notice,))
    return None


def _size(stored: StoredMap | None) -> int:
    map_ = stored.map_ if stored else SystemsMap()
    return len(map_.variables) + len(map_.links) + len(map_.loops) + len(map_.notes)
