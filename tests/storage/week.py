"""A week of work and what the file is like during it: `python -m` with a number of edits."""

import sys
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.storage.long_work import Week

_EDITS = 100_000
_CHECKED = 500
_MARKS = 10


def main(number: int, seed: int) -> None:
    """Work, check every 500 edits, and print how the file grows."""
    print(f"seed {seed}", flush=True)
    begun = perf_counter()
    with TemporaryDirectory() as home:
        week = Week(Path(home), seed)
        print("   done    steps      bytes  bytes/step  publishing  opening", flush=True)
        for done in range(1, number + 1):
            week.work()
            if done % _CHECKED == 0:
                week.check()
            if done % max(1, number // _MARKS) == 0:
                week.look_back()
                _tell(week, done)
        print(f"undone to the first map: {week.undo_all():,} steps", flush=True)
        week.pack()
        week.check()
        print("versions only:")
        _tell(week, number)
        week.close()
        for what, count in week.counts.most_common():
            print(f"{count:>9,} {what.replace('_', ' ')}")
    print(f"all equal, in {perf_counter() - begun:.0f} s")


def _tell(week: Week, done: int) -> None:
    m = week.measured()
    per_step = m.bytes / max(1, m.steps)
    times = f"{m.publishing * 1000:>8.0f} ms {m.opening * 1000:>5.0f} ms"
    print(f"{done:>7,} {m.steps:>8,} {m.bytes:>10,} {per_step:>11.0f} {times}", flush=True)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else _EDITS, given[1] if given[1:] else SystemRandom().randrange(10**9))
