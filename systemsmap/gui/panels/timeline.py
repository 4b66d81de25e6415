"""The panel of the timeline: how the map grew, step by step, seen on the canvas."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.reading import so_many
from systemsmap.editor.editor import Editor
from systemsmap.editor.looking_back import LookingBack
from systemsmap.editor.moments import Moment, Moments, told_day
from systemsmap.gui.panels.answer import answer
from systemsmap.gui.panels.going import Going
from systemsmap.gui.panels.moment_list import MomentDelegate, MomentModel
from systemsmap.gui.panels.settling import Settling
from systemsmap.model.document import MapChanged
from systemsmap.model.history import Doing

MANY = 2_000  # steps from which they are read beside the window's work
GLANCE = Budget(results=200, seconds=0.03)  # for the loops of each map: the window waits for it
TOLD = 5  # lines in which what a step changed is told; there is more further down


class TimelinePanel(QWidget):
    """Scrubs through the moments of a map; the canvas shows each, with what the step changed.

    `asked` says what is to be done with the moment that is looked at: "restore", "picture",
    "film", "compare" or "versions".
    """

    asked = Signal(str)

    def __init__(self, editor: Editor, back: LookingBack) -> None:
        super().__init__()
        self._editor, self.back = editor, back
        self._syncing = False
        self._model = MomentModel(self)
        self._make_parts()
        self._lay_out()
        self._naming = Settling(self.name, self._call)
        self.going = Going(back, self)
        self.going.playing.connect(lambda on: self.play.setText("Pause" if on else "Play"))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            editor.document.changed.subscribe(self._follow),
            back.changed.subscribe(self._show_at),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.refresh()

    def _make_parts(self) -> None:
        self.headline = QLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName("Moment")
        self.slider.setToolTip("Go through how the map grew (Left, Right, Home, End)")
        self.slider.valueChanged.connect(self._scrub)
        self.play = QPushButton("Play")
        self.play.setProperty("role", "answer")
        self.play.setToolTip("See the map grow")
        self.play.clicked.connect(lambda _checked=False: self.going.toggle_play())
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(MomentDelegate(self.list))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Moments, newest first")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.label = QLabel("&Name of this moment")
        self.name: QLineEdit = QLineEdit()
        self.name.setPlaceholderText("Before coffee, or As the room left it")
        self.label.setBuddy(self.name)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setProperty("role", "told")
        self.told.setAccessibleName("What this step changed")
        self.told.setTabChangesFocus(True)

    def _lay_out(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline.setProperty("role", "section")
        self.headline.setWordWrap(True)
        self.label.setProperty("role", "small")
        scrub = QHBoxLayout()
        scrub.setSpacing(8)
        scrub.addWidget(self.slider, 1)
        scrub.addWidget(self.play)
        head, foot = QVBoxLayout(), QVBoxLayout()
        for column in (head, foot):
            column.setContentsMargins(14, 0, 14, 0)
            column.setSpacing(6)
        head.addWidget(self.headline)
        head.addLayout(scrub)
        for part in (self.told, self.label, self.name):
            foot.addWidget(part)
        foot.addLayout(self._buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.list)

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        self.buttons = {
            name: answer(label, about, run)
            for name, label, about, run in (
                ("restore", "Restore", "Make this the map again, as a new step", None),
                ("now", "Back to now", "Leave the past (Esc)", self.back.end),
                ("compare", "Compare with now", "List and mark what changed since then", None),
                ("picture", "Export picture…", "The map as it was then", None),
                ("film", "Film strip…", "A series of SVG pictures of how it grew", None),
                ("versions", "Keep versions only…", "Make the history small", None),
            )
            for run in (run or partial(self.asked.emit, name),)
        }
        for place, button in enumerate(self.buttons.values()):
            grid.addWidget(button, place // 2, place % 2)
        return grid

    # ------------------------------------------------------------------ following

    def _follow(self, event: MapChanged) -> None:
        if event.step is None:
            return
        if not event.step.doing.is_mark:
            self.going.stop()
            self.back.end()  # the map goes on: nobody shall draw unseen
        self._soon.start()

    def refresh(self) -> None:
        """Show the moments there are now."""
        if not self.isVisible() and self.back.at is None:
            return
        if self.back.unread > MANY:
            self._read_elsewhere()
            return
        self.back.refresh()
        self._model.show(self.back.moments)
        self.headline.setText(_headline(self.back.moments))
        self._show_at(self.back.at)

    def _read_elsewhere(self) -> None:
        """Read a long history beside the window's work, then show it."""
        history = self.back.steps
        steps = history.snapshot()

        def read(book: Moments) -> None:
            self.back.adopt(history, book)
            self._soon.start()

        self.headline.setText("Reading how the map grew…")
        self.going.background.run(lambda: Moments(steps.start).read_on(steps), read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.told.setFixedHeight(TOLD * self.fontMetrics().lineSpacing() + 8)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.going.stop()
        self.back.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.at is not None:
            self.going.stop()
            self.back.end()
        else:
            super().keyPressEvent(event)

    def _show_at(self, at: int | None) -> None:
        """Show which moment is looked at, and what the step to it changed."""
        last = len(self.back.moments) - 1
        place = last if at is None else at
        self._syncing = True
        self.slider.setRange(0, last)
        self.slider.setValue(place)
        row = self._model.index(self._model.row_of(place))
        self.list.setCurrentIndex(row)
        self.list.scrollTo(row)
        self._syncing = False
        self._naming.show(self.back.moments[place].name)
        self.name.setEnabled(place > 0)
        self.play.setEnabled(last > 0)
        for name in ("restore", "now", "compare"):
            self.buttons[name].setEnabled(at is not None and (at < last or name == "now"))
        self._show_change(at)

    def _show_change(self, at: int | None) -> None:
        if at is None or at == 0:
            self.told.setPlainText("" if at is None else "How it was before the first step.")
            return
        from systemsmap.analysis.comparing.compare import compare  # noqa: PLC0415 - only now
        from systemsmap.analysis.comparing.lines import lines_of  # noqa: PLC0415
        from systemsmap.rendering.differences import difference_marks  # noqa: PLC0415

        comparison = compare(self.back.before(), self.back.map, GLANCE)
        marks = difference_marks(self.back.editor.composition, comparison)
        self.back.editor.show_overlay(marks=tuple(mark.drawing for mark in marks))
        self.told.setPlainText("\n".join(line.words for line in lines_of(comparison)))

    def _scrub(self, at: int) -> None:
        if not self._syncing:
            self.going.stop()
            self.going.go(at)

    def _choose(self, index: QModelIndex) -> None:
        if not self._syncing and index.isValid():
            self.going.stop()
            self.going.go(self._model.row_of(index.row()))

    # ------------------------------------------------------------------ naming

    def begin_naming(self) -> None:
        """Let a name be typed for the moment that is looked at, or for now."""
        self.refresh()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _call(self, name: str) -> None:
        moments, at = self.back.moments, self.back.at
        moment = moments[-1 if at is None else at]
        if moment.number and name.strip() != moment.name:
            self._editor.document.mark(Doing.NAMED, name.strip(), moment.state)

    def settle(self) -> None:
        """Keep the name that is being typed."""
        self._naming.settle()


def _headline(moments: tuple[Moment, ...]) -> str:
    if len(moments) == 1:
        return "Every step will be listed here."
    sittings = sum(moment.begins for moment in moments)
    since = told_day(moments[1].made)
    steps = so_many(len(moments) - 1, "step")
    return f"{steps} in {so_many(sittings, 'sitting')}, since {since}"
