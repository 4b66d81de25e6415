"""Offers the names on the map that hold the letters typed so far."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QRect, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from systemsmap.gui.shapes import font

WIDTH = 260


class Completion(QCompleter):
    """A list under the field. Arrows choose; the field takes what is chosen with Enter."""

    def __init__(self, field: QWidget) -> None:
        super().__init__([], field)
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setWidget(field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.list = QListView()
        self.list.setFont(font(14))
        self.list.setStyleSheet(
            "QListView { border: 1px solid palette(mid); } QListView::item { padding: 4px 6px; }"
        )
        self.setPopup(self.list)

    @property
    def chosen(self) -> str | None:
        """The name chosen in the list, while it is open."""
        index = self.list.currentIndex()
        return str(index.data()) if self.list.isVisible() and index.isValid() else None

    def offer(self, typed: str, names: Iterable[str]) -> None:
        """Open the list with the names that fit, the first chosen; close it when none does."""
        field = self.widget()
        self.show_names(fitting(typed, names), QRect(0, field.height(), field.width(), 4))
        self.list.setCurrentIndex(self.completionModel().index(0, 0))

    def show_names(self, found: list[str], where: QRect) -> None:
        """Open the list with these names, none chosen; close it when there is none."""
        if not found:
            self.list.hide()
            return
        self._names.setStringList(found)
        self.setCompletionPrefix("")
        self.complete(where.adjusted(0, 0, max(0, WIDTH - where.width()), 0))
        self.list.setCurrentIndex(QModelIndex())


def fitting(typed: str, names: Iterable[str]) -> list[str]:
    """Return the names that hold these letters: the very name first, then beginnings."""
    wanted = typed.casefold()
    if not wanted:
        return []

    def fit(name: str) -> tuple[bool, bool, str]:
        folded = name.casefold()
        return folded != wanted, not folded.startswith(wanted), folded

    return sorted({name for name in names if wanted in name.casefold()}, key=fit)
