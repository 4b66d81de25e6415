"""The pair of Qt and Python that ends the process is refused, and the one here does not end it."""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from systemsmap.gui import version_guard
from systemsmap.gui.version_guard import qt_trouble


@pytest.mark.parametrize("qt", ["6.12.0", "6.12.1"])
@pytest.mark.parametrize("python", [(3, 11, 7), (3, 11, 0)])
def test_the_deadly_pair_is_refused_in_one_sentence(qt: str, python: tuple[int, ...]) -> None:
    sentence = qt_trouble(python, qt)
    assert sentence
    assert qt in sentence
    assert "3.11" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("qt", "python"),
    [("6.11.3", (3, 11, 7)), ("6.9.0", (3, 11)), ("6.12.0", (3, 12, 1)), ("6.12.0", (3, 14))],
)
def test_other_pairs_are_fine(qt: str, python: tuple[int, ...]) -> None:
    assert qt_trouble(python, qt) is None


def test_what_is_installed_here_is_fine() -> None:
    assert qt_trouble(sys.version_info[:3]) is None


def test_a_missing_qt_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version_guard, "version", missing)
    assert qt_trouble((3, 13)) == version_guard.NOT_THERE


def test_the_guard_does_not_load_qt() -> None:
    program = (
        "import sys\nfrom systemsmap.gui.version_guard import qt_trouble\n"
        "qt_trouble((3, 11))\nsys.exit('PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_twenty_thousand_calls_of_qt_do_not_end_the_process() -> None:
    program = (
        "from PySide6.QtGui import QPainterPath\n"
        "path = QPainterPath()\n"
        "for i in range(20_000): path.moveTo(i, i)\n"
        "print(path.elementCount())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
