import os
import time

import pytest

from systemsmap.layout.worker import MEMORY, NoAnswerError, run_once


def double(number: int) -> int:
    return 2 * number


def wait_for_ever(_: int) -> int:
    while True:
        pass


def die(_: int) -> int:
    os.abort()


def refuse(_: int) -> int:
    raise ValueError("seven is not allowed")


def hoard(size: int) -> int:
    return len(bytearray(size))


def say_which_process(_: int) -> int:
    return os.getpid()


def test_the_answer_comes_from_another_process_each_time() -> None:
    assert run_once(double, 21, 20) == 42
    first, second = run_once(say_which_process, 0, 20), run_once(say_which_process, 0, 20)
    assert len({first, second, os.getpid()}) == 3


def test_a_process_that_takes_too_long_is_killed() -> None:
    start = time.monotonic()
    with pytest.raises(NoAnswerError, match="too long"):
        run_once(wait_for_ever, 0, 0.5)
    assert time.monotonic() - start < 5


def test_a_crash_is_told_not_shared() -> None:
    with pytest.raises(NoAnswerError, match="without an answer"):
        run_once(die, 0, 20)


def test_what_goes_wrong_in_the_process_is_told() -> None:
    with pytest.raises(NoAnswerError, match="seven is not allowed"):
        run_once(refuse, 7, 20)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no memory limit on this system")
def test_asking_for_all_the_memory_is_a_clean_failure() -> None:
    with pytest.raises(NoAnswerError, match="memory"):
        run_once(hoard, MEMORY + 1, 20)
