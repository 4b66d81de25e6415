"""The small question at the arrowhead of a new link: its sign."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from shiboken6 import isValid

from systemsmap.editor.actions import action
from systemsmap.editor.editor import Aspect, EditorChanged
from systemsmap.editor.shell import Shell
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.gui.shapes import font
from systemsmap.rendering.theme import Theme

SIGNS = (
    ("+", "link.plus", "More leads to more"),
    ("−", "link.minus", "More leads to less"),
    ("?", "link.undecided", "Not decided yet"),
    ("±", "link.mixed", "Both, or it depends"),
    ("||", "link.delay", "After a while"),
)


class SignChooser(QWidget):
    """Stands beside the arrowhead while the editor asks; never takes the keyboard."""

    def __init__(self, view: CanvasView, shell: Shell) -> None:
        super().__init__(view.viewport())
        self._view, self._shell = view, shell
        self._dressed: Theme | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for sign, id_, meaning in SIGNS:
            row.addWidget(self._button(sign, id_, meaning))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()
        view.editor.changed.subscribe(self._follow)
        view.seen.connect(self._settle)
        view.viewport().installEventFilter(self)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the canvas; a click beside the question closes it, whatever it was meant for."""
        if watched is self._view.viewport():
            if event.type() == QEvent.Type.Resize:
                self._settle()
            elif event.type() == QEvent.Type.MouseButtonPress and self.isVisible():
                self._view.editor.ask_sign(None)
        return super().eventFilter(watched, event)

    def _button(self, sign: str, id_: str, meaning: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setFont(font(19, 700))
        button.setFixedSize(34, 34)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(f"{meaning}  ({', '.join(action(id_).keys)})".replace("  ()", ""))
        button.setAccessibleName(meaning)
        button.clicked.connect(lambda: action(id_).run(self._view.editor, self._shell))
        return button

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & (Aspect.TYPING | Aspect.PICTURE):
            self._settle()

    def _settle(self) -> None:
        if not isValid(self):  # scroll bars speak once more while a window is taken down
            return
        editor = self._view.editor
        if editor.asking_sign is None or editor.typing:
            self.hide()
            return
        self._dress()
        self.move(self._place(editor.asking_sign))
        self.show()
        self.raise_()

    def _place(self, link: str) -> QPoint:
        """Return a corner that keeps the chooser beside the arrowhead and inside the canvas."""
        composition = self._view.editor.composition
        head, sign = composition.head_at(link), composition.sign_at(link)
        size, room = self.sizeHint(), self._view.viewport().rect()
        at = self._view.mapFromScene(sign.x, sign.y)
        above = sign.y <= head.y
        x = at.x() - size.width() // 2
        y = at.y() - 16 - size.height() if above else at.y() + 16
        return QPoint(
            max(min(x, room.width() - size.width() - 4), 4),
            max(min(y, room.height() - size.height() - 4), 4),
        )

    def _dress(self) -> None:
        theme = self._view.editor.composition.theme
        if theme == self._dressed:
            return
        self._dressed = theme
        self.setStyleSheet(
            f"SignChooser {{ background: {theme.paper}; border: 1px solid {theme.soft};"
            f" border-radius: 10px; }}"
            f"QToolButton {{ border: none; border-radius: 7px; color: {theme.ink}; }}"
            f"QToolButton:hover {{ background: {theme.positive}; color: {theme.paper}; }}"
        )
        self.adjustSize()
