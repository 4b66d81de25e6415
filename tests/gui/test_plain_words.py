"""Texts of a map are plain text wherever the window shows them, whatever is written in them."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGraphicsItem,
    QGraphicsTextItem,
    QLabel,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from systemsmap.app import Program
from systemsmap.gui.session import Session
from systemsmap.storage.map_file import publish
from tests.gui.programs import add, opened, question, until, words
from tests.storage.hostile import worded_map

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("does not support raise", extend=True)]


_TAGS = ("<img", "<script", "<svg", "<image", "<text")
_TIP = Qt.ItemDataRole.ToolTipRole


def _rich(text: str) -> bool:
    return bool(GuiQt.mightBeRichText(text)) and any(tag in text for tag in _TAGS)


def _shown_as_rich(root: QWidget) -> Iterator[str]:
    """Yield each text in or under a widget that Qt would take for HTML."""
    plain = Qt.TextFormat.PlainText
    for widget in [root, *root.findChildren(QWidget)]:
        if _rich(widget.toolTip()):
            yield f"tool tip of {type(widget).__name__}: {widget.toolTip()[:60]}"
        if isinstance(widget, QLabel) and _rich(widget.text()) and widget.textFormat() != plain:
            yield f"label in {type(widget.parent()).__name__}: {widget.text()[:60]}"
        if isinstance(widget, QTextEdit) and any(tag in widget.toHtml() for tag in _TAGS):
            yield f"page in {type(widget.parent()).__name__}: {widget.toPlainText()[:60]}"
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _tips(widget.model(), QModelIndex())


def _tips(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        for column in range(6):  # a list does not say how many it has
            tip = str(model.data(model.index(row, column, parent), _TIP) or "")
            if _rich(tip):
                yield f"tool tip in {type(model).__name__}: {tip[:60]}"
        yield from _tips(model, model.index(row, 0, parent))


def _drawn_as_rich(item: QGraphicsItem) -> bool:
    if isinstance(item, QGraphicsTextItem) and any(tag in item.toHtml() for tag in _TAGS):
        return True
    return _rich(item.toolTip())


def _straight(text: str) -> str:
    """The text without anything that breaks its line or turns round what follows."""
    return "".join(c for c in text if category(c) != "Cc" and c not in "\u202e\u2066\u2028")


@pytest.fixture
def session(qtbot: QtBot, program: Program, tmp_path: Path) -> Session:
    path = tmp_path / "Map.smap"
    publish(worded_map().at(path))
    program.new_window()
    found = opened(qtbot, program, path)
    until(qtbot, lambda: found.editor.report)
    return found


def test_no_text_of_a_map_is_taken_for_a_page(qtbot: QtBot, session: Session) -> None:
    loop = next(iter(session.editor.map.loops))
    for ids in ([loop], ["v0"], ["v1", "v2"], ["l0"], ["n1"], []):
        session.editor.select(*ids)
        qtbot.wait(50)
        assert list(_shown_as_rich(session.window)) == []
    assert not [i for i in session.window.view.scene().items() if _drawn_as_rich(i)]


def test_titles_hold_nothing_that_turns_them_round(
    qtbot: QtBot, program: Program, session: Session
) -> None:
    session.window.commands.run("file.new")
    until(qtbot, lambda: len(program.sessions) == 2)
    copy = program.sessions[-1]
    program.arrivals.open_copy(session.filing.path or Path())
    until(qtbot, lambda: not copy.editor.map.is_empty)
    for one in (session, copy):
        assert one.window.windowTitle() == _straight(one.window.windowTitle())
    assert "[*][*]" in copy.window.windowTitle()  # the one in the map's own title is no mark


def test_questions_on_the_way_out_are_plain(qtbot: QtBot, program: Program) -> None:
    session = program.new_window()
    session.load(worded_map())
    add(session, "More")
    until(qtbot, lambda: session.keeping.is_dirty)
    session.window.close()
    until(qtbot, lambda: question() is not None)
    box = question()
    assert box
    assert list(_shown_as_rich(box)) == []
    box.reject()


@pytest.mark.parametrize("name", ["<img src=x>.smap", "a\u202epams.smap", "two\nlines.smap"])
def test_names_of_files_are_plain_in_the_bar(
    qtbot: QtBot, program: Program, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"nothing")
    session = program.new_window()
    program.arrivals.open([path])
    until(qtbot, lambda: words(session))
    assert words(session) == _straight(words(session))
    assert list(_shown_as_rich(session.window)) == []
    assert QApplication.activeModalWidget() is None
