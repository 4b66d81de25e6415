"""The map as it was: a second canvas over the first, to look at and not to draw on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from systemsmap.editor.looking_back import LookingBack
from systemsmap.editor.moments import told_day, told_moment, told_time
from systemsmap.gui.canvas.legend import Legend
from systemsmap.gui.canvas.view import CanvasView, look_alike
from systemsmap.rendering.drawing import united

_LEAVE = "Esc: back to now"
_FITS = (
    QKeyCombination(Qt.KeyboardModifier.NoModifier, Qt.Key.Key_F),
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_0),
)


class PastCanvas(CanvasView):
    """Shows the moment that is looked back at, for as long as somebody looks back.

    Left and Right go a step back and forward, Home and End to the beginning and to now.
    """

    def __init__(self, over: CanvasView, back: LookingBack) -> None:
        super().__init__(back.editor, over)
        self._over, self._back = over, back
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.legend = Legend(self)
        self.setAccessibleName("The map as it was")
        self.key_filter = self._key
        stop = back.changed.subscribe(self._follow)
        self.destroyed.connect(stop)
        over.installEventFilter(self)
        self.hide()

    def _follow(self, at: int | None) -> None:
        if at is None and self.isVisible():
            had_keyboard = self.hasFocus()
            self.hide()
            if had_keyboard:
                self._over.setFocus()

    def look(self) -> None:
        """Show the moment that is looked at now."""
        self._say()
        if not self.isVisible():
            self.setGeometry(self._over.rect())
            self.show()
            if self._over.hasFocus():  # or its keys would go to a map that nobody sees
                self.setFocus()
            look_alike(self._over, self)
        self.legend.place()

    def _say(self) -> None:
        moment = self._back.moment
        if moment is None:
            return
        when = f"{told_day(moment.made)}, {told_time(moment.made)}" if moment.made else ""
        called = told_moment(moment) if moment.name else moment.label
        words = " – ".join(part for part in (when, called, moment.role, _LEAVE) if part)
        self.legend.setText(words)

    def see_all(self) -> None:
        """Show the whole of what was there, unless it is in sight already."""
        drawn, area = self.editor.composition.bounds, self.editor.view.area
        if united([drawn, area]) != area:
            self.fit()

    def _key(self, event: QKeyEvent) -> bool:
        combination = event.keyCombination()
        if combination in _FITS:
            self.fit()
            return True
        go = _GOES.get(combination.key())
        if go is None or combination.keyboardModifiers() not in _BARE:
            return False
        go(self._back)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
            self.legend.place()
        return super().eventFilter(watched, event)


_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_GOES: dict[Qt.Key, Callable[[LookingBack], None]] = {
    Qt.Key.Key_Escape: LookingBack.end,
    Qt.Key.Key_Left: lambda back: back.go((back.at or 0) - 1),
    Qt.Key.Key_Right: lambda back: back.go((back.at or 0) + 1),
    Qt.Key.Key_Home: lambda back: back.go(0),
    Qt.Key.Key_End: LookingBack.end,
}
