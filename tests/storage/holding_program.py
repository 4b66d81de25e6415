"""A process of its own that has a map file open: takes its lock, says so, waits to be told to end.

Arguments: the map, the work folder, the person. It lets go when its input ends.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from systemsmap.storage.presence import Presence


def main(path: Path, work: Path, person: str) -> None:
    presence = Presence(path, work, person)
    print("held by another" if presence.take() else "taken", flush=True)
    sys.stdin.read()
    presence.release()


@contextmanager
def holding(path: Path, work: Path, person: str) -> Iterator["subprocess.Popen[str]"]:
    """Run the process while it holds the lock; `communicate` lets it go, `kill` does not."""
    command = [sys.executable, "-m", "tests.storage.holding_program", str(path), str(work), person]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "taken\n"
        yield process
        process.kill()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
