"""Pictures out of a window: files, printer."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from systemsmap.editor.editor import Editor
from systemsmap.editor.export_choice import ExportChoice
from systemsmap.gui import images
from systemsmap.gui.dialogs.export import ExportDialog
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.interchange import json
from systemsmap.interchange.delivery import deliver
from systemsmap.interchange.svg import svg_of
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.theme import PRINT

NAMES = {".svg": "SVG picture", ".png": "PNG picture", ".pdf": "PDF document"}


class Exporting(QObject):
    """Asks what to export, draws it and writes it."""

    def __init__(self, editor: Editor, store: SettingsStore, window: QWidget) -> None:
        super().__init__(window)
        self._editor, self._store, self._window = editor, store, window
        self.suggested = Path("map")

    def ask(self) -> None:
        """Ask what to export and where, then do it."""
        dialog = ExportDialog(self._editor, self._store, self._window)
        dialog.chosen.connect(self._ask_place)
        dialog.open()

    def _ask_place(self, choice: ExportChoice) -> None:
        dialog = QFileDialog(self._window, "Export picture to")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{NAMES[choice.suffix]} (*{choice.suffix})")
        dialog.setDefaultSuffix(choice.suffix[1:])
        dialog.selectFile(str(self.suggested.with_suffix(choice.suffix)))
        dialog.fileSelected.connect(lambda path: self.write(choice, Path(path)))
        dialog.open()

    def write(self, choice: ExportChoice, path: Path) -> None:
        """Write the picture; says what was done, or what went wrong."""
        drawn = choice.picture(self._editor)
        data = json.write(self._editor.map)
        match choice.suffix:
            case ".svg":
                content = svg_of(drawn, self._editor.map)
            case ".png":
                content = images.png(drawn, choice.scale, data.decode())
            case _:
                content = images.pdf(drawn, self._editor.map.info.title)
        try:
            deliver(path, content)
        except OSError as trouble:
            self._editor.say(f"“{path.name}” could not be written: {trouble.strerror}.")
            return
        self._editor.say(f"Exported to “{path.name}”.")

    def preview_print(self) -> None:
        """Show what would be printed; print from there."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        bounds = self._editor.composition.bounds
        if bounds.width > bounds.height:
            printer.setPageOrientation(images.LANDSCAPE)
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle("Print")
        dialog.paintRequested.connect(self._print)
        dialog.open()

    def _print(self, printer: QPrinter) -> None:
        drawn: Picture = picture(self._editor.composition.with_theme(PRINT), PictureOptions())
        images.print_picture(drawn, printer)
