"""`systemsmap check`: whether a map is sound, and what deserves a second look."""

import argparse
from pathlib import Path

from systemsmap.cli.rescue import hint
from systemsmap.cli.source import read
from systemsmap.cli.voice import Trouble, indented, show


def ask_check(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("map", metavar="MAP")


def check(asked: argparse.Namespace) -> int:
    """Print what is wrong with a map. Raises Trouble when it is not sound."""
    from systemsmap.analysis.checks import check as look  # noqa: PLC0415

    path = Path(asked.map)
    try:
        found = read(path)
    except Trouble as trouble:
        raise Trouble(f"{trouble}{hint(path)}") from None
    findings = [finding.sentence for finding in look(found.map_)]
    lines = ["Not sound:", *indented(found.unsound)] if found.unsound else ["Sound."]
    if findings:
        lines += ["Worth a second look:", *indented(findings)]
    show("\n".join(lines))
    if found.unsound:
        raise Trouble(f"{asked.map} is not sound.")
    return 0
