"""The built wheel, in an environment that has nothing else, far from the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from systemsmap import __version__

ROOT = Path(__file__).parents[2]
# Nothing of this process's Python may leak into the other one; where packages come from may.
LEAKS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY")
NO_NETWORK = ("NewConnectionError", "NameResolutionError", "Temporary failure", "ConnectTimeout")

pytestmark = pytest.mark.slow


def test_the_wheel_runs_far_from_the_checkout_in_an_empty_environment(tmp_path: Path) -> None:
    wheel = _built(tmp_path / "dist")
    _holds_what_is_shipped(wheel)
    commands = _installed(wheel, tmp_path / "empty")
    away = tmp_path / "away"
    away.mkdir()
    version = _run([commands / "systemsmap", "--version"], away)
    assert __version__ in version.stdout
    _converts_an_example(commands, away)


def _built(folder: Path) -> Path:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    _run([*build, "."], ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _holds_what_is_shipped(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = [name for name in names if ".dist-info/licenses/" in name]
    assert any(name.endswith("/LICENSE") for name in licences)
    assert any(name.endswith("/OFL.txt") for name in licences)
    shipped = ROOT / "resources"
    files = {f.relative_to(shipped).as_posix() for f in shipped.rglob("*") if f.is_file()}
    assert {f"systemsmap/_resources/{name}" for name in files} <= set(names)
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def _installed(wheel: Path, environment: Path) -> Path:
    """Install into a new environment and return the folder of its commands."""
    _run([sys.executable, "-m", "venv", environment], environment.parent)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    quiet = ["--quiet", "--disable-pip-version-check"]
    try:
        _run([commands / "python", "-m", "pip", "install", *quiet, wheel], environment)
    except AssertionError as trouble:
        if any(word in str(trouble) for word in NO_NETWORK):
            pytest.skip("no network to fetch the packages systemsmap needs")
        raise
    return commands


def _converts_an_example(commands: Path, away: Path) -> None:
    where = "import systemsmap.resources as r; print(r.resource('examples'))"
    examples = Path(_run([commands / "python", "-I", "-c", where], away).stdout.strip())
    assert ROOT not in examples.parents
    example = sorted(examples.glob("*.smap"))[0]
    copy = shutil.copy(example, away / "example.smap")
    _run([commands / "systemsmap", "convert", copy, away / "example.svg"], away)
    assert ET.parse(away / "example.svg").getroot().tag.endswith("svg")
    assert "R1" in _run([commands / "systemsmap", "loops", copy], away).stdout


def _run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in LEAKS}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done
