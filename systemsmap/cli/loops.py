"""`systemsmap loops`: the loops of a map listed, or counted without listing them."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from systemsmap.cli.loop_table import write_table
from systemsmap.cli.names import variable_called
from systemsmap.cli.progress import Progress
from systemsmap.cli.source import read
from systemsmap.cli.voice import Trouble, show, show_object

if TYPE_CHECKING:
    from systemsmap.analysis.loops.loop import Loops
    from systemsmap.model.systems_map import SystemsMap

MOST = 500
"""Loops that are printed when nobody says how many."""
SECONDS = 10.0
"""How long the search for them may take."""
COUNTING = 60.0
"""How long counting them all may take."""


def ask_loops(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("map", metavar="MAP")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument("--longest", type=whole, metavar="N", help="only loops of up to N links")
    parser.add_argument("--most", type=whole, metavar="N", help=f"at most N loops, else {MOST}")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--through", metavar="NAME", help="only loops through this variable")
    which.add_argument("--basis", action="store_true", help="the shortest independent loops")
    which.add_argument("--table", metavar="FILE", help="all of them, up to a million, into a .csv")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    which.add_argument("--count", action="store_true", help="how many there are, none listed")


def loops(asked: argparse.Namespace) -> int:
    """Print what was asked for. Raises Trouble."""
    alone = "--count" * asked.count or "--basis" * asked.basis or "--table" * bool(asked.table)
    if alone and (asked.longest or asked.most):
        raise Trouble(f"{alone} is about all loops: --longest and --most do not go with it.")
    if asked.table:
        return write_table(Path(asked.map), Path(asked.table), overwrite=asked.force)
    map_ = read(Path(asked.map)).map_
    if asked.count:
        _count(map_, as_json=asked.json)
        return 0
    progress = Progress("Looking for loops", SECONDS)
    try:
        found, about = _found(map_, asked, progress)
    finally:
        progress.clear()
    _show(map_, found, about, as_json=asked.json)
    return 0


def _found(
    map_: "SystemsMap", asked: argparse.Namespace, progress: Progress
) -> tuple["Loops", str]:
    """Return the loops to print, and a line on which they are where they are not all."""
    from systemsmap.analysis.budget import Budget  # noqa: PLC0415
    from systemsmap.analysis.loops.search import find_loops  # noqa: PLC0415
    from systemsmap.analysis.loops.through import loops_through  # noqa: PLC0415
    from systemsmap.analysis.reading import quoted  # noqa: PLC0415

    if asked.basis:
        return _basis(map_, progress)
    budget = Budget(asked.most or MOST, asked.longest, SECONDS)
    if asked.through is None:
        return find_loops(map_, budget, progress), ""
    variable = variable_called(map_, asked.through)
    name = quoted(map_.variables[variable].name)
    return loops_through(map_, variable, budget, progress), f"Through {name}:"


def _basis(map_: "SystemsMap", progress: Progress) -> tuple["Loops", str]:
    from systemsmap.analysis.loops.basis import loop_basis  # noqa: PLC0415
    from systemsmap.analysis.loops.loop import Loops  # noqa: PLC0415

    basis = loop_basis(map_, SECONDS, progress)
    found = Loops(basis.loops, basis.complete, basis.size, len(map_.variables), exactly=True)
    return found, "Circuit basis, of which all other loops are combinations:"


def _show(map_: "SystemsMap", found: "Loops", about: str, *, as_json: bool) -> None:
    from systemsmap.interchange.loop_list import as_object, as_text  # noqa: PLC0415

    if as_json:
        show_object(as_object(map_, found))
    else:
        show(as_text(map_, found, about))


def _count(map_: "SystemsMap", *, as_json: bool) -> None:
    from systemsmap.analysis.counting.count import count_loops  # noqa: PLC0415
    from systemsmap.analysis.counting.counts import CountBudget  # noqa: PLC0415
    from systemsmap.interchange.count_list import as_object, as_text  # noqa: PLC0415

    progress = Progress("Counting loops", COUNTING)
    try:
        counts = count_loops(map_, CountBudget(COUNTING), progress, per_link=True, by_length=True)
    finally:
        progress.clear()
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)  # numbers of loops have as many digits as they need
    try:
        if as_json:
            show_object(as_object(map_, counts))
        else:
            show(as_text(map_, counts))
    finally:
        sys.set_int_max_str_digits(limit)


def whole(text: str) -> int:
    """Return a number of one or more. Raises ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number
