"""What opens over a window for a moment: choosers, sheets, preferences."""

from functools import partial

from PySide6.QtCore import Qt

from systemsmap.editor.actions import ACTIONS
from systemsmap.editor.editor import Editor
from systemsmap.gui.dialogs.about import AboutDialog
from systemsmap.gui.dialogs.chooser import Chooser, ChooserItem
from systemsmap.gui.dialogs.preferences import PreferencesDialog
from systemsmap.gui.dialogs.shortcuts import ShortcutSheet
from systemsmap.gui.link_questions import LinkQuestions
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.projector import Projector
from systemsmap.gui.settings_store import SettingsStore


class WindowSheets:
    """The sheets of one window."""

    def __init__(self, editor: Editor, window: MainWindow, store: SettingsStore) -> None:
        self._editor, self._window, self._store = editor, window, store
        self._chooser = Chooser(window)
        self._questions = LinkQuestions(editor, window)

    def palette(self) -> None:
        """Offer every command by name."""
        editor, commands = self._editor, self._window.commands
        items = [
            ChooserItem(
                one.label.rstrip("…"),
                "  ".join(one.keys),
                enabled=one.enabled(editor),
                run=commands.qaction(one.id).trigger,
            )
            for one in ACTIONS
        ]
        self._chooser.open(items, "Type the name of a command")

    def find(self) -> None:
        """Offer every variable by name."""
        items = [
            ChooserItem(
                " ".join(v.name.split()),
                v.kind.label if v.kind else "",
                enabled=True,
                run=partial(self._go_to, v.id),
            )
            for v in self._editor.map.variables.values()
        ]
        self._chooser.open(items, "Type the name of a variable")

    def _go_to(self, id_: str) -> None:
        self._editor.select(id_)
        self._window.reveal(id_)
        self._window.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_links(self) -> None:
        """Ask over the canvas; the room goes on meanwhile."""
        self._questions.begin()

    def present(self) -> None:
        """Tell the story on the screen the window is on."""
        self._projector = Projector(self._editor, self._store)
        self._projector.setScreen(self._window.screen())
        self._projector.showFullScreen()

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(self._window, self._store.shortcuts).open()

    def preferences(self) -> None:
        """Show the preferences."""
        PreferencesDialog(self._store, self._window).open()

    def about(self) -> None:
        """Say what this is."""
        AboutDialog(self._window).open()
