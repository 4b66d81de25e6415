"""What is dragged onto a window: files are opened, cards of the tray are put on the map."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from systemsmap.editor import tray
from systemsmap.editor.hit_test import Hit, variable_under
from systemsmap.editor.pointer import Pointer
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.panels.tray import card_of


class Drops:
    """Takes what is dragged onto a window with this canvas in it."""

    def __init__(
        self, window: QWidget, view: CanvasView, open_paths: Callable[[list[Path]], None]
    ) -> None:
        self._window, self._view, self._open_paths = window, view, open_paths

    def enter(self, event: QDragEnterEvent) -> None:
        """Say whether any of it can be dropped here."""
        if _files(event) or card_of(event.mimeData()):
            event.acceptProposedAction()

    def move(self, event: QDragMoveEvent) -> None:
        """Show where a card would go."""
        if card_of(event.mimeData()) is None:
            event.acceptProposedAction()
            return
        at = self._on_canvas(event)
        under = variable_under(self._view.editor.composition, at) if at else None
        self._view.editor.show_overlay(hover=Hit("variable", under) if under else None)
        event.setAccepted(at is not None)

    def leave(self, _event: QDragLeaveEvent) -> None:
        """Light nothing any more."""
        self._view.editor.show_overlay(hover=None)

    def drop(self, event: QDropEvent) -> None:
        """Open the files, or place the card, once the drag is over."""
        card, at, paths = card_of(event.mimeData()), self._on_canvas(event), _files(event)
        event.setDropAction(Qt.DropAction.CopyAction)  # nobody may move the file away for it
        event.accept()
        self._view.editor.show_overlay(hover=None)
        if card is None:
            QTimer.singleShot(0, lambda: self._open_paths(paths))
        elif at is not None:
            QTimer.singleShot(0, lambda: tray.drop(self._view.editor, card, at))

    def _on_canvas(self, event: QDropEvent) -> Pointer | None:
        """Return the place on the map under the pointer, or None beside the canvas."""
        there = self._view.viewport()
        at: QPoint = there.mapFrom(self._window, event.position().toPoint())
        return self._view.pointer_at(QPointF(at)) if there.rect().contains(at) else None


def _files(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that are being dropped."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
