"""Puts new content in the place of a file in one step, so that no moment shows half of it.

The content is written beside the target, read back, and renamed over it: whoever reads the
target finds the old file or the new one. What is there is only replaced if it is still what we
last saw there. One backup is kept.
"""

import os
from contextlib import suppress
from errno import EDQUOT, EFBIG, ENAMETOOLONG, ENOENT, ENOSPC, EROFS
from hashlib import blake2b
from pathlib import Path
from stat import S_IMODE
from time import sleep, time

from systemsmap.storage.locks import is_locked
from systemsmap.storage.schema import (
    ChangedByOthers,
    DiskFull,
    FileTrouble,
    Locked,
    Unwritable,
    Vanished,
)

BACKUP = ".bak"
_TEMPORARY = ".smap-tmp"
_STALE = 3600.0
_RETRIES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts: virus scanners and sync programs hold a file for a moment."""


def digest_of(content: bytes) -> str:
    """Return what tells this content from any other."""
    return blake2b(content, digest_size=16).hexdigest()


def replace_file(path: Path, content: bytes, known: str | None, *, backup: bool) -> None:
    """Put `content` in the place of the file at `path`, leaving one backup of it if wanted.

    `known` is the digest of what must be there: "" means nothing, None means whatever it is may
    go. Raises a FileTrouble and leaves everything as it was when that cannot be done.
    """
    target = Path(os.path.realpath(path))  # a link to a file stays a link
    temporary = target.with_name(_temporary_name(target.name))
    try:
        _sweep(target)
        _refuse_read_only(path, target)
        _write(temporary, content)
        if is_there(target):
            with suppress(OSError):  # not every disk knows modes
                temporary.chmod(S_IMODE(target.stat().st_mode))
        _refuse_changed(path, target, known)
        if backup and is_there(target):
            _keep_backup(target)
        _move(temporary, target)
    except OSError as error:
        raise _trouble(path, target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _settle_folder(target.parent)


def keep_as(target: Path, place: Path) -> None:
    """Keep the file under a second name, where nothing is yet. Raises OSError.

    It stays as it is: a map file is replaced and never written in place.
    """
    spare = target.with_name(_temporary_name(target.name + BACKUP))
    try:
        place.hardlink_to(target)  # takes no time and no room
    except FileExistsError:
        return
    except OSError:  # a disk that knows no second names
        try:
            spare.write_bytes(target.read_bytes())
            if not os.path.lexists(place):
                spare.rename(place)
        finally:
            with suppress(OSError):
                spare.unlink(missing_ok=True)


def is_being_written(target: Path) -> bool:
    """Return whether another SQLite program is in the middle of something, or died in it.

    The first byte of a journal is zero while nothing has yet been done to the database.
    """
    journal, log = Path(f"{target}-journal"), Path(f"{target}-wal")
    return _head(journal) not in (b"", b"\0") or bool(_head(log)) or is_locked(target)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(1)
    except OSError as error:
        if error.errno in (ENOENT, ENAMETOOLONG):  # the map's own name may fill all there is
            return b""
        raise


def _refuse_read_only(path: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise Vanished(path, "was not saved because its folder is not there; the map is kept.")
    if target.is_dir():
        raise Unwritable(path, "was not saved because a folder has that name; the map is kept.")
    if is_there(target) and not is_writable(target):
        raise Unwritable(
            path, "was not saved because the file is read-only; it is unchanged and the map kept."
        )


def is_there(path: Path) -> bool:
    """Return whether something is there; a name the system cannot have is not."""
    try:
        return path.exists()
    except OSError:
        return False


def is_writable(target: Path) -> bool:
    """Return whether a file may be replaced; for root too a file marked read-only may not."""
    return bool(target.stat().st_mode & 0o222) and os.access(target, os.W_OK)


def _refuse_changed(path: Path, target: Path, known: str | None) -> None:
    if is_being_written(target):
        raise Locked(path, "was not saved because another program is writing it; the map is kept.")
    if known is None:
        return
    found = digest_of(target.read_bytes()) if is_there(target) else ""
    if known and not found:
        raise Vanished(path, "was not saved because it is no longer where it was; the map is kept.")
    if found and not known:
        raise ChangedByOthers(path, "is there already and was not overwritten; the map is kept.")
    if found != known:
        raise ChangedByOthers(
            path, "was changed by someone else and was not overwritten; your map is kept."
        )


def _write(temporary: Path, content: bytes) -> None:
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if temporary.read_bytes() != content:  # some network drives say yes too early
        raise OSError("the disk gives back something else than was written")


def _keep_backup(target: Path) -> None:
    """Keep the old file under another name. Not being able to is no reason not to save."""
    spare = target.with_name(_temporary_name(target.name + BACKUP))
    with suppress(OSError):
        try:
            spare.hardlink_to(target)  # takes no time and no room; we never write in place
        except OSError:
            spare.write_bytes(target.read_bytes())
        spare.replace(target.with_name(target.name + BACKUP))
    with suppress(OSError):
        spare.unlink(missing_ok=True)


def _move(temporary: Path, target: Path) -> None:
    for pause in (*_RETRIES, None):
        try:
            temporary.replace(target)
        except PermissionError:
            if os.name != "nt" or pause is None:
                raise
            sleep(pause)
        else:
            return


def _settle_folder(folder: Path) -> None:
    """Make the renaming last through a power cut, where the system lets us."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _temporary_name(name: str) -> str:
    """Return a short name (the target's may fill all a folder allows) that tells who made it."""
    return f".~{digest_of(name.encode('utf-8', 'surrogateescape'))[:12]}-{_maker()}{_TEMPORARY}"


def _maker() -> str:
    from platform import node  # noqa: PLC0415 - slow to load, and only needed when saving

    return f"{digest_of(node().encode())[:8]}-{os.getpid()}"


def _sweep(target: Path) -> None:
    """Remove what a killed process left beside the target."""
    mine = _maker()
    for name in (target.name, target.name + BACKUP):
        stem = _temporary_name(name).removesuffix(f"{mine}{_TEMPORARY}")
        for left in target.parent.glob(f"{stem}*{_TEMPORARY}"):
            with suppress(OSError):
                if _is_stale(left, mine):
                    left.unlink()


def _is_stale(left: Path, mine: str) -> bool:
    computer, _, process = left.name.removesuffix(_TEMPORARY).partition("-")[2].partition("-")
    if time() - left.stat().st_mtime > _STALE:
        return True
    if (
        computer != mine.partition("-")[0] or os.name == "nt"
    ):  # another computer's, or no way to ask
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return True
    return False


def _trouble(path: Path, target: Path, error: OSError) -> FileTrouble:
    kept = "it is unchanged and the map is kept." if is_there(target) else "the map is kept."
    if error.errno in (ENOSPC, EDQUOT, EFBIG):
        return DiskFull(path, f"was not saved because the disk is full; {kept}")
    if error.errno == EROFS:
        return Unwritable(path, f"was not saved because the disk is read-only; {kept}")
    if isinstance(error, PermissionError):
        if os.name == "nt" and is_there(target):
            return Locked(path, f"was not saved because another program holds it; {kept}")
        return Unwritable(path, f"was not saved because writing there is not allowed; {kept}")
    if isinstance(error, FileNotFoundError):
        return Vanished(path, f"was not saved because its folder is not there; {kept}")
    reason = (error.strerror or str(error)).lower()
    return Unwritable(path, f"was not saved ({reason}); {kept}")
