"""`systemsmap paths`: the ways a change in one variable can take to another."""

import argparse
from pathlib import Path

from systemsmap.cli.loops import SECONDS, whole
from systemsmap.cli.names import variable_called
from systemsmap.cli.progress import Progress
from systemsmap.cli.source import read
from systemsmap.cli.voice import show, show_object


def ask_paths(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("map", metavar="MAP")
    parser.add_argument("start", metavar="FROM", help="the name of the cause")
    parser.add_argument("end", metavar="TO", help="the name of the effect")
    parser.add_argument("--longest", type=whole, metavar="N", help="of up to N links, else 10")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")


def paths(asked: argparse.Namespace) -> int:
    """Print the routes from one variable to another. Raises Trouble."""
    from systemsmap.analysis.budget import Budget  # noqa: PLC0415
    from systemsmap.analysis.routes import DEFAULT, routes  # noqa: PLC0415
    from systemsmap.interchange.route_list import as_object, as_text  # noqa: PLC0415

    map_ = read(Path(asked.map)).map_
    start, end = variable_called(map_, asked.start), variable_called(map_, asked.end)
    budget = Budget(DEFAULT.results, asked.longest or DEFAULT.length, SECONDS)
    progress = Progress("Looking for routes", SECONDS)
    try:
        found = routes(map_, start, end, budget, progress)
    finally:
        progress.clear()
    if asked.json:
        show_object(as_object(map_, found))
    else:
        show(as_text(map_, found))
    return 0
