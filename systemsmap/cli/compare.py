"""`systemsmap compare`: what changed from one map to another."""

import argparse
from dataclasses import replace
from pathlib import Path

from systemsmap.cli.source import placed, read
from systemsmap.cli.target import look_at, put
from systemsmap.cli.voice import Trouble, say, show

TABLES = (".csv", ".md", ".txt")


def ask_compare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("old", metavar="OLD", help="the map as it was")
    parser.add_argument("new", metavar="NEW", help="the map as it is")
    parser.add_argument("--table", metavar="FILE", help=f"write the list: {', '.join(TABLES)}")
    parser.add_argument("--picture", metavar="FILE", help="write the map with its marks: .svg")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")


def compare(asked: argparse.Namespace) -> int:
    """Print what changed, and write what was asked for. Raises Trouble."""
    from systemsmap.analysis.comparing import compare as compared  # noqa: PLC0415
    from systemsmap.interchange.difference_list import as_text, write  # noqa: PLC0415

    table = _target(asked.table, TABLES, force=asked.force)
    picture = _target(asked.picture, (".svg",), force=asked.force)
    if table and table == picture:
        raise Trouble("The list and the picture need a file each.")
    old, new = read(Path(asked.old)), read(Path(asked.new))
    for sentence in (*old.unsound, *new.unsound):
        say(sentence)
    was_placed = not (old.unplaced or new.unplaced)
    if picture:
        old, new = replace(old, map_=placed(old)), replace(new, map_=placed(new))
    comparison = compared(old.map_, new.map_)
    if not was_placed:  # where things stand was not said by anybody
        comparison = comparison.without_places()
    since = f"“{Path(asked.old).name}”"
    if table:
        put(table, write(comparison, since, table.suffix.lower()), overwrite=asked.force)
    if picture:
        from systemsmap.interchange.difference_picture import as_svg  # noqa: PLC0415

        put(picture, as_svg(comparison, since), overwrite=asked.force)
    show(as_text(comparison))
    return 0


def _target(name: str | None, suffixes: tuple[str, ...], *, force: bool) -> Path | None:
    """Return the file to write, looked at before any work. Raises Trouble."""
    if name is None:
        return None
    target = Path(name)
    if target.suffix.lower() not in suffixes:
        raise Trouble(f"{target} was not written: its name has to end in {' or '.join(suffixes)}.")
    look_at(target, force=force)
    return target
