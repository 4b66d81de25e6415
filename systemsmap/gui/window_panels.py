"""Which panels of a window are in sight, and which has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from systemsmap.editor.shell import PanelName
from systemsmap.gui.docks import PANELS
from systemsmap.gui.main_window import MainWindow
from systemsmap.model.systems_map import SystemsMap


class WindowPanels:
    """The panels of one window; none until `attach` is told of them."""

    def __init__(self) -> None:
        self._window: MainWindow
        self._docks: dict[PanelName, QDockWidget] = {}

    def attach(self, window: MainWindow) -> None:
        """Take the window, once it is made."""
        self._window, self._docks = window, window.panels

    def next(self, step: int) -> None:
        """Give the keyboard to the next visible panel; the canvas is one of them."""
        stops: list[QWidget] = [self._window.view, *self._window.trouble_bar.buttons[:1]]
        stops.append(self._window.capture_bar.field)
        stops += [self._docks[n].widget() for n, _ in PANELS if self._docks[n].isVisible()]
        now = QApplication.focusWidget()
        here = next((i for i, w in enumerate(stops) if now and _holds(w, now)), 0)
        there = stops[(here + step) % len(stops)]
        for dock in self._docks.values():
            if dock.widget() is there:
                dock.raise_()
        _first_stop(there).setFocus(Qt.FocusReason.TabFocusReason)

    def capture(self) -> None:
        """Give the keyboard to the line at the bottom."""
        self._window.capture_bar.begin()

    def toggle(self, panel: PanelName) -> None:
        """Show a panel in front, or hide it when it is in front already."""
        dock = self._docks[panel]
        if self.is_shown(panel):
            dock.hide()
        else:
            dock.show()
            dock.raise_()

    def compare_with(self, name: str, old: SystemsMap) -> None:
        """Show what changed since an older map, in a panel of its own and on the canvas."""
        self._window.changes.compare_with(name, old)

    def is_shown(self, panel: PanelName) -> bool:
        """Return whether a panel is in sight."""
        dock = self._docks.get(panel)
        return dock is not None and dock.isVisible() and not dock.visibleRegion().isEmpty()


def _holds(parent: QWidget, child: QWidget) -> bool:
    return parent is child or parent.isAncestorOf(child)


def _first_stop(widget: QWidget) -> QWidget:
    """Return the first widget inside that takes the keyboard, or itself, made to take it."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return widget
    inside = (w for w in widget.findChildren(QWidget) if w.isVisible())
    found = next((w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    if found is None:  # an empty panel must not hold up the round
        widget.setFocusProxy(None)  # type: ignore[arg-type]
        widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return found or widget
