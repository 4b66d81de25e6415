"""The whole screen for one loop at a time: what is told to a room, or in a talk."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from systemsmap.analysis.reading import read_loop
from systemsmap.analysis.telling import telling_order
from systemsmap.editor.editor import Editor
from systemsmap.editor.settings import RANGES
from systemsmap.gui.painting import paint_drawing
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.gui.shapes import font
from systemsmap.rendering.stage import BADGES, EVIDENCE, Stage, staged

HEIGHT = 1080  # pixels of the screen for which type sizes are given
MARGIN = 0.04  # of the screen's height, kept free at its edges
_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
_END = (Qt.Key.Key_Escape, Qt.Key.Key_F5)
_DARK = (Qt.Key.Key_B, Qt.Key.Key_Period)


class Projector(QWidget):
    """Arrows and the keys of a clicker go on and back, digits show less or more of the loop.

    1 names, 2 links, 3 signs, 4 delays, 5 the badge, 6 which links are assumptions, 0 all of it.
    B turns the screen dark, Escape ends it. Ctrl and the wheel change the size of the type.
    """

    def __init__(self, editor: Editor, store: SettingsStore) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("systemsmap: the loops told")
        self._editor, self._store = editor, store
        self._map = editor.map  # as it is now: what is told does not change under the talk
        self.loops = telling_order(editor.loops)
        self.at = next((n for n, x in enumerate(self.loops) if x.id in editor.selection), 0)
        self.layer = BADGES
        self._is_dark = False
        self._stage: Stage | None = None
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._tell()

    @property
    def type_size(self) -> float:
        """Pixels of this screen that names are high."""
        return self._store.settings.story_size * self.height() / HEIGHT

    @property
    def words(self) -> tuple[str, str]:
        """The heading, and what the loop does: in the group's words if there are any."""
        loop = self.loops[self.at]
        heading = f"{loop.label}  {loop.name}" if loop.name else loop.label
        told = " ".join(loop.story.split()) or read_loop(self._map, loop)[-1]
        return heading, told

    def go(self, steps: int) -> None:
        """Show a loop so many further on; at either end it stays."""
        self.at = min(max(self.at + steps, 0), len(self.loops) - 1)
        self._stage = None
        self._tell()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(". ".join(self.words))

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
            self.go(len(self.loops) * (1 if key == Qt.Key.Key_End else -1))
        elif key in _DARK:
            self._is_dark = not self._is_dark
        elif event.text() in tuple("1234560"):
            self.layer = int(event.text()) or EVIDENCE
            self._stage = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            least, most = RANGES["story_size"]
            size = self._store.settings.story_size + (4 if event.angleDelta().y() > 0 else -4)
            self._store.set(story_size=min(max(size, least), most))
            self._stage = None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stage = None

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._editor.composition.theme
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing)
        if self._is_dark:
            painter.fillRect(self.rect(), QColor("#000000"))
            return
        painter.fillRect(self.rect(), QColor(theme.paper))
        painter.setPen(QColor(theme.ink))
        top = self._paint_words(painter)
        margin = round(MARGIN * self.height())
        room = QRect(margin, margin, self.width() - 2 * margin, top - 2 * margin)
        stage = self._stage or self._staged(room)
        self._stage = stage
        middle = stage.bounds.middle
        painter.translate(QPoint(room.center()))
        painter.scale(stage.scale, stage.scale)
        painter.translate(-middle.x, -middle.y)
        for drawing in stage.drawings(self.layer):
            paint_drawing(drawing, painter)

    def _staged(self, room: QRect) -> Stage:
        theme = self._editor.composition.theme
        theme = replace(theme, dashes_assumptions=self.layer >= EVIDENCE)
        size = (float(room.width()), float(room.height()))
        return staged(self._map, self.loops[self.at], theme, size, self.type_size)

    def _paint_words(self, painter: QPainter) -> int:
        """Paint heading and sentence at the foot; return where they begin."""
        margin, type_size = round(MARGIN * self.height()), round(self.type_size)
        heading, told = self.words
        wide = self.width() - 2 * margin
        top = self.height() - margin
        for words, weight in ((told, 400), (heading, 700)):
            painter.setFont(font(type_size, weight))
            box = painter.boundingRect(QRect(0, 0, wide, self.height()), _WORDS, words)
            top -= box.height()
            painter.drawText(QRect(margin, top, wide, box.height()), _WORDS, words)
        return top
