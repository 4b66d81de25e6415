"""Opens one file in a process of its own, and prints what that took and touched, as JSON.

`python -m tests.storage.open_hostile FILE`. Everything that Python is asked to open, connect to,
load or start after the imports is noted.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from systemsmap.storage.reader import read_map_file
from systemsmap.storage.remedies import remedies
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap

_WATCHED = ("open", "sqlite3.", "socket.", "subprocess.", "os.", "ctypes.", "shutil.", "exec")


def main(path: Path) -> None:
    """Open the file, or rescue what can be had of it."""
    touched: list[str] = []

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_WATCHED):
            touched.append(f"{event} {arguments[0] if arguments else ''}")

    sys.addaudithook(note)
    begun = perf_counter()
    said, found = _opened(path)
    seconds = perf_counter() - begun
    map_ = found.map_ if found else None
    told = {
        "said": said,
        "variables": len(map_.variables) if map_ else 0,
        "texts": [v.name + v.note for v in map_.variables.values()][:50] if map_ else [],
        "seconds": seconds,
        "megabytes": _megabytes(),
        "touched": touched,
    }
    sys.stdout.write(json.dumps(told))


def _megabytes() -> float:
    """Return the most memory this process ever took; ru_maxrss begins with its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _opened(path: Path) -> tuple[str, StoredMap | None]:
    try:
        stored = read_map_file(path)
    except FileTrouble as trouble:
        return str(trouble), remedies(path, trouble).rescued
    return "", stored


if __name__ == "__main__":
    main(Path(sys.argv[1]))
