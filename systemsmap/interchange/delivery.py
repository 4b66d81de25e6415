"""Puts a finished file in its place: whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path


def deliver(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Write `data` to `path` in one step, so that nobody ever sees half of it.

    Raises FileExistsError when there is something at `path` that may not be overwritten, OSError
    when the disk refuses; either way what was there before is still there.
    """
    target = Path(os.path.realpath(path))  # a link stays a link; what it leads to is replaced
    if target.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    if target.exists() and not (overwrite and target.is_file()):
        raise FileExistsError(f"{path} is there already")
    handle, name = tempfile.mkstemp(prefix=".systemsmap-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        _put(Path(name), target, overwrite=overwrite)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _put(temporary: Path, target: Path, *, overwrite: bool) -> None:
    if not overwrite:
        try:
            os.link(temporary, target)  # unlike a rename it refuses when somebody was faster
        except FileExistsError:
            raise FileExistsError(f"{target} is there already") from None
        except OSError:  # a disk without hard links
            temporary.replace(target)
        else:
            temporary.unlink()
        return
    temporary.replace(target)


def _mode(target: Path) -> int:
    """The rights the file had, or those any new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
