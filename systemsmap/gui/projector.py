"""The whole screen for one step of the story at a time: what is told to a room, or in a talk."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from systemsmap.analysis.telling import Told, story_of, told
from systemsmap.editor.editor import Editor
from systemsmap.editor.settings import RANGES
from systemsmap.gui.background import Background
from systemsmap.gui.painting import paint
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.model.records import StoryStep
from systemsmap.rendering.picture import Picture
from systemsmap.rendering.slide import BADGES, EVIDENCE, Screen, slides

HEIGHT = 1080  # pixels of the screen for which type sizes are given
_LAST = 1 << 20  # a page that is the last one, however many there are
_Key = tuple[int, int, int, int, int]
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
_END = (Qt.Key.Key_Escape, Qt.Key.Key_F5)
_DARK = (Qt.Key.Key_B, Qt.Key.Key_Period)


class Projector(QWidget):
    """Arrows and the keys of a clicker go on and back, digits show less or more of the picture.

    1 names, 2 links, 3 signs, 4 delays, 5 badges, 6 which links are assumptions, 0 all of it.
    B turns the screen dark, Escape ends it. Ctrl and the wheel change the size of the type. Where
    words do not fit under the picture, going on shows the rest of them first.
    """

    def __init__(self, editor: Editor, store: SettingsStore) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("systemsmap: the story told")
        self._editor, self._store = editor, store
        self._map = editor.map  # as it is now: what is told does not change under the talk
        steps = story_of(editor.map, editor.loops)
        self.steps = tuple(told(self._map, editor.loops, step) for step in steps)
        self.at = self._begin(steps)
        self.page = 0
        self.layer = BADGES
        self._is_dark = False
        self._made: dict[_Key, list[Picture]] = {}
        self._asked: set[_Key] = set()
        self._last: list[Picture] = []
        self._background = Background("story", self)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._tell()

    def _begin(self, steps: Sequence[StoryStep]) -> int:
        """Return the first step that shows what is selected, or the first of all."""
        chosen = self._editor.selected_loop
        wanted = set(chosen.links) if chosen else set(self._editor.selection)
        fits = [len(wanted & set(x.ids)) / len({*wanted, *x.ids, ""}) for x in steps]
        return fits.index(max(fits)) if fits else 0

    @property
    def type_size(self) -> float:
        """Pixels of this screen that names are high."""
        return self._store.settings.story_size * self.height() / HEIGHT

    @property
    def step(self) -> Told:
        """What is shown now."""
        return self.steps[self.at]

    @property
    def is_ready(self) -> bool:
        """Whether what is to be seen now has been laid out."""
        return self._key(self.at) in self._made

    @property
    def pages(self) -> list[Picture]:
        """The pages of this step on a screen of this size; those seen last until they are made."""
        self._want(self.at)
        self._last = self._made.get(self._key(self.at), self._last)
        if self.is_ready:
            self.page = min(self.page, len(self._last) - 1)
            for near in (self.at + 1, self.at - 1):  # so that going on waits for nothing
                self._want(near)
        return self._last

    def _key(self, at: int) -> _Key:
        return at, self.layer, round(self.type_size), self.width(), self.height()

    def _want(self, at: int) -> None:
        """Have a step laid out away from the window's thread, once."""
        key = self._key(at)
        if not 0 <= at < len(self.steps) or key in self._asked:
            return
        self._asked.add(key)
        size = (float(self.width()), float(self.height()))
        screen = Screen(size, self.type_size, self._editor.composition.theme)
        job = partial(slides, self._map, self.steps[at], screen, self.layer)
        self._background.run(job, partial(self._take, key))

    def _take(self, key: _Key, pages: list[Picture]) -> None:
        self._made[key] = pages
        self.update()

    def go(self, by: int) -> None:
        """Show the next page or the one before; beyond the last of a step, the next step.

        At either end it stays.
        """
        pages = len(self.pages) if self.is_ready else 1
        if 0 <= self.page + by < pages:
            self.page += by
        elif 0 <= self.at + by < len(self.steps):
            self.leap(self.at + by)
            self.page = _LAST if by < 0 else 0
        self.update()

    def leap(self, at: int) -> None:
        """Show the first page of a step."""
        self.at, self.page = at, 0
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(". ".join(filter(None, (self.step.heading, *self.step.says))))

    # ------------------------------------------------------------------ keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _END:
            self.close()
        elif key in _ON:
            self.go(1)
        elif key in _BACK:
            self.go(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.leap(len(self.steps) - 1 if key == Qt.Key.Key_End else 0)
        elif key in _DARK:
            self._is_dark = not self._is_dark
        elif event.text() in tuple("1234560"):
            self.layer = int(event.text()) or EVIDENCE
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            least, most = RANGES["story_size"]
            size = self._store.settings.story_size + (4 if event.angleDelta().y() > 0 else -4)
            self._store.set(story_size=min(max(size, least), most))
            self.update()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        pages = self.pages
        if self._is_dark or not pages:
            return
        page = pages[min(self.page, len(pages) - 1)]
        painter.fillRect(self.rect(), QColor(page.background or "#000000"))
        painter.scale(self.width() / page.bounds.width, self.height() / page.bounds.height)
        painter.translate(-page.bounds.x, -page.bounds.y)
        paint(page, painter)
