"""The file a command writes: looked at before any work is done for it, and put there whole."""

from pathlib import Path
from stat import S_ISDIR

from systemsmap.cli.voice import Trouble, reason


def look_at(target: Path, *, force: bool) -> None:
    """Refuse before any work what would fail after it. Raises Trouble."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        if not target.absolute().parent.is_dir():
            raise Trouble(f"{target} was not written: there is no such folder.") from None
        return
    except (OSError, ValueError) as error:
        raise Trouble(f"{target} was not written: {reason(error)}.") from None
    if S_ISDIR(mode):
        raise Trouble(f"{target} is a folder.")
    if not force:
        raise Trouble(f"{target} is there already; --force overwrites it.")


def put(target: Path, data: bytes, *, overwrite: bool) -> None:
    """Put a finished file in its place. Raises Trouble."""
    from systemsmap.interchange.delivery import deliver  # noqa: PLC0415

    try:
        deliver(target, data, overwrite=overwrite)
    except (OSError, ValueError) as error:
        raise Trouble(f"{target} was not written: {reason(error)}.") from None
