"""A disk is full, read-only, gone or silent while somebody draws in the window."""

import sys
from pathlib import Path

import pytest

from tests.storage.disk_trials import IN_THE_WINDOW, tried

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="disks are made otherwise there")
STANDSTILL = 2.0  # seconds; a busy machine has its own


@pytest.mark.slow
def test_the_bar_says_what_happens_to_the_disk_and_the_window_goes_on(tmp_path: Path) -> None:
    trials = tried(IN_THE_WINDOW, tmp_path)
    assert {trial.what: trial.faults for trial in trials if trial.faults} == {}
    assert [t.what for t in trials if t.told.longest_pause > STANDSTILL] == []
