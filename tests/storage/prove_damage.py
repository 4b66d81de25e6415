"""Prints what becomes of map files damaged at many places: `python -m tests.storage.prove_damage`.

Takes the number of places for each kind of damage, else 500, and ends with the memory it took.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from systemsmap.storage.stored_map import StoredMap
from tests.storage.damage import WAYS, try_all, with_history, workshop_map

FILES: dict[str, Callable[[], StoredMap]] = {
    "short texts": lambda: StoredMap(workshop_map(3)),
    "texts over many pages": lambda: StoredMap(workshop_map(100)),
    "700 steps of history": lambda: with_history(workshop_map(3), 700),
}


def main(places: int) -> None:
    """Damage each file in every way."""
    for what, made in FILES.items():
        stored = made()
        for way in WAYS:
            with TemporaryDirectory() as folder:
                print(f"{what}, {way}: {try_all(stored, way, places, Path(folder)).said()}")
    print(f"memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
