"""Reads one file in a process of its own and prints what came of it, in what time and memory."""

import json
import re
import sys
import time
from pathlib import Path

from systemsmap.interchange.importers import IMPORTERS, ImportTrouble, read_as


def main(suffix: str, path: str) -> None:
    """Print a line of JSON: what was said, processor seconds and the most memory in MB."""
    importer = next(one for one in IMPORTERS if one.suffix == suffix)
    data, begun, said = Path(path).read_bytes(), time.process_time(), ""
    try:
        read_as(importer, data)
    except ImportTrouble as trouble:
        said = str(trouble)
    seconds = time.process_time() - begun
    print(json.dumps({"said": said, "seconds": seconds, "megabytes": _most_memory()}))


def _most_memory() -> float:
    """Return the high-water mark; unlike getrusage's it begins anew with the program."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) / 1000 if found else 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
