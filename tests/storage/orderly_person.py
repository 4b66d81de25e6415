"""Somebody who edits and saves in a process of their own until they are told that it is enough.

Then they close the map as one does, and the process ends.
"""

import sys
import time
from pathlib import Path

from systemsmap.model.document import Document
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.writer import MapWriter
from tests.storage.busy_person import step


def work(home: Path) -> None:
    """Edit the map in `home` until there is a file that says “enough”."""
    stored = read_map_file(home / "maps" / "Map.smap")
    writer = MapWriter(home / "copies", stored, wants_backups=lambda: True)
    writer.wake().result()
    document = Document(stored.map_, stored.history)
    document.changed.subscribe(writer.put)
    number = 0
    print("at work", flush=True)
    while not (home / "enough").exists():
        number += 1
        document.commit(step(document.map, number), "Step")
        if number % 10 == 0:
            writer.save_now()
        time.sleep(0.001)
    trouble = writer.close()
    print(f"closed after {number}: {trouble or 'all is well'}", flush=True)


if __name__ == "__main__":
    work(Path(sys.argv[1]))
