"""The command line: which commands there are, and how each ends."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from systemsmap import __version__
from systemsmap.cli.check import ask_check, check
from systemsmap.cli.compare import ask_compare, compare
from systemsmap.cli.convert import ask_convert, convert, refuse_bad_qt
from systemsmap.cli.copy import ask_copy, copy
from systemsmap.cli.formats import ask_formats, formats
from systemsmap.cli.loops import ask_loops, loops
from systemsmap.cli.merge import ask_merge, merge
from systemsmap.cli.paths import ask_paths, paths
from systemsmap.cli.rescue import ask_rescue, rescue
from systemsmap.cli.story import ask_story, story
from systemsmap.cli.voice import Trouble, forget_output, reason, say

STOPPED = 130
_ABOUT = "Draws causal loop maps; the commands work without a window."
NO_SCREEN = (
    "There is no screen to open a window on; without one,"
    " use “systemsmap loops MAP” or “systemsmap convert SOURCE TARGET”."
)
_USAGE = """\
systemsmap [MAP ...]
       systemsmap loops MAP [--json] [--longest N] [--most N] [--through NAME]
       systemsmap loops MAP --count [--json]
       systemsmap loops MAP --basis [--json]
       systemsmap loops MAP --table FILE.csv [--force]
       systemsmap paths MAP FROM TO [--longest N] [--json]
       systemsmap convert SOURCE TARGET [--force] [--strict] [--from FORMAT] [--to FORMAT]
                          [--map NAME] [--sign STYLE=SIGN]
       systemsmap compare OLD NEW [--table FILE.csv|.md|.txt] [--picture FILE.svg] [--force]
       systemsmap merge MINE THEIRS [MORE ...] --into OUT.smap [--choose ID=OPTION] [--join] [--yes]
       systemsmap merge MINE THEIRS [MORE ...] --list
       systemsmap copy MAP OUT.smap [--without-notes] [--without-canvas-notes] [--without-cards]
                       [--without-author] [--force]
       systemsmap formats
       systemsmap story MAP FILE.pdf [--force]
       systemsmap story MAP FOLDER [--as svg|png]
       systemsmap check MAP
       systemsmap rescue DAMAGED OUT.smap [--force]
       systemsmap --version"""


def main(arguments: Sequence[str], open_maps: Callable[[list[str]], int]) -> int:
    """Do what the command line says and return the exit code; `open_maps` opens windows."""
    try:
        code = _obey(arguments, open_maps)
        sys.stdout.flush()
    except Trouble as trouble:
        return say(str(trouble))
    except KeyboardInterrupt:
        say("Stopped.")
        return STOPPED
    except BrokenPipeError:
        forget_output()  # whoever was reading has enough
        return 0
    except OSError as error:
        forget_output()
        return say(f"It was not finished: {reason(error)}.")
    except Exception as fault:
        if sys.flags.dev_mode:
            raise
        return say(f"This is a fault in systemsmap ({type(fault).__name__}: {fault}).")
    return code


def _obey(arguments: Sequence[str], open_maps: Callable[[list[str]], int]) -> int:
    if arguments and arguments[0] in _COMMANDS:
        command = _COMMANDS[arguments[0]]
        return command.run(_parser(arguments[0]).parse_args(arguments[1:]))
    return _open(_opening().parse_args(arguments).maps, open_maps)


def _open(paths: list[str], open_maps: Callable[[list[str]], int]) -> int:
    from systemsmap.gui.screen import has_screen  # noqa: PLC0415

    if not has_screen(os.environ, sys.platform):
        raise Trouble(NO_SCREEN)
    refuse_bad_qt()
    return open_maps(paths)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line in one line, as for everything else."""

    def error(self, message: str) -> NoReturn:
        """Raise Trouble instead of printing the usage."""
        raise Trouble(f"{message}; “systemsmap --help” shows what there is.")


def _opening() -> _Parser:
    parser = _Parser("systemsmap", _USAGE, _ABOUT, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"systemsmap {__version__}")
    parser.add_argument("maps", nargs="*", metavar="MAP", help="map files to open in windows")
    return parser


def _parser(name: str) -> _Parser:
    command = _COMMANDS[name]
    parser = _Parser(f"systemsmap {name}", description=command.help, allow_abbrev=False)
    command.ask(parser)
    return parser


@dataclass(frozen=True, slots=True)
class _Command:
    help: str
    ask: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


_COMMANDS = {
    "loops": _Command("Print or count the loops of a map.", ask_loops, loops),
    "paths": _Command("Print the ways from one variable to another.", ask_paths, paths),
    "convert": _Command("Write a map in another format.", ask_convert, convert),
    "compare": _Command("Print what changed from one map to another.", ask_compare, compare),
    "story": _Command("Write the steps of a map's story as pictures.", ask_story, story),
    "merge": _Command("Bring copies of a map together in a new file.", ask_merge, merge),
    "copy": _Command("Write a map file to send, without its history.", ask_copy, copy),
    "formats": _Command("Print which formats there are and what each holds.", ask_formats, formats),
    "rescue": _Command("Save what is left in a damaged map file.", ask_rescue, rescue),
    "check": _Command("Say whether a map is sound, and why not.", ask_check, check),
}
