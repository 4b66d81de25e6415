"""What is loaded when: Qt only where a window or a painter is wanted, heavy libraries late."""

import json
import subprocess
import sys

from tests.architecture.sources import ROOT, module_name, program_files

ABOVE = ("systemsmap.gui", "systemsmap.app", "systemsmap.__main__")
QT = {"PySide6", "shiboken6"}
HEAVY = {"networkx", "numpy", "sqlmodel", "sqlalchemy", "pydantic", "lxml", "pygraphviz"}

# What the window shows before the first map is read. `app` and `gui` come to it when they import.
AT_START = ("model", "rendering", "editor")
AT_START_OF_ANALYSIS = ("register", "reading", "rounds", "checks", "budget", "loops.loop")


def test_nothing_below_the_window_loads_qt() -> None:
    names = [n for n in map(module_name, program_files()) if not n.startswith(ABOVE)]
    assert "systemsmap.model.records" in names
    assert QT & _loaded_by(*names) == set()


def test_what_the_window_begins_with_loads_nothing_heavy() -> None:
    names = list(map(module_name, program_files()))
    rooms = tuple(f"systemsmap.{room}" for room in AT_START)
    facts = {f"systemsmap.analysis.{name}" for name in AT_START_OF_ANALYSIS}
    first = [n for n in names if n.startswith(rooms) or n in facts]
    first += [n for n in names if n in ("systemsmap.__main__", "systemsmap.app")]
    assert HEAVY & _loaded_by(*first) == set()


def _loaded_by(*modules: str) -> set[str]:
    """Return the top names in `sys.modules` after a fresh interpreter imported these."""
    program = (
        "import importlib, json, sys\n"
        f"for name in {list(modules)!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))
