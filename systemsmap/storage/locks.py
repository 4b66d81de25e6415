"""Locks that die with the process that holds them, and a look at SQLite's own."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_SQLITE_LOCKS = 0x40000000
"""Where SQLite locks a file: the pending, the reserved and 510 shared bytes."""


def is_locked(path: Path) -> bool:
    """Return whether another program is in the middle of writing this SQLite file.

    Says no where the system cannot tell; then the journal beside the file still does.
    """
    if sys.platform == "win32":
        return False  # there a file in use cannot be replaced, and the system says so itself
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB, 512, _SQLITE_LOCKS)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


class SessionLock:
    """A lock on a file that no second holder can get, in this process or another.

    The system lets go of it when the process ends, however it ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Try to hold the lock; return whether it is ours now. Raises OSError if it cannot be."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(descriptor)
        except OSError as error:
            os.close(descriptor)
            if isinstance(error, BlockingIOError | PermissionError):
                return False
            raise
        if not self._is_still_there(descriptor):  # whoever had it removed it as we looked
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def _is_still_there(self, descriptor: int) -> bool:
        try:
            return sys.platform == "win32" or os.path.samestat(
                os.fstat(descriptor), self._path.stat()
            )
        except FileNotFoundError:
            return False

    def is_held(self) -> bool | None:
        """Return whether somebody holds the lock; None when its file is not there, or untold."""
        try:
            descriptor = os.open(self._path, os.O_RDONLY)
        except OSError:
            return None
        try:
            _look_at(descriptor)
        except (BlockingIOError, PermissionError):
            return True
        except OSError:
            return None
        finally:
            os.close(descriptor)
        return False

    def release(self) -> None:
        """Let go and remove the file."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(descriptor)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(descriptor)


def _hold(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415

        # flock belongs to the open file, not to the process: a second look from the same
        # process finds it held too, and closing that look does not let go of it.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _look_at(descriptor: int) -> None:
    if sys.platform == "win32":
        _hold(descriptor)
    else:
        import fcntl  # noqa: PLC0415

        # Shared, so that two who look at once do not take each other for the holder.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
