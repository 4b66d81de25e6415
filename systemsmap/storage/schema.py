"""What a map file is: the numbers that mark it, its limits, and all that can be wrong with one.

Standard library only, so that a window can be drawn before any database library is loaded.
"""

from pathlib import Path

APPLICATION_ID = 0x534D4150
"""'SMAP' at offset 68 of the file: how `file` and systemsmap tell a map from other databases."""

Format = tuple[int, int]
"""Major and minor: older programs may read a newer minor, never a newer major."""

FORMAT: Format = (1, 2)
OLDEST_READER: Format = (1, 0)
"""The oldest format whose programs can read what this one writes."""

SUFFIX = ".smap"
LARGEST_FILE = 40_000_000
"""Bytes. A map of 5,000 variables takes 3 million; beyond this something else is going on.

To be read it lies in memory twice, which shall not take more than a small computer has.
"""
LONGEST_TEXT = 1_000_000
"""Characters in any one text."""
MOST_ROWS = 200_000
"""Rows in any one table."""
FARTHEST = 1e9
"""Map units from the origin: beyond this, neighbouring positions begin to run together."""


def packed(format_: Format) -> int:
    """Return the format as one number for user_version: 1.2 becomes 1002, still readable."""
    return format_[0] * 1000 + format_[1]


def unpacked(version: int) -> Format:
    """Return the format that `packed` made this number of."""
    return divmod(version, 1000)


class FileTrouble(Exception):  # noqa: N818 - a trouble is what a person has, not an error of theirs
    """A file could not be read or written. The message is one sentence for a person.

    It names the file, says what is wrong and what was done about it.
    """

    def __init__(self, path: Path | None, says: str) -> None:
        super().__init__(f"{named(path)} {says}")
        self.path = path
        self.says = says

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by what it was made of, so that it can cross from a worker process."""
        return type(self), (self.path, self.says)


class NotAMap(FileTrouble):
    """Something else than a map file."""


class TooNew(FileTrouble):
    """Written in a format this program cannot know."""


class TooBig(FileTrouble):
    """Larger than any map."""


class Damaged(FileTrouble):
    """A map file that is broken or was tampered with."""


class Locked(FileTrouble):
    """Another program is at work on the file."""


class Unreadable(FileTrouble):
    """The system does not let us read it."""


class Unwritable(FileTrouble):
    """The system does not let us write it: read-only, no permission, no such folder."""


class DiskFull(Unwritable):
    """There is no room left."""


class Vanished(FileTrouble):
    """The file, or the folder it was in, is no longer there."""


class ChangedByOthers(FileTrouble):
    """The file is not what we last read or wrote there."""


def named(path: Path | None) -> str:
    """Return the file's name in quotation marks; a map without a file is 'The new map'."""
    return f"“{path.name or path}”" if path is not None else "The new map"
