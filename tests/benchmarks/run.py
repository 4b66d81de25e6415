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

PARTS = (
    "starting", "closing", "frames", "capturing", "files", "pictures",
    "following", "finding", "counting", "stopping", "basis", "memory", "reading", "timeline",
)  # fmt: skip
HEAD = (
    f"{'what':42}{'goal':>9}{'median':>10}{'p95':>10}   {'holds':6}{'beside it':20}{'median':>10}"
    f"{'ratio':>8}"
)


def main(words: list[str]) -> int:
    """Measure the rows whose name contains one of the words, or all; return the exit code."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}\n")
    missed = 0
    for title, rows in _tables(words):
        print(f"{title}\n{HEAD}" if title else HEAD)
        for row in rows:
            result = measured(row)
            print(_line(result), flush=True)
            missed += not result.holds
        print()
    print(f"{missed} missed their goal." if missed else "Every goal was met.")
    return int(missed > 0)


def _tables(words: list[str]) -> Iterator[tuple[str, list[Row]]]:
    """Yield a title and its rows for each part of which something is asked for."""
    for part in PARTS:
        module = importlib.import_module(f"tests.benchmarks.{part}")
        title = getattr(module, "TITLE", "")
        asked = [r for r in module.ROWS if not words or any(w in r.name + title for w in words)]
        if asked:
            yield title, asked


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
