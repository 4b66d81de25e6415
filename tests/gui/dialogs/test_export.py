"""What can be exported is asked in one sheet, with the picture beside it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from systemsmap.analysis.analyses import analyse
from systemsmap.editor.editor import Editor
from systemsmap.editor.export_choice import ExportChoice
from systemsmap.gui.dialogs.export import ExportDialog
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.model import edits
from systemsmap.model.document import Document
from tests.maps import two_loops


@pytest.fixture
def editor() -> Editor:
    made = Editor(Document(two_loops()))
    made.document.commit(edits.describe_map(made.map, title="People"), "title")
    made.take_report(analyse(made.map, ("loops",)))
    return made


def opened(qtbot: QtBot, editor: Editor, store: SettingsStore) -> ExportDialog:
    dialog = ExportDialog(editor, store)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_it_begins_with_the_whole_map_as_preferred(
    qtbot: QtBot, editor: Editor, tmp_path: Path
) -> None:
    store = SettingsStore(tmp_path)
    store.set(export_key=False, export_scale=3)
    dialog = opened(qtbot, editor, store)
    assert dialog.choice == ExportChoice(key=False, scale=3)
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert not dialog.parts.button(1).isEnabled()
    assert not dialog.parts.button(2).isEnabled()
    assert not dialog.alone.isEnabled()


def test_the_selected_loop_can_be_chosen_and_the_picture_follows(
    qtbot: QtBot, editor: Editor, tmp_path: Path
) -> None:
    loop = editor.loops[0]
    editor.select(loop.id)
    dialog = opened(qtbot, editor, SettingsStore(tmp_path))
    before = dialog.preview.shown
    dialog.parts.button(1).click()
    dialog.alone.setChecked(True)
    QApplication.processEvents()
    assert dialog.choice.focus == frozenset({loop.id})
    assert dialog.alone.isEnabled()
    shown = dialog.preview.shown
    assert before is not None
    assert shown is not None
    assert shown.bounds != before.bounds


def test_what_was_chosen_is_sent_once_and_remembered(
    qtbot: QtBot, editor: Editor, tmp_path: Path
) -> None:
    store, sent = SettingsStore(tmp_path), list[ExportChoice]()
    dialog = opened(qtbot, editor, store)
    dialog.chosen.connect(sent.append)
    dialog.format.setCurrentIndex(1)
    dialog.look.setCurrentIndex(2)
    dialog.scale.setValue(4)
    dialog.key.setChecked(False)
    dialog.buttons.accepted.emit()
    assert sent == [ExportChoice(".png", key=False, look="transparent", scale=4)]
    assert store.settings.export_scale == 4
    assert not store.settings.export_key
    assert not dialog.isVisible()


def test_cancelling_sends_nothing(qtbot: QtBot, editor: Editor, tmp_path: Path) -> None:
    dialog, sent = opened(qtbot, editor, SettingsStore(tmp_path)), list[ExportChoice]()
    dialog.chosen.connect(sent.append)
    dialog.buttons.rejected.emit()
    assert sent == []


def test_the_size_of_a_png_is_told_in_pixels(qtbot: QtBot, editor: Editor, tmp_path: Path) -> None:
    dialog = opened(qtbot, editor, SettingsStore(tmp_path))
    assert dialog.extent.text() == ""
    assert not dialog.scale.isEnabled()
    dialog.format.setCurrentIndex(1)
    QApplication.processEvents()
    picture = dialog.choice.picture(editor)
    assert dialog.extent.text().startswith(f"{picture.bounds.width * 2:,.0f} ×")


def test_the_preview_paints_something_on_every_background(
    qtbot: QtBot, editor: Editor, tmp_path: Path
) -> None:
    dialog = opened(qtbot, editor, SettingsStore(tmp_path))
    seen = set()
    for look in range(3):
        dialog.look.setCurrentIndex(look)
        QApplication.processEvents()
        image = dialog.preview.grab().toImage()
        seen.add(bytes(image.constBits()))
    assert len(seen) == 3
