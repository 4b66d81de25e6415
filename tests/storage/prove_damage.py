"""Prints what becomes of map files damaged at many places: `python -m tests.storage.prove_damage`.

Takes the number of places for each kind of damage, else 500, and ends with the memory it took.
"""

import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from tests.storage.damage import WAYS, try_all, workshop_map

MAPS = {"short texts": 3, "texts over many pages": 100}


def main(places: int) -> None:
    """Damage both maps in every way."""
    for what, words in MAPS.items():
        map_ = workshop_map(words)
        for way in WAYS:
            with TemporaryDirectory() as folder:
                print(f"{what}, {way}: {try_all(map_, way, places, Path(folder)).said()}")
    print(f"memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
