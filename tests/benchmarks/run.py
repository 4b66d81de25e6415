"""Measures what systemsmap promises and prints a table: `python3 dev.py bench [WORD ...]`.

Nothing here is a test: how fast a machine is decides about the numbers, not about right or wrong.
"""

import importlib
import os
import platform
import sys
from collections.abc import Iterator

from tests.benchmarks.row import Measured, Row, measured

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PARTS = ("starting", "closing", "frames", "files", "pictures", "finding", "counting", "basis")
HEAD = (
    f"{'what':42}{'goal':>9}{'median':>10}{'p95':>10}   {'holds':6}{'beside it':20}{'median':>10}"
    f"{'ratio':>8}"
)


def main(words: list[str]) -> int:
    """Measure the rows whose name contains one of the words, or all; return the exit code."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}\n")
    print(HEAD)
    missed = 0
    for row in _rows():
        if not words or any(word in row.name for word in words):
            result = measured(row)
            print(_line(result), flush=True)
            missed += not result.holds
    print(f"\n{missed} missed their goal." if missed else "\nEvery goal was met.")
    return int(missed > 0)


def _rows() -> Iterator[Row]:
    for part in PARTS:
        yield from importlib.import_module(f"tests.benchmarks.{part}").ROWS


def _line(result: Measured) -> str:
    row, unit = result.row, result.row.unit
    goal = "" if row.goal is None else _number(row.goal, unit)
    verdict = "" if row.goal is None else "yes" if result.holds else "NO"
    line = f"{row.name:42}{goal:>9}{_number(result.median, unit):>10}"
    line += f"{_number(result.p95, unit):>10}   {verdict:6}{row.beside:20}"
    if result.rival is not None:
        line += f"{_number(result.rival, unit):>10}{result.median / result.rival:>7.2f}x"
    return line.rstrip()


def _number(value: float, unit: str) -> str:
    return f"{value:.3g} {unit}" if value < 100 else f"{value:,.0f} {unit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
