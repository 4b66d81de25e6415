"""Goes through every trouble with a disk, each in a process of its own, some at once."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.storage.disk import alone
from tests.storage.disk_troubles import MAP, TROUBLES, Told

ROOT = Path(__file__).parents[2]
BY_HAND, IN_THE_WINDOW = "tests.storage.disk_trouble_program", "tests.gui.disk_trouble_program"
_AT_ONCE = 4
_PATIENCE = 180


@dataclass(frozen=True)
class Trial:
    """What came of one trouble."""

    what: str
    told: Told
    complaint: str = ""

    @property
    def faults(self) -> list[str]:
        """What was not as it must be."""
        told, faults = self.told, [self.complaint] if self.complaint else []
        said = (told.said, told.said_again)
        faults += [f"said: {words!r}" for words in said if not self._is_right(words)]
        if told.at != "the end":
            faults.append(told.at)
        if told.lacks or told.lacks_elsewhere or told.drawn < 7:
            faults.append(f"lost: {told.lacks} {told.lacks_elsewhere}")
        return faults + told.left

    def _is_right(self, words: str) -> bool:
        is_sentence = words.startswith(f"“{MAP}” ") and words.endswith(".") and "\n" not in words
        return is_sentence and bool(re.search(TROUBLES[self.what].says, words))


def tried(program: str, home: Path) -> list[Trial]:
    """Go through all of them with this program."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda what: _trial(program, what, home), TROUBLES))


def _trial(program: str, what: str, home: Path) -> Trial:
    folder = home / what
    folder.mkdir()
    try:
        ended = _ended(program, what, folder)
    except subprocess.TimeoutExpired as late:
        return Trial(what, Told(), str(late))
    if ended.returncode:
        return Trial(what, Told(), ended.stderr)
    return Trial(what, Told(**json.loads(ended.stdout)))


def _ended(program: str, what: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*alone(), sys.executable, "-m", program, what, str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
