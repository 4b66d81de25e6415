"""`systemsmap copy`: a map file to send, without history and without what is only for the team."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from systemsmap.cli.source import MAP, read
from systemsmap.cli.stored import stored
from systemsmap.cli.target import look_at
from systemsmap.cli.voice import Trouble, say, show

if TYPE_CHECKING:
    from systemsmap.interchange.sending import LeftOut
    from systemsmap.storage.stored_map import StoredMap


def ask_copy(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("map", metavar="MAP")
    parser.add_argument("target", metavar="OUT.smap")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    for name, about in (
        ("notes", "leave out the notes of variables, links and cards"),
        ("canvas-notes", "leave out the notes on the canvas"),
        ("cards", "leave out what waits in the tray"),
        ("author", "leave out the author's name"),
    ):
        parser.add_argument(f"--without-{name}", action="store_true", help=about)


def copy(asked: argparse.Namespace) -> int:
    """Write a file of its own and say what is not in it. Raises Trouble."""
    from systemsmap.interchange.sending import LeftOut, left_out, staying  # noqa: PLC0415

    source, target = Path(asked.map), Path(asked.target)
    if target.suffix.lower() != MAP:
        raise Trouble(f"{target} was not written: a copy to send is a “{MAP}” file.")
    look_at(target, force=asked.force)
    if target.exists() and source.exists() and target.samefile(source):
        raise Trouble(f"{target} is the map itself; a copy needs another name.")
    found = read(source)
    for sentence in found.unsound:
        say(sentence)
    there = stored(source, found)
    what = LeftOut(
        notes=asked.without_notes,
        canvas_notes=asked.without_canvas_notes,
        cards=asked.without_cards,
        author=asked.without_author,
    )
    _write(there, what, target, overwrite=asked.force)
    kept, gone = staying(there.map_, what), left_out(there.map_, what)
    show(f"{target}: {', '.join(kept)}\nleft out: {', '.join(gone)}")
    return 0


def _write(stored: "StoredMap", what: "LeftOut", target: Path, *, overwrite: bool) -> None:
    from systemsmap.editor.sending import to_send  # noqa: PLC0415
    from systemsmap.storage.map_file import publish  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415

    try:
        publish(to_send(stored, what, target), overwrite=overwrite, backup=False)
    except FileTrouble as trouble:
        raise Trouble(str(trouble)) from None
