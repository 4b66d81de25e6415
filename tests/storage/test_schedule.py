from systemsmap.storage.schedule import AT_LAST, JOIN, LONGEST_PAUSE, QUIET, Schedule


def test_nothing_is_due_before_anything_is_done() -> None:
    assert Schedule().wait(100.0) is None


def test_an_edit_is_kept_soon_and_published_when_it_is_quiet() -> None:
    schedule = Schedule()
    schedule.edited(0.0, remark=False)
    assert schedule.wait(0.0) == JOIN
    schedule.edited(0.1, remark=False)  # joins what waits, and is not waited for
    assert schedule.keeping.at == JOIN
    schedule.keeping.done()
    assert not schedule.publishing.is_now(QUIET)
    assert schedule.publishing.is_now(QUIET + 0.2)
    assert schedule.wait(QUIET + 0.2) == 0.0


def test_the_first_edit_is_kept_at_once_unless_keeping_fails() -> None:
    schedule = Schedule()
    schedule.edited(5.0, remark=False, first=True)
    assert schedule.keeping.at == 5.0
    schedule.keeping.failed(5.0)
    schedule.edited(5.5, remark=False, first=True)
    assert schedule.keeping.at == 6.0


def test_an_edit_is_safe_within_a_third_of_a_second() -> None:
    assert JOIN < 0.3


def test_a_remark_is_kept_and_not_published() -> None:
    schedule = Schedule()
    schedule.edited(100.0, remark=True)
    assert schedule.keeping.at is not None
    assert schedule.publishing.at is None


def test_whoever_never_pauses_is_published_all_the_same() -> None:
    schedule = Schedule()
    for second in range(100):
        schedule.edited(float(second), remark=False)
    assert schedule.publishing.at == AT_LAST


def test_what_fails_is_tried_again_ever_more_rarely_whatever_is_edited() -> None:
    schedule = Schedule()
    schedule.edited(0.0, remark=False)
    pauses = []
    for _ in range(8):
        schedule.publishing.failed(100.0)
        schedule.edited(100.0, remark=False)
        assert schedule.publishing.at is not None
        pauses.append(schedule.publishing.at - 100.0)
    assert pauses[:3] == [1.0, 2.0, 4.0]
    assert pauses[-1] == LONGEST_PAUSE
    schedule.publishing.done()
    assert schedule.publishing.failures == 0
