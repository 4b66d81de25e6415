"""The map files opened last."""

from contextlib import suppress
from pathlib import Path

MOST = 12


class RecentFiles:
    """A short list in a file of its own, one path a line, newest first."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "recent.txt"

    def add(self, path: Path) -> None:
        """Put a file at the top. What cannot be written down is simply not remembered."""
        here = path.absolute()
        others = [p for p in self._read() if p != here]
        with suppress(OSError, UnicodeError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            lines = [str(p) for p in (here, *others)[:MOST] if "\n" not in str(p)]
            self._file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def list(self) -> tuple[Path, ...]:
        """Return the files that still exist, newest first."""
        return tuple(p for p in self._read() if _exists(p))

    def clear(self) -> None:
        """Forget them all."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _read(self) -> tuple[Path, ...]:
        try:
            lines = self._file.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeError):
            return ()
        return tuple(Path(line) for line in lines if line.strip() and "\0" not in line)[:MOST]


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a share that is not there today
        return False
