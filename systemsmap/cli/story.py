"""`systemsmap story`: the steps of a map's story as pictures."""

import argparse
from pathlib import Path

from systemsmap.cli.convert import refuse_bad_qt
from systemsmap.cli.source import placed, read
from systemsmap.cli.target import look_at
from systemsmap.cli.voice import Trouble, reason, say, show

SIZE = 64
KINDS = ("svg", "png")


def ask_story(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("map", metavar="MAP")
    parser.add_argument("target", metavar="TARGET", help="a PDF file, or a folder for pictures")
    parser.add_argument("--as", dest="kind", choices=KINDS, default="svg", help="svg or png")
    parser.add_argument("--force", action="store_true", help="overwrite a PDF that is there")


def story(asked: argparse.Namespace) -> int:
    """Write the steps into a PDF, or into a new folder inside the one named. Raises Trouble."""
    target = Path(asked.target)
    is_pdf = target.suffix.lower() == ".pdf"
    if is_pdf:
        look_at(target, force=asked.force)
    elif not target.is_dir():
        raise Trouble(f"{target} is neither a PDF file nor a folder.")
    found = read(Path(asked.map))
    for sentence in found.unsound:
        say(sentence)
    refuse_bad_qt()
    from systemsmap.analysis.register import listing  # noqa: PLC0415
    from systemsmap.gui.story_export import write_story  # noqa: PLC0415 - Qt
    from systemsmap.interchange.picture_of import loops_of, numbered  # noqa: PLC0415

    map_ = numbered(placed(found))
    try:
        suffix = ".pdf" if is_pdf else f".{asked.kind}"
        show(write_story(map_, listing(map_, loops_of(map_)), target, suffix, SIZE))
    except OSError as error:
        raise Trouble(f"{target} was not written: {reason(error)}.") from None
    return 0
