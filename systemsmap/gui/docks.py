"""The panels beside the canvas, each in a dock of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

from systemsmap.editor.editor import Editor
from systemsmap.editor.looking_back import LookingBack
from systemsmap.editor.shell import PanelName
from systemsmap.gui.actions import ActionSet
from systemsmap.gui.panels.changes import ChangesPanel
from systemsmap.gui.panels.checks import ChecksPanel
from systemsmap.gui.panels.info import InfoPanel
from systemsmap.gui.panels.inspector import InspectorPanel
from systemsmap.gui.panels.loops import LoopsPanel
from systemsmap.gui.panels.outline import OutlinePanel
from systemsmap.gui.panels.story import StoryPanel
from systemsmap.gui.panels.timeline import TimelinePanel
from systemsmap.gui.panels.tray import TrayPanel
from systemsmap.rendering.drawing import Bounds

NARROWEST_PANEL = 380  # pixels
_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
PANELS: tuple[tuple[PanelName, str], ...] = (
    ("loops", "Loops"),
    ("inspector", "Selection"),
    ("outline", "Words"),
    ("story", "Story"),
    ("info", "About"),
    ("checks", "Checks"),
    ("timeline", "Timeline"),
    ("changes", "Changes"),
    ("tray", "Tray"),
)
_ASKED_FOR: tuple[PanelName, ...] = ("timeline", "changes")  # hidden until somebody wants them


@dataclass(frozen=True)
class Sights:
    """How panels bring something into view: a record, an area, or a moment of the past."""

    reveal: Callable[[str], None]
    reveal_area: Callable[[Bounds], None]
    look_back: Callable[[int | None], None]


class Docks(QObject):
    """Makes the panels of a window and puts them beside its canvas."""

    def __init__(
        self, window: QMainWindow, commands: ActionSet, editor: Editor, sights: Sights
    ) -> None:
        super().__init__(window)
        self._loops = LoopsPanel(editor, commands)
        self._info = InfoPanel(editor)
        self._inspector = InspectorPanel(editor)
        self._story = StoryPanel(editor, partial(commands.run, "view.present"))
        self._tray = TrayPanel(editor, sights.reveal)
        back = LookingBack(editor)
        back.changed.subscribe(sights.look_back)  # before the panel, which marks what it shows
        self.timeline = TimelinePanel(editor, back)
        self.changes = ChangesPanel(editor, sights.reveal_area)
        made: dict[PanelName, QWidget] = {
            "loops": self._loops,
            "inspector": self._inspector,
            "outline": OutlinePanel(editor),
            "story": self._story,
            "info": self._info,
            "checks": ChecksPanel(editor, sights.reveal),
            "timeline": self.timeline,
            "changes": self.changes,
            "tray": self._tray,
        }
        window.installEventFilter(self)
        self.all = _docked(window, made)
        self._connect()
        width = max(NARROWEST_PANEL, 25 * editor.settings.type_size)
        window.resizeDocks([self.all["loops"]], [width], Qt.Orientation.Horizontal)

    def _connect(self) -> None:
        self._tray.filled.connect(self.all["tray"].show)
        self.changes.begun.connect(self.all["changes"].show)
        self.changes.begun.connect(self.all["changes"].raise_)

    def settle(self) -> None:
        """Keep what is being typed in the panels."""
        self._loops.settle()
        self._info.settle()
        self._inspector.settle()
        self._story.settle()
        self.timeline.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QChildEvent) and event.type() == QEvent.Type.ChildPolished:
            bar = event.child()
            if isinstance(bar, QTabBar):  # of panels that share a place
                bar.setElideMode(Qt.TextElideMode.ElideNone)
                bar.setUsesScrollButtons(True)
        return super().eventFilter(watched, event)


def _docked(window: QMainWindow, made: dict[PanelName, QWidget]) -> dict[PanelName, QDockWidget]:
    docks = {}
    for name, title in PANELS:
        dock = QDockWidget(title, window)
        dock.setObjectName(name)
        dock.setWidget(made[name])
        side = Qt.DockWidgetArea.LeftDockWidgetArea if name == "tray" else _RIGHT
        window.addDockWidget(side, dock)
        docks[name] = dock
    for before, after in pairwise(d for n, d in docks.items() if n != "tray"):
        window.tabifyDockWidget(before, after)
    for name in _ASKED_FOR:
        docks[name].hide()
    docks["loops"].raise_()
    return docks
