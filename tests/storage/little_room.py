"""Saves into less room than is needed, in a process of its own: `python -m` with a folder.

The largest size a file may have is lowered for the process, which needs no rights and fails
just as a full disk does, at every byte wanted. Ends with 0 when nothing was ever lost.
"""

import resource
import sys
from pathlib import Path

import pytest

from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.schema import DiskFull, Unwritable
from systemsmap.storage.stored_map import StoredMap
from tests.storage.followed import Followed
from tests.storage.made_maps import large_map, small_map


def allow(size: int) -> None:
    """Let no file grow beyond this size in bytes; -1 is as large as it likes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def sweep(folder: Path) -> None:
    """Publish with room for every so many bytes of the file."""
    path = folder / "Map.smap"
    stored = publish(StoredMap(small_map(), path))
    old = path.read_bytes()
    larger = StoredMap(large_map(40, 80), path, digest=stored.digest)
    for room in [*range(300), *range(300, 16_000, 509)]:
        allow(room)
        with pytest.raises(DiskFull, match=r"“Map\.smap” was not saved because the disk is full"):
            publish(larger)
        allow(-1)
        assert path.read_bytes() == old
        assert [f.name for f in folder.iterdir()] == ["Map.smap"], room
    assert read_map_file(publish(larger).path or path).map_ == larger.map_


def go_on_working(folder: Path) -> None:
    """Edit while there is no room anywhere, then with room again."""
    path = folder / "Map.smap"
    followed = Followed(folder / "copies", read_map_file(path))
    followed.add("Before")
    followed.until_kept(1)
    old = path.read_bytes()
    allow(1000)
    followed.add("Meanwhile")
    followed.until(lambda: isinstance(followed.trouble(), Unwritable))
    assert path.read_bytes() == old
    allow(-1)
    followed.until_saved()
    followed.until(lambda: followed.trouble() is None)
    assert followed.writer.close() is None
    found = {v.name for v in read_map_file(path).map_.variables.values()}
    assert {"Before", "Meanwhile"} <= found
    assert list((folder / "copies").iterdir()) == []


if __name__ == "__main__":
    sweep(Path(sys.argv[1]))
    go_on_working(Path(sys.argv[1]))
