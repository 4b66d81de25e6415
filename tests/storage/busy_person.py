"""Somebody who edits without a pause, in a process of their own, until it is killed.

Step after step follows from its number alone, so that whoever finds a map can tell what should
be in it. Each step is written down with the time at which it was on screen and its id.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from systemsmap.model import edits
from systemsmap.model.change import Change
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.writer import MapWriter

_MOST = 40


def step(map_: SystemsMap, number: int) -> Change:
    """Return the edit of this number; it also writes the number into the map."""
    random = Random(number)
    counted = edits.describe_map(map_, description=str(number))
    ids = list(map_.variables)
    if len(ids) < 2 or (len(ids) < _MOST and random.random() < 0.4):
        edit = edits.add_variable(map_, f"V {number}", number % 97, 0.0, id_=f"v{number}")
    elif random.random() < 0.1:
        edit = edits.delete(map_, [random.choice(ids)])
    elif random.random() < 0.5:
        edit = edits.move(map_, random.sample(ids, 2), 1.0, -1.0)
    else:
        edit = _linked(map_, random.choice(ids), random.choice(ids), f"k{number}")
    return counted.then(edit)


def steps_from(map_: SystemsMap) -> Iterator[SystemsMap]:
    """Yield the map after 0, 1, 2, ... steps."""
    number = 0
    while True:
        yield map_
        number += 1
        map_ = step(map_, number).applied_to(map_)


def number_of(map_: SystemsMap) -> int:
    """Return how many steps are in a map."""
    return int(map_.info.description or 0)


def _linked(map_: SystemsMap, source: str, target: str, id_: str) -> Change:
    old = map_.link_between.get((source, target))
    return edits.delete(map_, [old]) if old else edits.add_link(map_, source, target, id_=id_)


def work(home: Path) -> None:
    """Edit the map in `home`, in some homes save by hand too; never stop by oneself."""
    stored = read_map_file(home / "Map.smap")
    writer = MapWriter(home / "copies", stored)
    writer.wake().result()  # as a window does when it is on screen
    document = Document(stored.map_, stored.history)
    document.changed.subscribe(writer.put)
    book = os.open(home / "diary", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    saves_by_hand = home.name.endswith("by hand")
    number = 0
    employer = os.getppid()
    while os.getppid() == employer:
        number += 1
        document.commit(step(document.map, number), "Step")
        os.write(book, f"{number} {time.monotonic()} {document.history.state}\n".encode())
        if saves_by_hand and number % 50 == 0:
            writer.save_now()
        time.sleep(0.001)  # hundreds of edits a second; more only measures the interpreter


def send_to_work() -> None:
    """Start a process for each folder named on a line; answer with its number.

    They are forked off one that has loaded everything, which saves half a second each.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that are killed
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            work(Path(line.rstrip("\n")))
        print(process, flush=True)


if __name__ == "__main__":
    import systemsmap.storage.safekeeping  # noqa: F401

    send_to_work()
