"""The worker answers the newest request, whatever happens to older ones."""

import os
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import Report, analyse
from systemsmap.analysis.budget import Budget
from systemsmap.analysis.counting.counts import Counts
from systemsmap.editor.editor import Editor
from systemsmap.gui.analyst import Analyst
from systemsmap.gui.worker import Worker
from systemsmap.model import edits
from systemsmap.model.document import Document
from tests.maps import two_loops

pytestmark = pytest.mark.gui


def _slowly(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def _ending(code: int) -> int:
    if code:
        os._exit(code)
    return code


def _ending_once(marker: str) -> str:
    """End the process the first time, answer the second."""
    if not Path(marker).exists():
        Path(marker).touch()
        os._exit(9)
    return "answered"


def _failing(message: str) -> str:
    if message:
        raise ValueError(message)
    return message


def test_an_answer_comes_back_with_its_number(qtbot: QtBot) -> None:
    worker = Worker(analyse)
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answer:
        worker.ask(7, two_loops(), ("loops",), Budget())
    number, report = answer.args
    assert number == 7
    assert isinstance(report, Report)
    assert report.loops
    assert len(report.loops.loops) == 2
    worker.close()


def test_a_newer_request_ends_one_that_takes_long(qtbot: QtBot) -> None:
    worker = Worker(_slowly)
    worker.ask(1, 60.0)
    qtbot.waitUntil(lambda: worker._running is not None)
    started = time.monotonic()
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answer:
        worker.ask(2, 0.0)
    assert answer.args == [2, 0.0]
    assert time.monotonic() - started < 15
    worker.close()


def test_what_a_process_died_of_by_chance_is_asked_again(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(_ending_once)
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answer:
        worker.ask(1, str(tmp_path / "been there"))
    assert answer.args == [1, "answered"]
    worker.close()


def test_a_job_that_fails_is_logged_and_the_next_is_answered(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker(_failing)
    worker.ask(1, "no such loop")
    qtbot.waitUntil(lambda: "no such loop" in caplog.text, timeout=20_000)
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answer:
        worker.ask(2, "")
    assert answer.args == [2, ""]
    worker.close()


def test_requests_while_the_process_starts_do_not_start_it_again(qtbot: QtBot) -> None:
    worker = Worker(_slowly)
    worker.start()
    process = worker._process
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answer:
        for number in range(5):
            worker.ask(number, 0.0)
    assert answer.args == [4, 0.0]
    assert worker._process is process
    worker.close()


def test_a_request_that_ends_every_process_is_given_up(qtbot: QtBot) -> None:
    worker = Worker(_ending)
    worker.ask(1, 9)
    qtbot.waitUntil(lambda: worker._process is None and worker._round > 1, timeout=20_000)
    with qtbot.waitSignal(worker.answered, timeout=20_000) as answer:
        worker.ask(2, 0)
    assert answer.args == [2, 0]
    worker.close()


def test_loops_follow_every_edit_and_stale_answers_are_dropped(qtbot: QtBot) -> None:
    editor = Editor(Document(two_loops()))
    analyst = Analyst(editor)
    analyst.ask()
    qtbot.waitUntil(lambda: len(editor.loops) == 2, timeout=20_000)
    editor.document.commit(edits.delete(editor.map, ["births>people"]), "Delete link")
    editor.document.commit(edits.delete(editor.map, ["deaths>people"]), "Delete link")
    qtbot.waitUntil(lambda: editor.loops == (), timeout=20_000)
    editor.document.undo()
    qtbot.waitUntil(lambda: len(editor.loops) == 1, timeout=20_000)
    analyst.close()


def test_the_whole_number_of_loops_follows_the_first_answer(qtbot: QtBot) -> None:
    editor = Editor(Document(two_loops()))
    analyst = Analyst(editor)
    analyst.ask()
    qtbot.waitUntil(lambda: bool(editor.report and editor.report.counts), timeout=20_000)
    report = editor.report
    assert report
    assert isinstance(report.counts, Counts)
    assert (report.counts.total, report.counts.reinforcing) == (2, 1)
    assert report.basis
    assert len(report.basis.loops) == 2
    assert report.loops
    assert [loop.label for loop in editor.loops] == ["R1", "B1"]
    analyst.close()
