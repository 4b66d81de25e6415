"""The panel of the story: which steps are told, in which order, and what is said at each."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.reading import so_many
from systemsmap.analysis.telling import name_of, told
from systemsmap.editor import story
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.gui.panels.answer import answer
from systemsmap.gui.panels.settling import Lines, Settling
from systemsmap.model.document import MapChanged
from systemsmap.model.records import Shown, StoryStep

MADE = "Made from the loops, each adding as little new as it can. Change anything to keep it."
NOTHING = "Nothing to tell yet. Draw something, select it, and add it here."
_STEP = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StoryPanel(QWidget):
    """A list of steps; the chosen one is selected on the canvas. `present` begins to tell."""

    def __init__(self, editor: Editor, present: Callable[[], None]) -> None:
        super().__init__()
        self._editor, self._present = editor, present
        self._syncing = False
        self.list = StepList(self)
        self.headline, self.hint, self.label = QLabel(), QLabel(), QLabel("&What is said here")
        self.words = Lines(4)
        self._lay_out()
        self._settling = Settling(self.words, self._say)
        self._asked: str | None = None
        self.list.currentItemChanged.connect(self._choose)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.refresh()

    def _lay_out(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline.setProperty("role", "section")
        self.hint.setProperty("role", "soft")
        self.label.setProperty("role", "small")
        self.label.setBuddy(self.words)
        self.words.setAccessibleName("What is said at this step")
        self.words.setPlaceholderText("Empty: the loop's own story, or how it reads")
        for label in (self.headline, self.hint, self.label):
            label.setWordWrap(True)
            label.setContentsMargins(14, 0, 14, 0)
        field = QHBoxLayout()
        field.setContentsMargins(14, 0, 14, 12)
        field.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for part in (self.headline, self.hint):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons())
        column.addWidget(self.label)
        column.addLayout(field)
        self.setFocusProxy(self.list)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        self.buttons = {
            name: answer(name, about, run)
            for name, about, run in (
                ("Add", "Add what is selected, or the whole map, after this step", self.add),
                ("Earlier", "Tell it earlier (Alt+Up)", lambda: self.move_by(-1)),
                ("Later", "Tell it later (Alt+Down)", lambda: self.move_by(1)),
                ("Leave out", "Leave it out (Delete)", self.leave_out),
                ("Anew", "Make the story from the loops again", self.make_anew),
            )
        }
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        return row

    # ------------------------------------------------------------------ following

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.LOOPS:
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional:
            self._soon.start()

    def refresh(self) -> None:
        """Show the steps that would be told now; what was current stays so."""
        editor = self._editor
        now, current = story.steps(editor), self.current
        row = self.list.currentRow()
        self._syncing = True
        self.list.clear()
        for number, step in enumerate(now, 1):
            item = QListWidgetItem(f"{number}  {name_of(editor.map, editor.loops, step)}")
            item.setData(_STEP, step.id)
            self.list.addItem(item)
        at = next((n for n, step in enumerate(now) if step.id == current), row)
        self.list.setCurrentRow(min(at, len(now) - 1))
        self._syncing = False
        self.headline.setText(so_many(len(now), "step") if now else "Story")
        self.hint.setText(NOTHING if not now else MADE)
        self.hint.setVisible(story.is_made(editor))
        self._show_words()

    @property
    def current(self) -> str | None:
        """The id of the step that is chosen."""
        item: QListWidgetItem | None = self.list.currentItem()
        return item.data(_STEP) if item else None

    def _step(self) -> StoryStep | None:
        current = self.current
        return next((x for x in story.steps(self._editor) if x.id == current), None)

    def _show_words(self) -> None:
        step = self._step()
        if step is None or step.id != self._asked:
            self._settling.settle()
        self._asked = step.id if step else None
        for part in (self.label, self.words):
            part.setVisible(step is not None)
        self._settling.show(step.words if step else "")

    def settle(self) -> None:
        """Keep at once what is being typed."""
        self._settling.settle()

    def _choose(self) -> None:
        if self._syncing:
            return
        self._show_words()
        step = self._step()
        if step is None:
            return
        editor = self._editor
        if step.shown is Shown.MAP:
            editor.select()
            return
        seen = told(editor.map, editor.loops, step)
        ids = [loop.id for loop in seen.loops] or [*seen.variables, *seen.links, *step.ids]
        editor.select(*(i for i in ids if seen.loops or editor.map.get(i) is not None))

    # ------------------------------------------------------------------ what keys and buttons do

    def add(self) -> None:
        """Add what is selected after the chosen step."""
        new = story.add(self._editor, self.current)
        self.refresh()
        rows = range(self.list.count())
        self.list.setCurrentRow(next((n for n in rows if self._id_of(n) == new), 0))

    def move_by(self, by: int) -> None:
        """Tell the chosen step earlier or later."""
        if self.current:
            story.move(self._editor, {self.current}, by)
            self.refresh()

    def leave_out(self) -> None:
        """Leave the chosen step out."""
        if self.current:
            story.remove(self._editor, {self.current})

    def make_anew(self) -> None:
        """Make the story from the loops again."""
        story.make_anew(self._editor)

    def present(self) -> None:
        """Tell the story from the chosen step on."""
        self.settle()
        self._present()

    def _say(self, words: str) -> None:
        if self._asked:
            story.say(self._editor, self._asked, words)

    def _id_of(self, row: int) -> str:
        id_: str = self.list.item(row).data(_STEP)
        return id_


class StepList(QListWidget):
    """Enter begins to tell, Alt and an arrow move a step, Delete leaves it out."""

    def __init__(self, panel: StoryPanel) -> None:
        super().__init__()
        self._panel = panel
        self.setAccessibleName("Steps of the story")
        self.setWordWrap(True)
        self.setProperty("role", "sentences")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() in _ENTER:
            self._panel.present()
        elif is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._panel.move_by(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._panel.leave_out()
        else:
            super().keyPressEvent(event)
