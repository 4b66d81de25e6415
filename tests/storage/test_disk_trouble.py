"""A disk is full, read-only, gone or silent while a map is drawn: it is said, and nothing lost."""

import sys
from pathlib import Path

import pytest

from tests.storage.disk_trials import BY_HAND, tried

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="disks are made otherwise there")


@pytest.mark.slow
def test_whatever_happens_to_the_disk_is_said_and_all_is_written_in_the_end(
    tmp_path: Path,
) -> None:
    assert {trial.what: trial.faults for trial in tried(BY_HAND, tmp_path) if trial.faults} == {}
