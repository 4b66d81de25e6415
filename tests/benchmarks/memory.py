"""How much memory the worst maps take, each asked in a process of its own."""

import resource
import subprocess
import sys
from pathlib import Path

from systemsmap.analysis.analyses import analyse
from systemsmap.analysis.budget import Budget
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, Samples
from tests.maps import diamonds, map_from, ring, tangle

TITLE = "Every call inside 300 MB"
MAPS = {
    "complete 40": lambda: _complete(40),
    "dense 40, 0.3": lambda: tangle(40, 11.7),
    "chain of 5,000": lambda: ring(5_000),
    "thirty diamonds": lambda: diamonds(30),
    "1,000 / 3,000": lambda: tangle(1_000, 3.0),
}
ASKED = ("loops", "engine", "counts", "basis")


def _complete(size: int) -> SystemsMap:
    return map_from(*(f"v{a} + v{b}" for a in range(size) for b in range(size) if a != b))


def _megabytes(name: str, what: str) -> Samples:
    def samples() -> list[float]:
        command = [sys.executable, "-m", "tests.benchmarks.memory", name, what]
        return [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)]

    return samples


ROWS = tuple(
    Row(f"{what} of {name}", 300, _megabytes(name, what), unit="MB")
    for name in MAPS
    for what in ASKED
)


def _peak() -> float:
    """Return the most megabytes this process has held; Linux counts its parent's in `getrusage`."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    analyse(MAPS[sys.argv[1]](), (sys.argv[2],), Budget(seconds=5.0))
    print(_peak())
