"""One window with one map: canvas, panels and bars in their places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QStatusBar,
    QToolBar,
)

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.shell import Shell
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.announcing import Announcer
from systemsmap.gui.canvas.closing import ClosingBanner
from systemsmap.gui.canvas.name_editor import NameEditor
from systemsmap.gui.canvas.sign_chooser import SignChooser
from systemsmap.gui.canvas.spoken import speak
from systemsmap.gui.canvas.start import StartPage
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.capture_bar import CaptureBar
from systemsmap.gui.docks import Docks, Sights
from systemsmap.gui.drops import Drops
from systemsmap.gui.trouble_bar import TroubleBar
from systemsmap.rendering.drawing import Bounds

if TYPE_CHECKING:
    from systemsmap.gui.canvas.folded import FoldedCanvas
    from systemsmap.gui.canvas.past import PastCanvas

USUAL_SIZE = QSize(1280, 800)
FRAME = QSize(8, 44)  # what window managers put round a window, at most
SAID_FOR = 6000  # milliseconds a notice stays


@dataclass(frozen=True)
class Surroundings:
    """What the window needs to know of the world around it."""

    recent: Callable[[], list[Path]]
    examples: Callable[[], list[tuple[str, Path]]]
    open_paths: Callable[[list[Path]], None]
    may_close: Callable[[], bool]
    shortcuts: Mapping[str, tuple[str, ...]]


class MainWindow(QMainWindow):
    """Puts the widgets together. What commands ask of a window is in `window_shell`."""

    def __init__(self, editor: Editor, shell: Shell, around: Surroundings) -> None:
        super().__init__()
        self.editor, self._around = editor, around
        self._painted: list[Callable[[], None]] = []
        self._is_painted = False
        self.view = CanvasView(editor)
        self.setCentralWidget(self.view)
        self.view.setAcceptDrops(False)  # the whole window takes files
        self.name_editor = NameEditor(self.view)
        self.sign_chooser = SignChooser(self.view, shell)
        self.start_page = StartPage(self.view, around.recent, around.examples)
        self.start_page.chosen.connect(lambda path: around.open_paths([path]))
        self.commands = ActionSet(editor, shell, self, self.view, around.shortcuts)
        self.view.key_filter = self.commands.run_key
        self.view.menu_asked.connect(self._show_menu)
        self.trouble_bar = TroubleBar(self.view)
        self.closing = ClosingBanner(
            self.view, (self._key("loop.name_closed"), self._key("loop.keep_lit"))
        )
        self._add_bars()
        sights = Sights(self.reveal, self._reveal_area, self._look_back)
        self._docks = Docks(self, self.commands, editor, sights)
        self.panels = self._docks.all
        self.timeline, self.changes = self._docks.timeline, self._docks.changes
        self.setAcceptDrops(True)
        self._drops = Drops(self, self.view, around.open_paths)
        Announcer(editor, self)
        speak()
        self._fit_screen()
        editor.changed.subscribe(self._follow)

    @cached_property
    def folded(self) -> "FoldedCanvas":
        """The canvas for the folded map, made when it is first asked for."""
        from systemsmap.gui.canvas.folded import FoldedCanvas  # noqa: PLC0415 - not at the start

        made = FoldedCanvas(self.view, self.commands)
        made.scaled.connect(self._show_scale)
        self.trouble_bar.raise_()
        return made

    @cached_property
    def past(self) -> "PastCanvas":
        """The canvas for the map as it was, made when somebody first looks back."""
        from systemsmap.gui.canvas.past import PastCanvas  # noqa: PLC0415 - not at the start

        made = PastCanvas(self.view, self.timeline.back)
        made.scaled.connect(self._show_scale)
        self.trouble_bar.raise_()
        return made

    def _look_back(self, at: int | None) -> None:
        if at is not None:
            self.past.look()

    @property
    def canvas(self) -> CanvasView:
        """The canvas that is seen: of the whole map, of the folded one, or of how it was."""
        if self.timeline.back.at is not None:
            return self.past
        return self.folded if self.editor.folding else self.view

    def after_painting(self, then: Callable[[], None]) -> None:
        """Call this once when the window has been painted for the first time, or again."""
        self._painted.append(then)

    def fit(self) -> None:
        """Show the whole map: now, and again when the window has got its size."""
        self.view.fit()
        if not self._is_painted:
            self.after_painting(self.view.fit)

    def _fit_screen(self) -> None:
        """Be as large as usual, but never reach beyond the screen, frame included."""
        room = self.screen().availableGeometry()
        self.resize(
            min(USUAL_SIZE.width(), room.width() - FRAME.width()),
            min(USUAL_SIZE.height(), room.height() - FRAME.height()),
        )

    def _add_bars(self) -> None:
        self.commands.menu_bar(
            self.menuBar(), {"*recent": self._fill_recent, "*examples": self._fill_examples}
        )
        bar = QToolBar("Tools")
        bar.setObjectName("tools")
        bar.setMovable(False)
        self.commands.tool_bar(bar)
        self.addToolBar(bar)
        status = QStatusBar()
        status.setSizeGripEnabled(False)
        self.file_state, self._zoom = QLabel(), QLabel()
        status.addPermanentWidget(self.file_state)
        status.addPermanentWidget(self._zoom)
        self.setStatusBar(status)
        self.capture_bar = CaptureBar(self.view, self.commands)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self.capture_bar)
        self.view.scaled.connect(self._show_scale)

    def show_tray(self) -> None:
        """Show the tray when something waits in it, else not."""
        self.panels["tray"].setVisible(bool(self.editor.map.cards))

    def settle(self) -> None:
        """Keep what is being typed, on the canvas and in the panels: something asks for it all."""
        self.name_editor.keep_now()
        self._docks.settle()

    # ------------------------------------------------------------------ what happens

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.NOTICE:
            self.statusBar().showMessage(self.editor.notice, SAID_FOR)

    def _key(self, id_: str) -> str:
        return self.commands.qaction(id_).shortcut().toString()

    def _show_scale(self, scale: float) -> None:
        self._zoom.setText(f"{scale * 100:.0f} %")

    def reveal(self, id_: str) -> None:
        """Bring a record into view."""
        canvas = self.canvas
        composition = canvas.editor.composition
        if not composition.has(id_):
            return
        canvas.reveal(composition.draw(id_).bounds)

    def _reveal_area(self, area: Bounds) -> None:
        self.canvas.reveal(area)

    def _show_menu(self, kind: str, at: QPoint) -> None:
        menu = self.commands.context_menu(kind, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _fill_recent(self, menu: QMenu) -> None:
        self._fill(menu, [(path.name, path) for path in self._around.recent()])

    def _fill_examples(self, menu: QMenu) -> None:
        self._fill(menu, self._around.examples())

    def _fill(self, menu: QMenu, entries: list[tuple[str, Path]]) -> None:
        menu.clear()
        for name, path in entries:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, path=path: self._around.open_paths([path]))
        menu.setEnabled(bool(entries))

    # ------------------------------------------------------------------ Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.drop(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        waiting, self._painted, self._is_painted = self._painted, [], True
        for then in waiting:
            QTimer.singleShot(0, self, then)  # never when it has been closed by then

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._around.may_close():
            event.accept()
        else:
            event.ignore()

    def arrangement(self) -> bytes:
        """Return sizes and places of window, panels and bars, to be given back next time."""
        geometry, state = self.saveGeometry().data(), self.saveState().data()
        return len(geometry).to_bytes(4, "big") + geometry + state

    def restore_arrangement(self, kept: bytes) -> None:
        """Set sizes and places as they were; what does not fit is ignored."""
        size = int.from_bytes(kept[:4], "big")
        self.restoreGeometry(QByteArray(kept[4 : 4 + size]))
        self.restoreState(QByteArray(kept[4 + size :]))
