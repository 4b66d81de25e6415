"""`systemsmap formats`: which formats maps are read from and written in, and what each holds."""

import argparse

from systemsmap.cli.voice import show


def ask_formats(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing."""
    del parser


def formats(asked: argparse.Namespace) -> int:
    """Print the table."""
    from systemsmap.interchange.table import rows  # noqa: PLC0415

    del asked
    lines = [row.told() for row in rows()]
    show("\n".join(lines))
    return 0
