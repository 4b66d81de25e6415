"""Pictures out of a window: files, printer."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

from systemsmap.editor.editor import Editor
from systemsmap.editor.export_choice import ExportChoice
from systemsmap.gui import images
from systemsmap.gui.background import Background
from systemsmap.gui.dialogs.export import ExportDialog
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.places import Wanted, ask_format, ask_place
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.gui.story_export import StoryExporting
from systemsmap.gui.trouble_bar import TroubleBar
from systemsmap.interchange import json
from systemsmap.interchange.delivery import deliver
from systemsmap.interchange.handing_over import hand_over
from systemsmap.interchange.svg import svg_of
from systemsmap.rendering.picture import PictureOptions, picture
from systemsmap.rendering.theme import PRINT

NAMES = {".svg": "SVG picture", ".png": "PNG picture", ".pdf": "PDF document"}
PATIENCE = 10.0  # seconds a closing window waits for a picture that is being written
_TOPIC = "export"


class Exporting(QObject):
    """Asks what to export, draws it and has it written.

    `exported` tells the name of the file the map went to, and the state of the map in it.
    """

    exported = Signal(str, str)

    def __init__(
        self, editor: Editor, store: SettingsStore, bar: TroubleBar, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._editor, self._store, self._bar, self._window = editor, store, bar, window
        self._background = Background("exporting", self)
        self._printer: QPrinter | None = None
        self._story = StoryExporting(editor, store, window, self._background)
        self.suggested = Path("map")

    def ask(self, of: Editor | None = None) -> None:
        """Ask what to export and where, then do it; `of`: from an editor that looks back."""
        shown = of or self._editor
        dialog = ExportDialog(shown, self._store, self._window)
        dialog.chosen.connect(lambda choice: self._ask_place(choice, shown))
        dialog.open()

    def ask_format(self) -> None:
        """Ask for a place and a format of another program, and write the map there."""
        ask_format(self._window, "Hand the map over as", self.suggested, self.hand_over)

    def hand_over(self, path: Path) -> None:
        """Write the map in the format its name says; says what that format cannot hold."""
        map_, state = self._editor.map, self._editor.document.history.state

        def written() -> tuple[str, str]:
            try:
                return hand_over(map_, path), ""
            except OSError as trouble:
                return "", trouble.strerror or str(trouble)

        self._background.run(written, lambda answer: self._tell_handed(path, state, *answer))

    def _tell_handed(self, path: Path, state: str, done: str, trouble: str) -> None:
        if trouble:
            words = f"“{path.name}” was not written ({trouble.lower()})."
            self._bar.show_trouble(words, (("Elsewhere…", self.ask_format),), _TOPIC)
            return
        self._bar.end(_TOPIC)
        if done:
            self._bar.show_news(done, topic=_TOPIC)
        self._editor.say(f"Written to “{path.name}”.")
        self.exported.emit(path.name, state)

    def ask_story(self, suffix: str) -> None:
        """Ask where the steps of the story shall go, and write them there."""
        self._story.ask(suffix, self.suggested)

    def _ask_place(self, choice: ExportChoice, shown: Editor) -> None:
        guess = self.suggested.with_name(f"{self.suggested.name}{choice.suffix}")
        wanted = Wanted("Export picture to", NAMES[choice.suffix], choice.suffix, guess)
        ask_place(self._window, wanted, lambda path: self.write(choice, path, shown))

    def write(self, choice: ExportChoice, path: Path, of: Editor | None = None) -> None:
        """Write the picture; says what was done, or what went wrong."""
        shown = of or self._editor
        content, state = _content(choice, shown), shown.document.history.state

        def written() -> str:
            try:
                deliver(path, content)
            except OSError as trouble:
                return trouble.strerror or str(trouble)
            return ""

        def told(trouble: str) -> None:
            if trouble:
                self._tell(trouble, choice, path, shown)
            else:
                self._bar.end(_TOPIC)
                self._editor.say(f"Exported to “{path.name}”.")
                if shown is self._editor:
                    self.exported.emit(path.name, state)

        self._background.run(written, told)

    def _tell(self, trouble: str, choice: ExportChoice, path: Path, shown: Editor) -> None:
        words = f"“{path.name}” was not written ({trouble.lower()}); what was there is unchanged."
        elsewhere = ("Write it elsewhere…", lambda: self._ask_place(choice, shown))
        self._bar.show_trouble(words, (elsewhere,), _TOPIC)

    def preview_print(self) -> None:
        """Show what would be printed; print from there."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        bounds = self._editor.composition.bounds
        if bounds.width > bounds.height:
            printer.setPageOrientation(images.LANDSCAPE)
        printer.setDocName(self.suggested.name)
        self._printer = printer  # the dialog does not keep it alive
        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Print")
        dialog.resize(900, 680)
        dialog.paintRequested.connect(self._print)
        dialog.open()

    def _print(self, printer: QPrinter) -> None:
        drawn = picture(self._editor.composition.with_theme(PRINT), PictureOptions())
        images.print_picture(drawn, printer)

    def close(self) -> None:
        """See pictures out that are being written."""
        self._background.close(PATIENCE)


def _content(choice: ExportChoice, shown: Editor) -> bytes:
    drawn, map_ = choice.picture(shown), shown.map
    match choice.suffix:
        case ".svg":
            return svg_of(drawn, map_)
        case ".png":
            return images.png(drawn, choice.scale, json.write(map_).decode())
        case _:
            return images.pdf([drawn], map_.info.title)
