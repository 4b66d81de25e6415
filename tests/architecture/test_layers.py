"""The staircase of rooms, as the import contracts in pyproject.toml describe it."""

import subprocess
import sys

from tests.architecture.sources import PROGRAM, ROOT

CHECK = "from importlinter.cli import lint_imports as c; raise SystemExit(c(no_cache=True))"


def test_every_import_goes_down_the_staircase() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_every_room_says_what_it_is_for() -> None:
    rooms = [folder for folder in PROGRAM.rglob("*") if any(folder.glob("*.py"))]
    silent = [
        folder.name
        for folder in rooms
        if not (folder / "__init__.py").is_file()
        or not (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""')
    ]
    assert rooms
    assert silent == []
