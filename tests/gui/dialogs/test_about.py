"""What the program is and whose work it stands on can be read in it."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from systemsmap.gui.dialogs.about import AboutDialog, components


def test_about_names_the_program_and_what_it_stands_on(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "systemsmap 0." in words
    assert "MIT" in words
    assert "Inter" in words
    assert "LGPL" in components()
