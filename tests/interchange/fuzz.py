"""Spoils files of every format for a while: `python -m tests.interchange.fuzz [SECONDS] [SUFFIX]`.

Only a map or one plain sentence may come of them; anything else is printed with the file.
"""

import random
import sys
import time
import traceback

from systemsmap.interchange.importers import Importer, ImportTrouble
from tests.interchange.spoiling import seeds, spoilt


def main(arguments: list[str]) -> int:
    """Spoil for so many seconds a format, 60 unless told; return how many formats failed."""
    seconds = float(arguments[0]) if arguments else 60.0
    wanted = arguments[1] if len(arguments) > 1 else ""
    failed = 0
    for importer, sound in seeds():
        if wanted in ("", importer.suffix):
            failed += not _survives(importer, sound, seconds)
    return failed


def _survives(importer: Importer, sound: list[bytes], seconds: float) -> bool:
    chance, begun, tried, refused, slowest = random.Random(1), time.monotonic(), 0, 0, 0.0
    while time.monotonic() - begun < seconds:
        data = spoilt(chance.choice(sound), chance)
        start = time.monotonic()
        try:
            importer.read(data)
        except ImportTrouble:
            refused += 1
        except Exception:
            print(f"{importer.suffix}: {data[:2000]!r}")
            traceback.print_exc()
            return False
        slowest = max(slowest, time.monotonic() - start)
        tried += 1
    told = f"{tried:,} files, {refused:,} refused, slowest {slowest * 1000:.0f} ms"
    print(f"{importer.suffix:<12}{told}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
