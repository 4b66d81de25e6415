"""`systemsmap rescue`: what is left in a damaged map file, saved as a map of its own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from systemsmap.cli.target import look_at
from systemsmap.cli.voice import Trouble, reason, say, show

if TYPE_CHECKING:
    from systemsmap.storage.remedies import Remedies
    from systemsmap.storage.schema import FileTrouble
    from systemsmap.storage.stored_map import StoredMap

MAP = ".smap"


def ask_rescue(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("damaged", metavar="DAMAGED")
    parser.add_argument("target", metavar="OUT.smap", help="where to save what is left")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")


def rescue(asked: argparse.Namespace) -> int:
    """Save what can be had of a damaged map, never over it. Raises Trouble."""
    damaged, target = Path(asked.damaged), Path(asked.target)
    if target.suffix.lower() != MAP:
        raise Trouble(f"{target} was not written: what is rescued is saved as a {MAP} file.")
    _refuse_same(damaged, target)
    look_at(target, force=asked.force)
    stored = _rescued(damaged)
    for sentence in stored.notices[:-1]:  # the last one is for whoever has it in a window
        say(sentence)
    _publish(stored, target, overwrite=asked.force)
    show(f"{target}: {len(stored.map_.variables)} variables, {len(stored.map_.links)} links")
    return 0


def hint(path: Path) -> str:
    """Return a sentence to follow the trouble with a file, when something can be had of it."""
    trouble = _trouble_with(path) if path.suffix.lower() == MAP else None
    if trouble is None:
        return ""
    found = _remedies(path, trouble)
    ways = ["“systemsmap rescue” saves what is left of it"] * bool(found.rescued)
    ways += ["its backup can be opened"] * bool(found.backup)
    return (
        f" {found.says} {' and '.join(ways)[:1].upper()}{' and '.join(ways)[1:]}." if ways else ""
    )


def _rescued(damaged: Path) -> "StoredMap":
    from systemsmap.storage.reader import read_map_file  # noqa: PLC0415
    from systemsmap.storage.remedies import rescued_from  # noqa: PLC0415
    from systemsmap.storage.replacing import BACKUP  # noqa: PLC0415

    trouble = _trouble_with(damaged)
    if trouble is None and not read_map_file(damaged).notices:
        raise Trouble(f"{damaged} is not damaged; it can be opened as it is.")
    if trouble is not None:
        found = _remedies(damaged, trouble)
        if found.backup and (found.is_backup_better or not found.rescued):
            say(f"The backup holds more: see {damaged}{BACKUP}.")
        stored = found.rescued
    else:
        try:
            stored = rescued_from(damaged)
        except OSError as error:
            raise Trouble(f"{damaged} was not read: {reason(error)}.") from None
    if stored is None:
        raise Trouble(f"{trouble} Nothing can be had of it.")
    return stored


def _remedies(path: Path, trouble: "FileTrouble") -> "Remedies":
    from systemsmap.storage.remedies import remedies  # noqa: PLC0415

    return remedies(path, trouble)


def _trouble_with(path: Path) -> "FileTrouble | None":
    """Return what is wrong with a map file, or None when it opens."""
    from systemsmap.storage.reader import read_map_file  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415

    try:
        read_map_file(path)
    except FileTrouble as trouble:
        return trouble
    except ValueError as error:  # a path with a zero byte in it
        raise Trouble(f"{path} was not read: {reason(error)}.") from None
    return None


def _refuse_same(damaged: Path, target: Path) -> None:
    from systemsmap.storage.replacing import BACKUP  # noqa: PLC0415

    try:
        taken = {damaged.resolve(), damaged.with_name(damaged.name + BACKUP).resolve()}
        is_same = target.resolve() in taken
    except (OSError, ValueError, RuntimeError) as error:
        raise Trouble(f"{damaged} was not read: {reason(error)}.") from None
    if is_same:
        raise Trouble(f"{target} was not written: a damaged map stays as it is, and its backup.")


def _publish(stored: "StoredMap", target: Path, *, overwrite: bool) -> None:
    from systemsmap.storage.map_file import publish  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415

    try:
        publish(stored.at(target), overwrite=overwrite)
    except FileTrouble as trouble:
        raise Trouble(str(trouble)) from None
