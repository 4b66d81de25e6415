"""Errors nobody expected, in every place there is: one dialog, nothing of the map in its report,
and the map can be drawn on, saved and recovered as if nothing had been.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.catching import catch_errors
from systemsmap.gui.dialogs.fault import FaultDialog
from systemsmap.gui.session import Session
from systemsmap.gui.worker import Worker
from systemsmap.model import edits
from systemsmap.storage.recovery import recover
from systemsmap.storage.safekeeping import Safekeeping
from tests.gui.programs import (
    add,
    in_file,
    labels,
    map_file,
    names,
    opened,
    press,
    until,
    words,
)

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support", extend=True)]

SECRET = "SECRET"
EMPTY: list[int] = []


@pytest.fixture
def caught(program: Program) -> Iterator[None]:
    """The hooks of the program in place of those of the tests."""
    end = catch_errors(program.faults.take)
    yield
    end()


@pytest.fixture
def mine(qtbot: QtBot, program: Program, caught: None, tmp_path: Path) -> Session:
    """A session with a map in which every text is marked, in a file whose name is."""
    program.new_window()
    session = opened(qtbot, program, map_file(tmp_path / f"{SECRET}-file.smap", f"{SECRET}-a"))
    document = session.editor.document
    document.commit(edits.describe_map(document.map, title=f"{SECRET}-title"), "Title")
    return session


def fail(*about: object) -> NoReturn:
    """Raise an error that says all there is to say of what it is about."""
    raise ValueError(f"{SECRET}: {about!r} {Path.home()} {os.environ['SYSTEMSMAP_HOME']}")


def failing(about: str) -> str:
    """A job for a process of its own."""
    raise ValueError(about) from KeyError(about)


def dialogs() -> list[FaultDialog]:
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, FaultDialog))
    return [dialog for dialog in shown if dialog.isVisible()]


def report(program: Program) -> str:
    """Press the button and return what is on the clipboard then."""
    assert program.faults.dialog
    program.faults.dialog.copy.click()
    assert program.faults.dialog.copy.text() == "Copied"
    return QGuiApplication.clipboard().text()


class Stumbling(QObject):
    """Fails in what Qt asks of it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.User:
            fail(watched)
        return False


def in_a_slot(session: Session, _: pytest.MonkeyPatch) -> None:
    QTimer.singleShot(0, lambda: fail(session.editor.map))


def in_a_command(session: Session, patch: pytest.MonkeyPatch) -> None:
    with patch.context() as patched:
        patched.setattr(session.window, "settle", lambda: fail(session.editor.map))
        session.window.commands.qaction("file.export").trigger()


def in_an_event(session: Session, _: pytest.MonkeyPatch) -> None:
    widget, stumbling = QWidget(session.window), Stumbling(session.window)
    widget.installEventFilter(stumbling)
    QApplication.postEvent(widget, QEvent(QEvent.Type.User))


def in_a_thread(session: Session, _: pytest.MonkeyPatch) -> None:
    thread = threading.Thread(target=fail, args=(session.editor.map,))
    thread.start()
    thread.join()


def in_the_background(session: Session, _: pytest.MonkeyPatch) -> None:
    session.exporting._background.run(lambda: fail(session.editor.map))


def after_the_background(session: Session, _: pytest.MonkeyPatch) -> None:
    session.exporting._background.run(lambda: session.editor.map, fail)


def in_the_writer(session: Session, patch: pytest.MonkeyPatch) -> None:
    publish = Safekeeping.publish
    times = [fail]

    def once(keeping: Safekeeping) -> None:
        if times:
            times.pop()(keeping.stored)
        publish(keeping)

    patch.setattr(Safekeeping, "publish", once)
    session.filing.save()


def in_a_listener_of_the_writer(session: Session, _: pytest.MonkeyPatch) -> None:
    assert session.keeping._writer
    times = [fail]

    def hear(state: object) -> None:
        if times:
            times.pop()(state)

    session.keeping._writer.saved.subscribe(hear)
    add(session, f"{SECRET}-heard")


def after_an_answer_of_the_writer(session: Session, _: pytest.MonkeyPatch) -> None:
    assert session.keeping._writer
    session.keeping._writer.wake().add_done_callback(lambda answer: fail(answer.result()))


def in_another_process(session: Session, _: pytest.MonkeyPatch) -> None:
    worker = Worker(failing, session.window)
    worker.ask(1, f"{SECRET} {session.editor.map!r}")
    session.window.destroyed.connect(worker.close)


def at_the_end_of_an_object(session: Session, _: pytest.MonkeyPatch) -> None:
    class Ending:
        def __del__(self) -> None:
            fail(session.editor.map)

    made = Ending()
    del made


PLACES = (
    *(in_a_slot, in_a_command, in_an_event, in_a_thread),
    *(in_the_background, after_the_background, in_another_process, at_the_end_of_an_object),
    *(in_the_writer, in_a_listener_of_the_writer, after_an_answer_of_the_writer),
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_wherever_it_happens_it_is_told_without_a_word_of_the_map(
    qtbot: QtBot,
    program: Program,
    mine: Session,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Session, pytest.MonkeyPatch], None],
) -> None:
    place(mine, monkeypatch)
    until(qtbot, lambda: program.faults.dialog)
    _is_clean(report(program), mine)
    assert "ValueError" in report(program)
    add(mine, f"{SECRET}-b")
    mine.filing.save()
    path = mine.filing.path
    assert path
    until(qtbot, lambda: f"{SECRET}-b" in in_file(path))
    until(qtbot, lambda: not mine.keeping.is_dirty)
    assert names(mine.editor.map) >= {f"{SECRET}-a", f"{SECRET}-b"}
    mine.editor.document.undo()
    assert f"{SECRET}-b" not in names(mine.editor.map)


def _is_clean(told: str, session: Session) -> None:
    assert SECRET not in told
    for place in (
        Path.home(),
        Path(os.environ["SYSTEMSMAP_HOME"]),
        session.filing.path,
        Path.cwd(),
    ):
        assert place
        assert str(place) not in told
        assert place.name not in told or place.name in ("systemsmap", "root")


def test_one_dialog_counts_however_many_follow(
    qtbot: QtBot, program: Program, mine: Session
) -> None:
    for _ in range(30):
        QTimer.singleShot(0, lambda: fail(mine.editor.map))
        mine.exporting._background.run(lambda: EMPTY[0])
    until(qtbot, lambda: program.faults.book.count == 60)
    assert len(dialogs()) == 1
    (dialog,) = dialogs()
    until(qtbot, lambda: "60 errors" in dialog.count.text())
    assert "60 unexpected errors" in report(program)
    assert "30 times" in report(program)
    _is_clean(report(program), mine)


def test_a_fault_that_comes_back_opens_no_second_dialog(
    qtbot: QtBot, program: Program, mine: Session
) -> None:
    def again() -> None:
        QTimer.singleShot(0, lambda: fail(mine.editor.map))

    again()
    until(qtbot, dialogs)
    dialogs()[0].close_.click()
    assert dialogs() == []
    again()
    until(qtbot, lambda: words(mine).endswith("again: 2 errors so far."))
    assert dialogs() == []
    assert labels(mine) == ["Report…", "Hide"]
    press(mine, "Report…")
    assert "2 times" in report(program)
    assert words(mine) == ""
    dialogs()[0].reject()
    QTimer.singleShot(0, lambda: EMPTY[0])
    until(qtbot, dialogs)  # another one is news


def test_the_dialog_says_where_the_map_is_and_when_it_is_not_safe(
    qtbot: QtBot, program: Program, mine: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTimer.singleShot(0, lambda: fail(mine.editor.map))
    until(qtbot, dialogs)
    (dialog,) = dialogs()
    assert dialog.verdict.text() == "Your map is safe"
    assert f"“{SECRET}-file.smap” has all but the last edits" in dialog.safety.text()
    assert str(Path(os.environ["SYSTEMSMAP_HOME"]) / "work") in dialog.safety.text()
    mine.filing.save()
    until(qtbot, lambda: not mine.keeping.is_dirty)
    until(qtbot, lambda: f"“{SECRET}-file.smap” has all of it." in dialog.safety.text())
    assert mine.filing.path
    mine.filing.path.unlink()
    add(mine, f"{SECRET}-b")
    mine.filing.save()
    until(qtbot, lambda: dialog.verdict.text() == "Your map is not in its file")
    assert "no longer where it was" in dialog.safety.text()


def test_typing_goes_on_while_the_dialog_is_there(
    qtbot: QtBot, program: Program, mine: Session
) -> None:
    QTimer.singleShot(0, lambda: fail(mine.editor.map))
    until(qtbot, dialogs)
    assert not dialogs()[0].isModal()
    mine.window.commands.run("draw.variable")
    QTest.keyClicks(mine.window.name_editor, "Trust")
    mine.window.settle()
    assert "Trust" in names(mine.editor.map)


def test_an_error_when_there_is_no_window_is_shown_by_itself(
    qtbot: QtBot, program: Program, caught: None
) -> None:
    QTimer.singleShot(0, lambda: fail(program))
    until(qtbot, dialogs)
    dialogs()[0].reject()


def test_closing_the_window_takes_its_dialog_along(
    qtbot: QtBot, program: Program, mine: Session
) -> None:
    other = program.new_window()
    QTimer.singleShot(0, lambda: fail(program))
    until(qtbot, dialogs)
    mine.keeping.close(discard=True)
    mine.window.close()
    other.window.close()
    qtbot.waitUntil(lambda: dialogs() == [])
    assert program.faults.dialog is None


@pytest.mark.slow
def test_a_program_full_of_faults_that_is_killed_has_lost_nothing(tmp_path: Path) -> None:
    path = map_file(tmp_path / f"{SECRET}-file.smap", f"{SECRET}-a")
    command = [sys.executable, "-m", "tests.gui.faulty_program", str(path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout
        told = json.loads(process.stdout.readline())
        process.kill()
    assert "10 unexpected errors" in told
    assert SECRET not in told
    assert str(tmp_path) not in told
    (orphan,) = recover(Path(os.environ["SYSTEMSMAP_HOME"]) / "work").orphans
    drawn = {f"{SECRET}-a", *(f"{SECRET}-{number}" for number in range(5))}
    assert names(orphan.stored.map_) == drawn
    assert orphan.stored.path == path
