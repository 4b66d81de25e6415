"""What commands ask of a window, carried out with its widgets."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from systemsmap.editor.editor import Editor
from systemsmap.gui import clipboard
from systemsmap.gui.panels.outline import whole_text
from systemsmap.gui.timeline import Timeline
from systemsmap.gui.window_files import WindowFiles
from systemsmap.gui.window_panels import WindowPanels
from systemsmap.gui.window_sheets import WindowSheets
from systemsmap.gui.window_sight import WindowSight


class WindowShell:
    """The `Shell` of one window; `furnish` gives it its parts once the window is made."""

    files: WindowFiles
    sight: WindowSight
    sheets: WindowSheets
    timeline: Timeline

    def __init__(self, editor: Editor) -> None:
        self.clipboard = WindowClipboard(editor)
        self.panels = WindowPanels()

    def furnish(
        self,
        files: WindowFiles,
        sight: WindowSight,
        sheets: WindowSheets,
        timeline: Timeline,
    ) -> None:
        """Take the parts; before this no command may be run."""
        self.files, self.sight, self.sheets, self.timeline = files, sight, sheets, timeline


class WindowClipboard:
    """The way to other windows and programs."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._open_text: Callable[[str, bytes], None] | None = None

    def attach(self, open_text: Callable[[str, bytes], None]) -> None:
        """Hand text in the formats of other programs to this from now on."""
        self._open_text = open_text

    def copy(self) -> None:
        """Put the selection on the clipboard."""
        clipboard.copy_piece(self._editor)

    def copy_picture(self) -> None:
        """Put the whole picture on the clipboard."""
        clipboard.copy_picture(self._editor)
        self._editor.say("The picture is on the clipboard.")

    def copy_outline(self) -> None:
        """Put the whole map in words on the clipboard."""
        QGuiApplication.clipboard().setText(whole_text(self._editor))
        self._editor.say("The map in words is on the clipboard.")

    def paste(self) -> None:
        """Insert what is on the clipboard."""
        clipboard.paste(self._editor, self._open_text)
