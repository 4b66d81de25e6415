"""The sheet of shortcuts, made from the tables of commands and menus."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.actions import ACTIONS, action
from systemsmap.editor.keys import keys_in_force
from systemsmap.editor.menus import MENUS
from systemsmap.gui.dialogs.scrolling import fitted_scroll

Group = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
GESTURES: Group = (
    "With the mouse",
    (
        ("New variable, on empty canvas", ("Double-click",)),
        ("New link: from the rim of a variable", ("Drag",)),
        ("Rename, on a name", ("Double-click",)),
        ("Bend a link: at its middle", ("Drag",)),
        ("Move the selection: on a name", ("Drag",)),
        ("Move the view: on empty canvas", ("Drag",)),
        ("Select what lies in a rectangle", ("Shift+Drag",)),
        ("Zoom at the pointer", ("Wheel",)),
        ("Do not snap while dragging", ("Alt",)),
    ),
)


def groups(own: Mapping[str, tuple[str, ...]]) -> tuple[Group, ...]:
    """Return every command that has a key, menu by menu, each once, after the mouse's gestures."""
    keys = keys_in_force(ACTIONS, own)
    made = [GESTURES]
    for title, entries in MENUS:
        ids = [i for i in entries if i and not i.startswith("*") and keys[i]]
        rows = tuple((action(i).label.rstrip("…"), keys[i]) for i in ids)
        if rows:
            made.append((title.replace("&", ""), rows))
    return tuple(made)


class ShortcutSheet(QDialog):
    """Every key on one sheet in two columns. Escape closes it."""

    def __init__(
        self, parent: QWidget | None = None, shortcuts: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet = QWidget()
        sheet.setProperty("role", "page")
        sides = QHBoxLayout(sheet)
        sides.setContentsMargins(28, 22, 28, 22)
        sides.setSpacing(48)
        for side in _shared_out(groups(shortcuts or {})):
            sides.addLayout(_column(side), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        buttons.setContentsMargins(16, 8, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(fitted_scroll(sheet, "Shortcuts"))
        column.addWidget(buttons)
        self.ensurePolished()
        self.resize(self.sizeHint())  # Qt alone would stop at two thirds of the screen


def _shared_out(all_: tuple[Group, ...]) -> tuple[tuple[Group, ...], ...]:
    """Cut the groups, in order, into two columns as even as can be."""
    sizes = [len(rows) + 2 for _, rows in all_]
    cut = min(
        range(1, len(all_)), key=lambda i: max(sum(sizes[:i]), sum(sizes[i:])), default=len(all_)
    )
    return all_[:cut], all_[cut:]


def _column(side: tuple[Group, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    row = 0
    for title, entries in side:
        heading = QLabel(title)
        heading.setProperty("role", "section")
        heading.setContentsMargins(0, 10 if row else 0, 0, 3)
        grid.addWidget(heading, row, 0, 1, 2)
        for label, keys in entries:
            row += 1
            words = QLabel(label)
            words.setAccessibleName(f"{label}: {' or '.join(keys)}")
            grid.addWidget(words, row, 0)
            grid.addWidget(_caps(keys), row, 1, Qt.AlignmentFlag.AlignRight)
        row += 1
    grid.setRowStretch(row, 1)
    return grid


def _caps(keys: tuple[str, ...]) -> QWidget:
    """Return the keys drawn as on a keyboard."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for key in keys:
        cap = QLabel(_spelled(key))
        cap.setProperty("role", "key")
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(cap)
    return line


def _spelled(key: str) -> str:
    """Return a key as this system writes it; what is no key (a drag) as it is."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
