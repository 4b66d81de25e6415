"""The same search in C++, where there is a compiler: how far plain Python is from it."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Samples

SOURCE = Path(__file__).with_name("yardstick.cpp")


def is_there() -> bool:
    """Return whether there is a compiler."""
    return shutil.which("g++") is not None


@cache
def _program() -> Path:
    program = Path(tempfile.mkdtemp()) / "yardstick"
    subprocess.run(["g++", "-O3", "-std=c++17", "-o", program, SOURCE], check=True)
    return program


def measured(map_: SystemsMap, longest: int) -> tuple[int, float]:
    """Return how many loops of at most so many links there are, and the milliseconds it took."""
    number = {id_: at for at, id_ in enumerate(map_.variables)}
    lines = [f"{len(number)} {len(map_.links)} {longest}"]
    lines += [f"{number[k.source]} {number[k.target]}" for k in map_.links.values()]
    told = subprocess.run(
        [_program()], input="\n".join(lines), capture_output=True, text=True, check=True
    ).stdout.split()
    return int(told[0]), float(told[1])


def clocked_in_cpp(map_: SystemsMap, longest: int, loops: int, times: int = 5) -> Samples:
    """Return its milliseconds, which count only if it finds as many loops as we do."""

    def samples() -> list[float]:
        runs = [measured(map_, longest) for _ in range(times)]
        assert {found for found, _ in runs} == {loops}
        return [milliseconds for _, milliseconds in runs]

    return samples
