"""What commands ask of a window, carried out with its widgets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from systemsmap.editor.actions import ACTIONS
from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import PanelName
from systemsmap.gui import clipboard
from systemsmap.gui.dialogs.about import AboutDialog
from systemsmap.gui.dialogs.chooser import Chooser, ChooserItem
from systemsmap.gui.dialogs.preferences import PreferencesDialog
from systemsmap.gui.dialogs.shortcuts import ShortcutSheet
from systemsmap.gui.exporting import Exporting
from systemsmap.gui.filing import Filing
from systemsmap.gui.gliding import Arranger, Glider
from systemsmap.gui.main_window import PANELS, MainWindow
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.layout.request import Placement


@dataclass(frozen=True)
class Crew:
    """Those who do for a window what takes more than a line."""

    filing: Filing
    exporting: Exporting
    arranger: Arranger
    glider: Glider
    store: SettingsStore
    new_window: Callable[[], None]
    quit: Callable[[], None]


class WindowShell:
    """The `Shell` of one window; `furnish` gives it window and crew once they are made."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._window: MainWindow
        self._crew: Crew
        self._docks: Mapping[PanelName, QDockWidget] = {}

    def furnish(self, window: MainWindow, crew: Crew) -> None:
        """Take the window and those who help; before this no command may be run."""
        self._window, self._crew, self._docks = window, crew, window.panels
        self._chooser = Chooser(window)

    # ------------------------------------------------------------------ files

    def new_window(self) -> None:
        """Open a window with an empty map."""
        self._crew.new_window()

    def open_map(self) -> None:
        """Ask for map files and open them."""
        self._crew.filing.ask_open()

    def save(self) -> None:
        """Save now; asks where the first time."""
        self._window.settle()
        self._crew.filing.save()

    def save_as(self) -> None:
        """Ask for another place and go on there."""
        self._window.settle()
        self._crew.filing.ask_save_as()

    def save_copy(self) -> None:
        """Ask for a place and write a copy there."""
        self._window.settle()
        self._crew.filing.ask_save_copy()

    def export(self) -> None:
        """Ask what to export, and where."""
        self._window.settle()
        self._crew.exporting.ask()

    def print_map(self) -> None:
        """Preview and print."""
        self._window.settle()
        self._crew.exporting.preview_print()

    def close_window(self) -> None:
        """Close this window."""
        self._window.close()

    def quit(self) -> None:
        """Close every window."""
        self._crew.quit()

    # ------------------------------------------------------------------ clipboard

    def copy(self) -> None:
        """Put the selection on the clipboard."""
        clipboard.copy_piece(self._editor)

    def copy_picture(self) -> None:
        """Put the whole picture on the clipboard."""
        clipboard.copy_picture(self._editor)
        self._editor.say("The picture is on the clipboard.")

    def paste(self) -> None:
        """Insert what is on the clipboard."""
        clipboard.paste(self._editor)

    # ------------------------------------------------------------------ the view

    def fit(self) -> None:
        """Show the whole map."""
        self._window.view.fit()

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle."""
        self._window.view.zoom_by(factor)

    def zoom_to(self, scale: float) -> None:
        """Show so many screen pixels per map unit."""
        self._window.view.zoom_by(scale / self._window.view.scale_now)

    def reveal(self, id_: str) -> None:
        """Bring a record into view."""
        self._window.reveal(id_)

    def full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    # ------------------------------------------------------------------ choosers and sheets

    def show_palette(self) -> None:
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

    def show_find(self) -> None:
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

    def show_shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(self._window, self._crew.store.shortcuts).open()

    def show_preferences(self) -> None:
        """Show the preferences."""
        PreferencesDialog(self._crew.store, self._window).open()

    def show_about(self) -> None:
        """Say what this is."""
        AboutDialog(self._window).open()

    # ------------------------------------------------------------------ panels

    def next_panel(self, step: int) -> None:
        """Give the keyboard to the next visible panel; the canvas is one of them."""
        docks = self._docks
        stops: list[QWidget] = [self._window.view, *self._window.trouble_bar.buttons[:1]]
        stops += [docks[n].widget() for n, _ in PANELS if docks[n].isVisible()]
        now = QApplication.focusWidget()
        here = next((i for i, w in enumerate(stops) if now and _holds(w, now)), 0)
        there = stops[(here + step) % len(stops)]
        for dock in docks.values():
            if dock.widget() is there:
                dock.raise_()
        _first_stop(there).setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_panel(self, panel: PanelName) -> None:
        """Show a panel in front, or hide it when it is in front already."""
        dock = self._docks[panel]
        if self.panel_is_shown(panel):
            dock.hide()
        else:
            dock.show()
            dock.raise_()

    def panel_is_shown(self, panel: PanelName) -> bool:
        """Return whether a panel is in sight."""
        dock = self._docks.get(panel)
        return dock is not None and dock.isVisible() and not dock.visibleRegion().isEmpty()

    # ------------------------------------------------------------------ arranging

    def tidy(self, engine: str, ids: frozenset[str]) -> None:
        """Lay out in the background, then glide there."""
        self._window.settle()
        label = "Tidy selection" if ids else "Tidy map"
        see = _nothing if ids else self._see_all

        def then(placement: Placement) -> None:
            self._editor.say(placement.note or "")
            self._crew.glider.glide(placement.positions, label, see)

        self._editor.say("Tidying…")
        self._crew.arranger.arrange(engine, ids, then)

    def _see_all(self) -> None:
        """See to it that nothing has been moved out of sight."""
        area, bounds = self._editor.view.area, self._editor.composition.bounds
        beside = area.x > bounds.x or area.right < bounds.right
        if beside or area.y > bounds.y or area.bottom < bounds.bottom:
            self._window.view.fit()

    def glide(self, positions: Mapping[str, tuple[float, float]], label: str) -> None:
        """Move variables to these positions, seen to move."""
        self._crew.glider.glide(positions, label)


def _nothing() -> None:
    """Nothing more is to be done."""


def _holds(parent: QWidget, child: QWidget) -> bool:
    return parent is child or parent.isAncestorOf(child)


def _first_stop(widget: QWidget) -> QWidget:
    """Return the first widget inside that takes the keyboard."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return widget
    inside = (w for w in widget.findChildren(QWidget) if w.isVisible())
    return next((w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus), widget)
