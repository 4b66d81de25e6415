"""Every unexpected error since the start, counted, as a report that can be passed on."""

import platform
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

import PySide6
from PySide6.QtCore import QSysInfo, qVersion

from systemsmap import __version__
from systemsmap.analysis.reading import so_many
from systemsmap.gui.fault import Fault
from systemsmap.storage.engine import SQLITE

MOST = 20
"""Different faults in one report; of more the number is told."""


@dataclass(slots=True)
class FaultBook:
    """How often each fault was met, in the order in which they came."""

    met: dict[Fault, int] = field(default_factory=dict)
    beyond: int = 0

    @property
    def count(self) -> int:
        """How many errors there were, the same ones counted again."""
        return sum(self.met.values()) + self.beyond

    def add(self, fault: Fault) -> bool:
        """Write down an error; return whether it is one of a kind not met before."""
        if fault in self.met:
            self.met[fault] += 1
            return False
        if len(self.met) >= MOST:
            self.beyond += 1
            return False
        self.met[fault] = 1
        return True

    def report(self) -> str:
        """Return everything for whoever mends the program. There is nothing of any map in it."""
        parts = [f"systemsmap {__version__}: {so_many(self.count, 'unexpected error')}"]
        parts += [surroundings()]
        for number, (fault, times) in enumerate(self.met.items(), 1):
            again = f", {times:,} times" if times > 1 else ""
            parts.append(f"{number}{again}\n{fault}")
        if self.beyond:
            parts.append(f"and {so_many(self.beyond, 'error')} more, of other kinds too")
        return "\n\n".join(parts) + "\n"


def surroundings() -> str:
    """Return the versions of what the program stands on; no name of a machine or a person."""
    lines = [
        f"Python {platform.python_version()}, {platform.python_implementation()}",
        f"Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"SQLite {SQLITE}",
        f"Graphviz through pygraphviz {_version('pygraphviz')}",
    ]
    lines.append(f"{QSysInfo.prettyProductName()}, {sys.platform}, {platform.machine()}")
    return "\n".join(lines)


def _version(package: str) -> str:
    with suppress(PackageNotFoundError):
        return version(package)
    return "(not there)"
