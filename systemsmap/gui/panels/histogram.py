"""How many loops there are of each length, as small bars."""

from collections.abc import Mapping
from math import log1p

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from systemsmap.analysis.reading import so_many

_WIDE, _HIGH = 92, 34  # pixels
_WIDEST_BAR = 9.0
_GAP = 1.0
_LEAST = 2.0
_FEW = 10  # loops below which no bar is as high as there is room


class Histogram(QWidget):
    """A bar a length; those that are listed stand out from those only counted.

    Heights are logarithmic, because there may be ten loops of four links and a million of
    thirty; the numbers are told where the pointer rests, and to a screen reader.
    """

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[int, int] = {}
        self._counted: dict[int, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Loops by length")
        self.hide()

    def show_lengths(self, listed: Mapping[int, int], counted: Mapping[int, int]) -> None:
        """Show so many loops of each length; with fewer than two lengths, nothing."""
        if (self._listed, self._counted) == (listed, counted):
            return
        self._listed, self._counted = dict(listed), dict(counted)
        self.setVisible(len(self._numbers) > 1)
        self.setAccessibleDescription(", ".join(self.words_at(n) for n in self._numbers))
        self.update()

    @property
    def _numbers(self) -> dict[int, int]:
        return dict(sorted({**self._counted, **self._listed}.items()))

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    def words_at(self, length: int) -> str:
        """Return what a bar stands for."""
        number = self._numbers.get(length, 0)
        return f"{so_many(length, 'link')}: {so_many(number, 'loop')}"

    def bars(self) -> dict[int, QRectF]:
        """Return the bar of each length from the shortest to the longest, in pixels."""
        numbers = self._numbers
        if not numbers:
            return {}
        first, last = min(numbers), max(numbers)
        step = min(_WIDEST_BAR, self.width() / (last - first + 1))
        tallest = log1p(max(_FEW, *numbers.values()))
        left = self.width() - step * (last - first + 1)
        bars = {}
        for length, number in numbers.items():
            high = max(_LEAST, (self.height() - 2) * log1p(number) / tallest)
            x = left + step * (length - first)
            wide = max(step - _GAP, step * 0.7)
            bars[length] = QRectF(x, self.height() - 1 - high, wide, high)
        return bars

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        bars = self.bars()
        for length, bar in bars.items():
            listed = length in self._listed
            role = QPalette.ColorRole.Accent if listed else QPalette.ColorRole.Mid
            painter.fillRect(bar, palette.color(role))
        for first in list(bars.values())[:1]:
            foot = QRectF(first.left(), self.height() - 1, self.width() - first.left(), 1)
            painter.fillRect(foot, palette.color(QPalette.ColorRole.Mid))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x = event.pos().x()
            at = (n for n, bar in self.bars().items() if bar.left() - 1 <= x <= bar.right() + 1)
            length = next(at, None)
            words = "Loops by length; heights are logarithmic"
            QToolTip.showText(event.globalPos(), words if length is None else self.words_at(length))
            return True
        return super().event(event)
