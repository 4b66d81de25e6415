"""The panel of what changed since an older map: listed, and marked on the canvas."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.editor import Editor
from systemsmap.gui.comparer import Comparer
from systemsmap.gui.panels.sentences import Sentences
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.drawing import Bounds, united

if TYPE_CHECKING:
    from systemsmap.analysis.comparing import Difference, Line

TITLE = "What changed"
HINT = "Choose an older map: what differs is listed here and marked on the canvas."
COMPARING = "Comparing…"
NOTHING = "Nothing changed."
_DIFFERENCES = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class _Row:
    words: str
    differences: "tuple[Difference, ...]" = ()
    is_heading: bool = False


class ChangesPanel(QWidget):
    """A sentence for each difference under its heading; choosing one shows it on the canvas."""

    begun = Signal()
    file_wanted = Signal()
    list_wanted = Signal()
    picture_wanted = Signal()

    def __init__(self, editor: Editor, reveal: Callable[[Bounds], None]) -> None:
        super().__init__()
        self._editor, self._reveal = editor, reveal
        self._rows: tuple[_Row, ...] = ()
        self.comparer = Comparer(editor, self)
        self.headline, self.hint = QLabel(), QLabel()
        self.switch = QCheckBox("Show on the map")
        self.list = QListWidget()
        self.buttons: dict[str, QPushButton] = {}
        self._dress()
        self._lay_out()
        self.switch.toggled.connect(lambda on: self.comparer.show_marks(on=on))
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.comparer.changed.connect(self.refresh)
        self.refresh()

    def _dress(self) -> None:
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.headline.setProperty("role", "section")
        self.hint.setProperty("role", "soft")
        for label in (self.headline, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(14, 0, 14, 0)
        self.switch.setChecked(True)
        self.list.setAccessibleName("What changed")
        self.list.setWordWrap(True)
        self.list.setItemDelegate(Sentences(self.list))
        self.list.setProperty("role", "sentences")
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        switch = QHBoxLayout()
        switch.setContentsMargins(14, 0, 14, 0)
        switch.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.hint)
        column.addLayout(switch)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons())
        column.addStretch(0)

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(14, 0, 14, 12)
        grid.setSpacing(6)
        for place, (name, about, run) in enumerate(
            (
                ("Compare with a file…", "Choose another older map", self.file_wanted.emit),
                ("Stop comparing", "Take the marks off the canvas", self.stop),
                ("Export list…", "As a table, Markdown or text", self.list_wanted.emit),
                ("Export picture…", "The map with its marks, as SVG", self.picture_wanted.emit),
            )
        ):
            button = QPushButton(name)
            button.setToolTip(about)
            button.setAccessibleDescription(about)
            button.setProperty("role", "answer")
            button.clicked.connect(lambda _checked=False, run=run: run())
            self.buttons[name] = button
            grid.addWidget(button, place // 2, place % 2)
        return grid

    # ------------------------------------------------------------------ what others ask

    def compare_with(self, name: str, old: SystemsMap) -> None:
        """Show what changed since this map; `name` stands in a sentence: “before coffee”."""
        self.comparer.begin(" ".join(name.split()), old)
        self.begun.emit()

    def stop(self) -> None:
        """Compare no longer."""
        self.comparer.stop()

    # ------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Show what is known now; the same lines keep their place."""
        is_on, compared = self.comparer.is_on, self.comparer.compared
        self.headline.setText(f"{TITLE} since {self.comparer.since}" if is_on else TITLE)
        self.hint.setText(self._told())
        self.switch.setVisible(is_on)
        self.list.setVisible(bool(compared and compared.comparison))
        for name, button in self.buttons.items():
            button.setVisible(is_on or name.startswith("Compare"))
            if name.startswith("Export"):
                button.setEnabled(bool(compared and compared.comparison))
        self._fill(compared.lines if compared else ())

    def _told(self) -> str:
        if not self.comparer.is_on:
            return HINT
        compared = self.comparer.compared
        if compared is None:
            return COMPARING
        return f"{compared.summary}." if compared.comparison else NOTHING

    def _fill(self, lines: "tuple[Line, ...]") -> None:
        """Show these lines, touching only rows that differ: the others keep their place."""
        rows = tuple(_rows(lines))
        start = _alike(self._rows, rows)
        rest = _alike(self._rows[start:][::-1], rows[start:][::-1])
        for _ in range(len(self._rows) - start - rest):
            self.list.takeItem(start)
        for place in range(start, len(rows) - rest):
            self.list.insertItem(place, self._item(rows[place]))
        self._rows = rows

    def _item(self, row: _Row) -> QListWidgetItem:
        item = QListWidgetItem(row.words)
        item.setData(_DIFFERENCES, row.differences)
        if row.is_heading:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.list.font()
            font.setBold(True)
            item.setFont(font)
        return item

    # ------------------------------------------------------------------ choosing

    def _choose(self, item: QListWidgetItem) -> None:
        """Select what a line is about, and bring it or its old place into view."""
        differences: tuple[Difference, ...] = item.data(_DIFFERENCES)
        if not differences:
            return
        ids = [d.id for d in differences]
        self._editor.select(*(i for i in ids if self._is_there(i)))
        composition = self._editor.composition
        areas = [composition.draw(i).bounds for i in ids if composition.has(i)]
        areas += [place for i in ids if (place := self.comparer.place_of(i))]
        if areas:
            self._reveal(united(areas))
            self.comparer.point_at(frozenset(ids))

    def _is_there(self, id_: str) -> bool:
        map_ = self._editor.map
        drawn = id_ in map_.variables or id_ in map_.links or id_ in map_.notes
        return drawn or self._editor.loop(id_) is not None


def _rows(lines: "tuple[Line, ...]") -> Iterator[_Row]:
    """Yield a heading with its count for each group, then what stands under it."""
    for group, found in groupby(lines, lambda line: line.group):
        under = list(found)
        count = sum(max(len(line.differences), 1) for line in under)
        yield _Row(f"{group.value} ({count:,})", is_heading=True)
        for line in under:
            yield _Row(line.words, line.differences)


def _alike(old: Sequence[_Row], new: Sequence[_Row]) -> int:
    """Return how many rows are the same from the first on."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))
