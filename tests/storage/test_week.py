"""A small week of work on one map, another each time: the file equals what is on screen."""

from pathlib import Path
from random import SystemRandom

import pytest

from systemsmap.model import edits
from tests.storage.doings import EDITS
from tests.storage.long_work import Week

_DONE = 2000
_BYTES_PER_STEP = 400  # beyond the map itself


def test_everything_that_can_be_done_to_a_map_is_done() -> None:
    assert EDITS.keys() == {*edits.__all__} - {"EditError", "piece"}


@pytest.mark.slow
def test_whatever_is_done_in_a_week_the_file_equals_the_map_and_undo_goes_back_to_the_first(
    tmp_path: Path,
) -> None:
    seed = SystemRandom().randrange(10**9)
    print(f"Week(home, seed={seed})")  # what a failure needs to be seen again
    week = Week(tmp_path, seed)
    for done in range(1, _DONE + 1):
        week.work()
        if done % 200 == 0:
            week.check()
    week.look_back()
    begun, later = week.undo_all(), week.measured()
    assert begun > _DONE / 4
    assert later.bytes < 200_000 + _BYTES_PER_STEP * later.steps
    week.pack()
    assert week.measured().bytes < later.bytes
    week.check()
    week.close()
    assert week.counts["copy and merge"] + week.counts["reopen"] > 0
