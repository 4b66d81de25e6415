"""Lists of whole sentences, which wrap."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_ASIDE = 30  # pixels that Qt paints more narrowly than it measures


class Sentences(QStyledItemDelegate):
    """Gives each line the height it needs when it is painted: Qt measures a few pixels too wide."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(max(1, option.rect.width() - _ASIDE))
        return super().sizeHint(narrower, index)
