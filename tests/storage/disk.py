"""A disk that things happen to: a small volume of its own where one may be mounted.

Where nothing may be mounted, a folder stands for it, and what comes nearest is done instead.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from uuid import uuid4

from systemsmap.storage import replacing

SIZE = 2_000_000
"""Bytes of the volume: enough for a small map and its working copy, some times over."""
_FILLER = "filler"


def alone() -> tuple[str, ...]:
    """Return what to put before a command so that what it mounts is seen by it alone."""
    for command in (("unshare", "--mount"), ("unshare", "--mount", "--map-root-user")):
        if shutil.which("unshare") and _went_well((*command, "true")):
            return command
    return ()


class Disk:
    """The disk at `place`, in a process that was begun `alone`."""

    def __init__(self, home: Path) -> None:
        self.place, self._volume = home / "disk", home / "volume"
        self.place.mkdir()
        self._volume.mkdir()
        small = ("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "systemsmap", str(self._volume))
        self.is_real = bool(alone()) and _went_well(small)
        self._answers = Event()
        self._answers.set()
        self._write = replacing._write
        if self.is_real:
            self.come()
        else:
            self._volume.rmdir()

    def fill(self) -> None:
        """Leave no room."""
        if not self.is_real:
            self.limit()
            return
        with (self.place / _FILLER).open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                return

    def clear(self) -> None:
        """Make room again."""
        (self.place / _FILLER).unlink(missing_ok=True)
        self.unlimit()

    def limit(self) -> None:
        """Let no file grow beyond a thousand bytes."""
        _limit(1000)

    def unlimit(self) -> None:
        """Let files be as large as they like."""
        _limit(-1)

    def freeze(self) -> None:
        """Make the folder read-only."""
        if self.is_real:
            _run("mount", "-o", "remount,bind,ro", str(self.place))
            return
        self.place.chmod(0o555)
        if os.access(self.place, os.W_OK):  # nothing stops root; a file marked read-only does
            for file in self.place.glob("*.smap"):
                file.chmod(0o444)

    def thaw(self) -> None:
        """Let it be written to again."""
        if self.is_real:
            _run("mount", "-o", "remount,bind,rw", str(self.place))
            return
        self.place.chmod(0o755)
        for file in self.place.glob("*.smap"):
            file.chmod(0o644)

    def leave(self) -> None:
        """Be gone, as a stick that is pulled out, whoever is at work on it."""
        if self.is_real:
            _run("umount", "--lazy", str(self.place))
        else:
            self.place.rename(self._volume)

    def come(self) -> None:
        """Be there again, with what was on it."""
        if self.is_real:
            _run("mount", "--bind", str(self._volume), str(self.place))
            return
        if self.place.exists():  # made meanwhile, and hidden by a volume that is mounted over it
            self.place.rename(self.place.with_name(f"hidden {uuid4().hex}"))
        self._volume.rename(self.place)

    def fall_silent(self) -> None:
        """Answer to no writing, as a share behind a broken network."""
        self._answers.clear()
        replacing._write = self._write_in_time

    def answer(self) -> None:
        """Answer again."""
        self._answers.set()

    def _write_in_time(self, temporary: Path, content: bytes) -> None:
        if temporary.is_relative_to(self.place.resolve()):
            self._answers.wait()
        self._write(temporary, content)


def _limit(size: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _went_well(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
