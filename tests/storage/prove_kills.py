"""Kills processes in the middle of work and prints what was lost: `python -m` with a number."""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.storage.killed import Left, kill, killings

_ROUNDS = 200
_PUBLISHING = 0.3  # of the rounds are timed on a publishing


def main(rounds: int) -> int:
    """Print the counts; return 1 when anything was lost."""
    with TemporaryDirectory() as folder:
        found = kill(killings(Path(folder), rounds, round(rounds * _PUBLISHING)))
    for line in told(found):
        print(line)
    return int(any(left.lost or left.faults or left.offered_again for left in found))


def told(found: list[Left]) -> list[str]:
    """Return the counts in words."""
    faults = Counter(fault for left in found for fault in left.faults)
    return [
        f"rounds, each ended by SIGKILL: {len(found)}",
        f"killed in the middle of publishing: {sum(left.was_publishing for left in found)}",
        f"edits made in all: {sum(left.edits for left in found):,}",
        f"edits older than a second that were lost: {sum(left.lost for left in found)}",
        f"age of the oldest edit that was lost: {max(left.lateness for left in found):.2f} s",
        f"working copies offered: {sum(left.offers for left in found)}",
        f"offered a second time: {sum(left.offered_again for left in found)}",
        f"files and histories not as they were drawn: {sum(bool(left.faults) for left in found)}",
        *(f"    {count} x {fault}" for fault, count in faults.items()),
    ]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else _ROUNDS))
