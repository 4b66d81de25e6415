#!/usr/bin/env python3
"""Sets systemsmap up on this machine and runs it: `python3 dev.py run`, `python3 dev.py test`.

Needs nothing but Python 3.11 or newer. What the system lacks is installed with apt-get where that
is allowed, or else named in the one line that installs it; everything else goes into `.venv`.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LINUX = sys.platform.startswith("linux")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
EXAMPLE = ROOT / "resources" / "examples" / "digital_by_default.smap"
ROOMS_WITHOUT_QT = ("model", "analysis", "layout", "rendering", "storage", "interchange", "editor")

USAGE = """\
python3 dev.py run [MAP ...]       open maps in the window; without one, the example
python3 dev.py test                check everything: format, lint, types, contracts, tests
python3 dev.py test PYTEST-ARGS    run only the tests these arguments select
python3 dev.py bench [WORD ...]    measure; only the rows whose name contains a word
python3 dev.py examples            make the example maps anew from their JSON
python3 dev.py shortcuts           write the tables of shortcuts and formats into README.md
"""

# Shared libraries by the name the loader knows them by, and the Debian and Ubuntu packages they
# are in. Found with ldd on bare roots of Debian 12 and 13 and Ubuntu 24.04.
PICTURES = {  # what Qt and Graphviz need even without a screen
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libXrender.so.1": "libxrender1",
}
WINDOW = {  # what a window on an X screen needs besides
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
PROGRAMS = {  # what the end-to-end tests work with: a screen, hands, and eyes of another make
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "rsvg-convert": "librsvg2-bin",
    "pdftotext": "poppler-utils",
}


class Trouble(Exception):  # noqa: N818  # not an error of the program: the message says what to do
    """Something a person has to see to; the message is what to tell them."""


def say(words: str) -> None:
    """Print a line at once, so that it stands before what a started program prints."""
    print(words, flush=True)


# --- what the system must have -------------------------------------------------------------------


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded. Linux only."""
    return [package for name, package in libraries.items() if LINUX and not _loads(name)]


def missing_programs(programs: dict[str, str]) -> list[str]:
    """Return the packages of those programs that are not on the PATH. Linux only."""
    return [package for name, package in programs.items() if LINUX and not shutil.which(name)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> bool:
    """Install system packages where that is allowed; return whether all are there now."""
    if not packages:
        return True
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        return False
    say(f"Installing with apt-get: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _output_of(["apt-get", "update"], quiet)
    install_ = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    code, output = _output_of(install_, quiet)
    if code:
        say(output[-2000:])
    return code == 0


def how_to_install(packages: list[str]) -> str:
    """Return the sentence, and the line to type, that bring these packages."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"This system lacks a few packages. They come with\n  sudo apt-get install {names}"
    return f"This system lacks what Debian calls {names}. Install them with its package manager."


def require(packages: list[str]) -> None:
    """Install what is missing. Raises Trouble when that is not possible."""
    if not install(packages):
        raise Trouble(how_to_install(packages))


def _output_of(command: list[str], env: dict[str, str] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        command,
        check=False,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return done.returncode, done.stdout


# --- the environment in .venv --------------------------------------------------------------------


def environment(*, dev: bool) -> str:
    """Return the Python of `.venv`, made and filled when needed; `dev` adds the tools."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = VENV / "installed-for"
    wanted = [kind + _fingerprint() for kind in (("dev ",) if dev else ("dev ", "run "))]
    if python.exists() and stamp.exists() and stamp.read_text() in wanted:
        return str(python)
    if not python.exists() or _output_of([str(python), "-m", "pip", "--version"])[0]:
        _make_environment()
    say("Installing into .venv (the first time this takes a minute) ...")
    what = ".[dev]" if dev else "."
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code, output = _output_of([*pip, "--editable", what])
    if code:
        raise Trouble(f"{output[-3000:]}\npip could not install systemsmap; its words are above.")
    stamp.write_text(wanted[-1])
    return str(python)


def _fingerprint() -> str:
    """Differs when there may be something else to install, or the folder was moved."""
    written = (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return hashlib.sha256(written).hexdigest()


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian packs it apart from Python
        require([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    code, output = _output_of([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if code:
        raise Trouble(f"{output[-2000:]}\nPython could not make .venv; its words are above.")


def _call(command: list[str], cwd: Path = ROOT, **env: str) -> int:
    return subprocess.run(command, check=False, cwd=cwd, env={**os.environ, **env}).returncode


# --- run -----------------------------------------------------------------------------------------


def run(maps: list[str]) -> int:
    """Open maps in the window; without a screen do the main job without one."""
    maps = maps or [str(EXAMPLE)]
    if not _has_screen():
        return _run_without_screen(maps)
    require(missing_libraries({**PICTURES, **(WINDOW if os.environ.get("DISPLAY") else {})}))
    return _call([environment(dev=False), "-m", "systemsmap", *maps], Path.cwd())


def _has_screen() -> bool:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return not LINUX or any(os.environ.get(name) for name in screens)


def _run_without_screen(maps: list[str]) -> int:
    lacking = missing_libraries(PICTURES)
    suffixes = (".svg", ".png") if install(lacking) else (".svg",)
    program = [environment(dev=False), "-m", "systemsmap"]
    here = Path.cwd()
    for map_ in maps:
        pictures = [Path(map_).stem + suffix for suffix in suffixes]
        jobs = [["loops", map_], *(["convert", map_, name, "--force"] for name in pictures)]
        for job in jobs:
            code = _call([*program, *job], here)
            if code:
                return code
        say(f"\nWrote {' and '.join(pictures)} into {here}.")
    if ".png" not in suffixes:
        say(f"No PNG was written. {how_to_install(lacking)}")
    say("There is no screen here. On a desktop the same command opens the map in a window.")
    return 0


# --- test ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stage:
    """One part of the whole check. `report`: the file in which pytest counts its tests."""

    name: str
    command: list[str]
    report: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """How many tests passed, failed and were skipped; a tool that is no test counts as one."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0

    def __add__(self, other: Outcome) -> Outcome:
        """Return both together."""
        return Outcome(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
            self.seconds + other.seconds,
        )

    def __str__(self) -> str:
        """Return the numbers in words, as pytest puts them."""
        words = f"{self.passed} passed, {self.failed} failed"
        return f"{words}, {self.skipped} skipped" if self.skipped else words


def outcome_of(stage: Stage) -> Outcome:
    """Run a stage and return how it went."""
    say(f"\n== {stage.name}")
    if stage.report:
        stage.report.unlink(missing_ok=True)
    begun = time.monotonic()
    code = _call(stage.command, PYTHONFAULTHANDLER="1")
    seconds = time.monotonic() - begun
    if not (stage.report and stage.report.exists()):
        return Outcome(int(code == 0), int(code != 0), 0, seconds)
    suite = next(ET.parse(stage.report).iter("testsuite"))  # noqa: S314  # our own pytest wrote it
    count = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    return Outcome(passed, failed or int(code != 0), count["skipped"], seconds)


def test(args: list[str]) -> int:
    """Check everything, or run the tests that pytest's own arguments select."""
    _prepare_for_tests()
    python = environment(dev=True)
    if args:
        return _call([python, "-m", "pytest", *args])
    outcomes = {stage.name: outcome_of(stage) for stage in _stages(python)}
    say("")
    for name, outcome in outcomes.items():
        say(f"{name:20}{outcome.seconds:7.1f} s   {outcome}")
    whole = sum(outcomes.values(), Outcome())
    say(f"{'together':20}{whole.seconds:7.1f} s\n\n{whole}")
    return int(whole.failed > 0)


def _prepare_for_tests() -> None:
    require(missing_libraries(PICTURES))
    lacking = missing_libraries(WINDOW) + missing_programs(PROGRAMS)
    if install(lacking):
        return
    if IN_CI:
        raise Trouble(how_to_install(lacking))
    say(f"{how_to_install(lacking)}\nUntil then the end-to-end tests are skipped.\n")


def _stages(python: str) -> list[Stage]:
    contracts = "from importlinter.cli import lint_imports as check; raise SystemExit(check())"
    reports = [VENV / "tests.xml", VENV / "tests-without-qt.xml"]
    pytest = [python, "-m", "pytest", "-q", "-rs", "--dist=worksteal", f"-n{_workers()}"]
    rooms = [f"tests/{room}" for room in ROOMS_WITHOUT_QT if (ROOT / "tests" / room).is_dir()]
    hidden = ["-p", "tests.without_qt", "-p", "no:pytest-qt", "-m", "not gui and not slow"]
    hidden += ["--hypothesis-profile=brief", f"--junit-xml={reports[1]}", *rooms]
    return [
        Stage("format", [python, "-m", "ruff", "format", "--check", "."]),
        Stage("lint", [python, "-m", "ruff", "check", "."]),
        Stage("types", [python, "-m", "mypy"]),
        Stage("contracts", [python, "-c", contracts]),
        Stage("tests", [*pytest, f"--junit-xml={reports[0]}"], reports[0]),
        Stage("tests without Qt", [*pytest, *hidden], reports[1]),
    ]


def _workers() -> int:
    return max(2, min(4, os.cpu_count() or 2))


# --- smaller jobs --------------------------------------------------------------------------------


def bench(args: list[str]) -> int:
    """Measure what the program promises, beside something of the same job."""
    require(missing_libraries(PICTURES))
    return _call([environment(dev=True), "-m", "tests.benchmarks.run", *args])


def examples(args: list[str]) -> int:
    """Make the example maps anew."""
    return _call([environment(dev=True), "-m", "tests.make_examples", *args])


def shortcuts(args: list[str]) -> int:
    """Write the tables of shortcuts and formats into the README anew."""
    python = environment(dev=True)
    formats = _call([python, "-m", "tests.readme_formats"])
    return formats or _call([python, "-m", "tests.readme_shortcuts", *args])


COMMANDS = {
    "run": run,
    "test": test,
    "bench": bench,
    "examples": examples,
    "shortcuts": shortcuts,
}


def main(words: list[str]) -> int:
    """Do what the first word says and return the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  # the first thing an older Python must say
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        say(f"systemsmap needs Python 3.11 or newer; this is {version}.")
        return 2
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        say(USAGE)
        return 0 if words[:1] in (["help"], ["--help"], ["-h"]) else 2
    try:
        return command(words[1:])
    except Trouble as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
