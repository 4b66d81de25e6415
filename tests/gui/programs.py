"""The real program without a screen: windows, files, threads, and ways to press its buttons."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.folders import folders
from systemsmap.gui.session import Session
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap

PATIENCE = 15_000  # milliseconds


@contextmanager
def running(qapp: QApplication) -> Iterator[Program]:
    """Run the program with the folders of this test; at the end nothing of it is left."""
    program = Program(qapp, folders())
    yield program
    for dialog in qapp.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()
    for session in tuple(program.sessions):
        session.keeping.close(discard=True)
        session.window.close()
    program.arrivals.close()
    QGuiApplication.clipboard().clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def until(qtbot: QtBot, holds: Callable[[], object]) -> None:
    """Let the program run until this is true."""
    qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)


def until_true(holds: Callable[[], object], then: Callable[[], None]) -> None:
    """Call this once when something has become true; the program runs on meanwhile."""

    def look() -> None:
        if holds():
            timer.stop()
            then()

    timer = QTimer(QApplication.instance(), interval=20)
    timer.timeout.connect(look)
    timer.start()


def add(session: Session, name: str) -> None:
    """Add a variable as a person would."""
    editor = session.editor
    change = edits.add_variable(editor.map, name, 40.0 * len(editor.map.variables), 0.0)
    editor.document.commit(change, "Add variable")


def dropped(target: QWidget, data: QMimeData, at: QPoint) -> bool:
    """Drag this over a widget and let it go; return whether all of that was accepted."""
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    accepted = []
    for event in (
        QDragEnterEvent(at, copy, data, button, none),
        QDragMoveEvent(at, copy, data, button, none),
        QDropEvent(QPointF(at), copy, data, button, none),
    ):
        event.ignore()
        QApplication.sendEvent(target, event)
        accepted.append(event.isAccepted())
    return all(accepted)


def names(map_: SystemsMap) -> set[str]:
    """Return what the variables are called."""
    return {v.name for v in map_.variables.values()}


def in_file(path: Path) -> set[str]:
    """Return the names in a map file; none while it cannot be read."""
    try:
        return names(read_map_file(path).map_)
    except FileTrouble:
        return set()


def map_file(path: Path, *called: str) -> Path:
    """Write a map with these variables."""
    map_ = SystemsMap()
    for name in called:
        map_ = edits.add_variable(map_, name, 0.0, 60.0 * len(map_.variables)).applied_to(map_)
    publish(StoredMap(map_, path), overwrite=True, backup=False)
    return path


def opened(qtbot: QtBot, program: Program, path: Path) -> Session:
    """Open a map and return its session."""
    program.arrivals.open([path])
    found: list[Session] = []

    def there() -> bool:
        found[:] = [s for s in program.sessions if s.filing.path == path.resolve()]
        return bool(found)

    until(qtbot, there)
    return found[0]


def look_after(qtbot: QtBot, session: Session, times: int = 5) -> None:
    """Let the session look after its file so often, and say what it has found."""
    for _ in range(times):
        with qtbot.waitSignal(session.neighbours.following.looked, timeout=PATIENCE):
            session.neighbours.following.look()


def words(session: Session) -> str:
    """Return what the bar over the canvas says."""
    return session.window.trouble_bar.words


def labels(session: Session) -> list[str]:
    """Return what can be pressed in the bar."""
    return [button.text() for button in session.window.trouble_bar.buttons]


def press(session: Session, label: str) -> None:
    """Press a button of the bar."""
    buttons = {button.text(): button for button in session.window.trouble_bar.buttons}
    buttons[label].click()


def question() -> QMessageBox | None:
    """Return the question that is being asked, or None."""
    boxes = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    return next((box for box in boxes if box.isVisible()), None)


def answer(qtbot: QtBot, label: str) -> None:
    """Wait for a question and press one of its buttons."""
    until(qtbot, lambda: question() is not None)
    box = question()
    assert box
    button = next(b for b in box.findChildren(QPushButton) if b.text().replace("&", "") == label)
    button.click()


def file_dialog() -> QFileDialog | None:
    """Return the dialog that asks for a place, or None."""
    dialogs = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    return next((dialog for dialog in dialogs if dialog.isVisible()), None)


def choose(qtbot: QtBot, path: Path) -> None:
    """Wait for the dialog that asks for a place and give it this one."""
    until(qtbot, lambda: file_dialog() is not None)
    dialog = file_dialog()
    assert dialog
    dialog.selectFile(str(path))
    dialog.accept()
