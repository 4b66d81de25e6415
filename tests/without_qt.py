"""A pytest plugin that hides Qt: `pytest -p tests.without_qt -p no:pytest-qt tests/model`.

With it, what lies below `gui` is tried as on a machine where Qt was never installed.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

HIDDEN = ("PySide6", "shiboken6")


class Hidden(MetaPathFinder):
    """Finds nothing where Qt would be, loudly."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise for the modules of Qt; leave all others to the usual finders."""
        if fullname.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"{fullname} is hidden from this run", name=fullname)
        return None


def pytest_configure(config: pytest.Config) -> None:
    """Hide Qt before the first test is read."""
    sys.meta_path.insert(0, Hidden())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the settings of pytest-qt, which cannot run here."""
    parser.addini("qt_log_level_fail", "unused without Qt")
    parser.addini("qt_log_ignore", "unused without Qt", type="linelist")
