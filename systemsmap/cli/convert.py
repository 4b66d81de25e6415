"""`systemsmap convert`: a map in another format, by the suffix of the target."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from systemsmap.cli.source import MAP, placed, read
from systemsmap.cli.target import look_at, put
from systemsmap.cli.voice import Trouble, say, show

if TYPE_CHECKING:
    from systemsmap.interchange.exporters import Exporter
    from systemsmap.model.records import Polarity
    from systemsmap.model.systems_map import SystemsMap

PAINTED = (".png", ".pdf")


def ask_convert(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="SOURCE")
    parser.add_argument("target", metavar="TARGET", help="see “systemsmap formats”")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")
    parser.add_argument("--from", dest="source_format", metavar="FORMAT", help="what SOURCE is")
    parser.add_argument("--to", dest="target_format", metavar="FORMAT", help="what to write")
    parser.add_argument("--map", dest="part", metavar="NAME", help="which map, of several")
    parser.add_argument(
        "--sign",
        dest="signs",
        action="append",
        default=[],
        metavar="STYLE=SIGN",
        help="what a link style of PRSM means: +, -, ± or ?",
    )
    parser.add_argument("--strict", action="store_true", help="refuse what would lose anything")


def convert(asked: argparse.Namespace) -> int:
    """Write a map in another format. Raises Trouble."""
    source, target = Path(asked.source), Path(asked.target)
    exporter = _exporter(target, asked.target_format)
    look_at(target, force=asked.force)
    found = read(source, asked.source_format, asked.part, _signs(asked.signs))
    told = (*found.unsound, *_not_held(found.map_, exporter, target))
    for sentence in told:
        say(sentence)
    if told and asked.strict:
        raise Trouble(f"{target} was not written, for something would be lost.")
    wanted = exporter is None or exporter.is_picture
    some_are_placed = len(found.unplaced) < len(found.map_.variables)
    map_ = placed(found) if wanted or some_are_placed else found.map_
    if exporter is None:
        _publish(map_, target, overwrite=asked.force)
    else:
        put(target, exporter.write(map_), overwrite=asked.force)
    show(f"{target}: {len(map_.variables)} variables, {len(map_.links)} links")
    return 0


def _signs(said: list[str]) -> "dict[str, Polarity]":
    """Return the signs by style from texts such as “Negative influence=-”. Raises Trouble."""
    from systemsmap.interchange.signs import sign_of  # noqa: PLC0415

    signs = {}
    for text in said:
        style, _, word = text.rpartition("=")
        sign = sign_of(word)
        if not style or sign is None:
            raise Trouble(f"“{text}” is no sign for a link style; write STYLE= and +, -, ± or ?.")
        signs[style] = sign
    return signs


def _exporter(target: Path, format_: str | None) -> "Exporter | None":
    """The writer for a file of this name; None for a map file, which is storage's to write."""
    from systemsmap.interchange.endings import ending  # noqa: PLC0415
    from systemsmap.interchange.exporters import EXPORTERS  # noqa: PLC0415

    known = (MAP, *(e.suffix for e in EXPORTERS), *PAINTED)
    name = f".{format_.lstrip('.')}" if format_ else target.name
    suffix = ending(name, known)
    if suffix == MAP:
        return None
    exporters = _painters() if suffix in PAINTED else EXPORTERS
    for exporter in exporters:
        if exporter.suffix == suffix:
            return exporter
    what = format_ or target.suffix
    raise Trouble(f"Maps are not written as “{what}” files, only as {', '.join(known)}.")


def _not_held(map_: "SystemsMap", exporter: "Exporter | None", target: Path) -> tuple[str, ...]:
    """Say what of this map the format cannot hold."""
    from systemsmap.interchange.holding import lost_in  # noqa: PLC0415

    lost = lost_in(map_, exporter.holds) if exporter else ()
    return (f"{target} cannot hold {', '.join(lost)}.",) if lost else ()


def _painters() -> "tuple[Exporter, ...]":
    refuse_bad_qt()
    from systemsmap.gui.images import EXPORTERS  # noqa: PLC0415 - Qt

    return EXPORTERS


def _publish(map_: "SystemsMap", target: Path, *, overwrite: bool) -> None:
    from systemsmap.storage.map_file import publish  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415
    from systemsmap.storage.stored_map import StoredMap  # noqa: PLC0415

    try:
        publish(StoredMap(map_, target), overwrite=overwrite)
    except FileTrouble as trouble:
        raise Trouble(str(trouble)) from None


def refuse_bad_qt() -> None:
    """Raise Trouble when this Qt would end the process on this Python."""
    from systemsmap.gui.version_guard import qt_trouble  # noqa: PLC0415

    trouble = qt_trouble(sys.version_info[:3])
    if trouble:
        raise Trouble(trouble)
