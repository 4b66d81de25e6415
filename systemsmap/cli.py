"""The program without a window: `systemsmap loops`, `convert` and `check`.

Qt is loaded only to open a window and to paint PNG and PDF. Whatever is wrong with what was
asked for or with a file is told in one line on standard error, and the exit code is 2.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, NoReturn

from systemsmap import __version__

if TYPE_CHECKING:
    from systemsmap.interchange.exporters import Exporter
    from systemsmap.model.systems_map import SystemsMap

WRONG = 2
STOPPED = 130
MOST = 500
"""Loops that are printed when nobody says how many."""
SECONDS = 10.0
"""How long the search for them may take."""
MAP = ".smap"
PAINTED = (".png", ".pdf")
NO_SCREEN = (
    "There is no screen to open a window on; without one,"
    " use “systemsmap loops MAP” or “systemsmap convert SOURCE TARGET”."
)
_USAGE = """\
systemsmap [MAP ...]
       systemsmap loops MAP [--json] [--longest N] [--most N]
       systemsmap convert SOURCE TARGET [--force]
       systemsmap check MAP
       systemsmap --version"""


class Trouble(Exception):  # noqa: N818 - what a person has got, not a fault of the program
    """What was asked for cannot be done; the message is one line."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A map as it came out of a file. `unsound`: what in the file was wrong, in sentences."""

    map_: "SystemsMap"
    unsound: tuple[str, ...] = ()
    unplaced: frozenset[str] = frozenset()


def main(arguments: Sequence[str], open_maps: Callable[[list[str]], int]) -> int:
    """Do what the command line says and return the exit code; `open_maps` opens windows."""
    try:
        code = _obey(arguments, open_maps)
        sys.stdout.flush()
    except Trouble as trouble:
        return _say(str(trouble))
    except KeyboardInterrupt:
        _say("Stopped.")
        return STOPPED
    except BrokenPipeError:
        _forget_output()  # whoever was reading has enough
        return 0
    except OSError as error:
        _forget_output()
        return _say(f"It was not finished: {_reason(error)}.")
    except Exception as fault:
        if sys.flags.dev_mode:
            raise
        return _say(f"This is a fault in systemsmap ({type(fault).__name__}: {fault}).")
    return code


def _forget_output() -> None:
    """Drop what could not be written: Python would try and complain once more on the way out."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _obey(arguments: Sequence[str], open_maps: Callable[[list[str]], int]) -> int:
    if arguments and arguments[0] in _COMMANDS:
        command = _COMMANDS[arguments[0]]
        return command.run(_parser(arguments[0]).parse_args(arguments[1:]))
    return _open(_opening().parse_args(arguments).maps, open_maps)


def _open(paths: list[str], open_maps: Callable[[list[str]], int]) -> int:
    from systemsmap.gui.screen import has_screen  # noqa: PLC0415

    if not has_screen(os.environ, sys.platform):
        raise Trouble(NO_SCREEN)
    _refuse_bad_qt()
    return open_maps(paths)


def _loops(asked: argparse.Namespace) -> int:
    import json  # noqa: PLC0415

    from systemsmap.analysis.budget import Budget  # noqa: PLC0415
    from systemsmap.analysis.loops.search import find_loops  # noqa: PLC0415
    from systemsmap.interchange.loop_list import as_object, as_text  # noqa: PLC0415

    map_ = _read(Path(asked.map)).map_
    loops = find_loops(map_, Budget(asked.most, asked.longest, SECONDS))
    if asked.json:
        _print(json.dumps(as_object(map_, loops), ensure_ascii=False, indent=2), "utf-8")
    else:
        _print(as_text(map_, loops))
    return 0


def _check(asked: argparse.Namespace) -> int:
    from systemsmap.analysis.checks import check  # noqa: PLC0415

    found = _read(Path(asked.map))
    findings = [finding.sentence for finding in check(found.map_)]
    lines = ["Not sound:", *_indented(found.unsound)] if found.unsound else ["Sound."]
    if findings:
        lines += ["Worth a second look:", *_indented(findings)]
    _print("\n".join(lines))
    if found.unsound:
        raise Trouble(f"{asked.map} is not sound.")
    return 0


def _convert(asked: argparse.Namespace) -> int:
    source, target = Path(asked.source), Path(asked.target)
    exporter = _exporter(target)
    _look_at(target, force=asked.force)
    found = _read(source)
    for sentence in found.unsound:
        _say(sentence)
    wanted = exporter is None or exporter.is_picture
    some_are_placed = len(found.unplaced) < len(found.map_.variables)
    map_ = _placed(found) if wanted or some_are_placed else found.map_
    if exporter is None:
        _publish(map_, target, overwrite=asked.force)
    else:
        _deliver(target, exporter.write(map_), overwrite=asked.force)
    _print(f"{target}: {len(map_.variables)} variables, {len(map_.links)} links")
    return 0


def _look_at(target: Path, *, force: bool) -> None:
    """Refuse before any work what would fail after it. Raises Trouble."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        if not target.absolute().parent.is_dir():
            raise Trouble(f"{target} was not written: there is no such folder.") from None
        return
    except (OSError, ValueError) as error:
        raise Trouble(f"{target} was not written: {_reason(error)}.") from None
    if S_ISDIR(mode):
        raise Trouble(f"{target} is a folder.")
    if not force:
        raise Trouble(f"{target} is there already; --force overwrites it.")


def _read(path: Path) -> _Found:
    from systemsmap.interchange.importers import ImportTrouble, read_file  # noqa: PLC0415

    if path.suffix.lower() == MAP:
        return _read_map(path)
    try:
        imported = read_file(path)
    except ImportTrouble as trouble:
        raise Trouble(f"{path}: {trouble}") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        raise Trouble(f"{path} was not read: {_reason(error)}.") from None
    return _Found(imported.map_, imported.lost, imported.unplaced)


def _read_map(path: Path) -> _Found:
    from systemsmap.storage.reader import read_content, read_map_file  # noqa: PLC0415
    from systemsmap.storage.schema import FileTrouble  # noqa: PLC0415

    try:
        stored = read_map_file(path)
        if stored.notices:  # read it once more without what only concerns saving it
            stored = read_content(path.read_bytes(), path)
    except FileTrouble as trouble:
        raise Trouble(str(trouble)) from None
    return _Found(stored.map_, stored.notices)


def _placed(found: _Found) -> "SystemsMap":
    from systemsmap.interchange.placing import placed  # noqa: PLC0415

    map_, note = placed(found.map_, found.unplaced)
    if note:
        _say(note)
    return map_


def _exporter(target: Path) -> "Exporter | None":
    """The writer for a file of this name; None for a map file, which is storage's to write."""
    from systemsmap.interchange.exporters import EXPORTERS  # noqa: PLC0415

    suffix = target.suffix.lower()
    if suffix == MAP:
        return None
    exporters = _painters() if suffix in PAINTED else EXPORTERS
    for exporter in exporters:
        if exporter.suffix == suffix:
            return exporter
    known = ", ".join((MAP, *(e.suffix for e in EXPORTERS), *PAINTED))
    raise Trouble(f"Maps are not written as “{suffix}” files, only as {known}.")


def _painters() -> "tuple[Exporter, ...]":
    _refuse_bad_qt()
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


def _deliver(target: Path, data: bytes, *, overwrite: bool) -> None:
    from systemsmap.interchange.delivery import deliver  # noqa: PLC0415

    try:
        deliver(target, data, overwrite=overwrite)
    except (OSError, ValueError) as error:
        raise Trouble(f"{target} was not written: {_reason(error)}.") from None


def _refuse_bad_qt() -> None:
    from systemsmap.gui.version_guard import qt_trouble  # noqa: PLC0415

    trouble = qt_trouble(sys.version_info[:3])
    if trouble:
        raise Trouble(trouble)


def _reason(error: Exception) -> str:
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error)).lower()


def _indented(sentences: Sequence[str]) -> list[str]:
    return [f"  {_one_line(sentence)}" for sentence in sentences]


def _print(text: str, encoding: str | None = None) -> None:
    """Print to standard output, whatever letters its encoding has."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding=encoding, errors="backslashreplace")
    print(text.rstrip("\n"))


def _say(sentence: str) -> int:
    """Print one line to standard error; return the exit code for what went wrong."""
    print(f"systemsmap: {_one_line(sentence)}", file=sys.stderr)
    return WRONG


def _one_line(text: str) -> str:
    """A text that may hold foreign names, on one line, with nothing a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line in one line, as for everything else."""

    def error(self, message: str) -> NoReturn:
        """Raise Trouble instead of printing the usage."""
        raise Trouble(f"{message}; “systemsmap --help” shows what there is.")


def _opening() -> _Parser:
    parser = _Parser("systemsmap", _USAGE, __doc__, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"systemsmap {__version__}")
    parser.add_argument("maps", nargs="*", metavar="MAP", help="map files to open in windows")
    return parser


def _parser(name: str) -> _Parser:
    command = _COMMANDS[name]
    parser = _Parser(f"systemsmap {name}", description=command.help, allow_abbrev=False)
    command.ask(parser)
    return parser


def _ask_loops(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("map", metavar="MAP")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument("--longest", type=_count, metavar="N", help="only loops of up to N links")
    parser.add_argument("--most", type=_count, metavar="N", default=MOST, help="at most N loops")


def _ask_convert(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE")
    parser.add_argument("target", metavar="TARGET", help=".smap .json .svg .png .pdf .gv")
    parser.add_argument("--force", action="store_true", help="overwrite what is there")


def _ask_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("map", metavar="MAP")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


@dataclass(frozen=True, slots=True)
class _Command:
    help: str
    ask: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


_COMMANDS = {
    "loops": _Command("Print the loops of a map, shortest first.", _ask_loops, _loops),
    "convert": _Command("Write a map in another format.", _ask_convert, _convert),
    "check": _Command("Say whether a map is sound, and why not.", _ask_check, _check),
}
