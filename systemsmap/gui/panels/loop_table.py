"""The loops as rows and columns, in any order somebody asks for."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from systemsmap.analysis.register import ListedLoop
from systemsmap.editor.editor import Editor
from systemsmap.gui.plain_words import tip
from systemsmap.model import edits
from systemsmap.model.systems_map import SystemsMap

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LOOP, NAME, LINKS, DELAY, ASSUMED = range(5)
COLUMNS = (
    ("Loop", "Reinforcing, balancing or undecided, and its number"),
    ("Name", "Its name, and what it runs through"),
    ("Links", "How many links it has"),
    ("‖", "Whether one of its links takes a while"),
    ("Assumed", "How many of its links are assumptions, untested"),
)
DELAY_MARK = "‖"


class LoopTable(QAbstractTableModel):
    """A row for each listed loop. Broken loops stay at the end, whatever the order."""

    def __init__(self, editor: Editor, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._listed: tuple[ListedLoop, ...] = ()
        self._rows: list[ListedLoop] = []
        self._places: dict[str, int] = {}
        self._order = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, loops: tuple[ListedLoop, ...]) -> None:
        """Show these loops; what is known of the same rows is changed in place."""
        self._listed = loops
        rows = self._sorted()
        if [r.id for r in rows] == [r.id for r in self._rows]:
            if rows != self._rows:
                self._rows = rows
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, ASSUMED))
            return
        self._lay(rows)

    def loop_at(self, index: Index) -> ListedLoop | None:
        """Return the loop of a row, or None outside the table."""
        return self._rows[index.row()] if index.isValid() else None

    def row_of(self, id_: str) -> int | None:
        """Return the row of a loop, or None."""
        return self._places.get(id_)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1: the order the loops were found in, shortest first."""
        self._order = (column, order)
        self._lay(self._sorted())

    def _lay(self, rows: list[ListedLoop]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._places = {r.id: i for i, r in enumerate(rows)}
        self.endResetModel()

    def _sorted(self) -> list[ListedLoop]:
        column, order = self._order
        standing = [loop for loop in self._listed if not loop.broken]
        broken = [loop for loop in self._listed if loop.broken]
        if column >= 0:
            down = order is Qt.SortOrder.DescendingOrder
            for rows in (standing, broken):
                rows.sort(key=lambda loop: _KEYS[column](self._editor.map, loop), reverse=down)
        return standing + broken

    # ------------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is Qt.Orientation.Vertical:
            return None
        words, help_ = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == DELAY:
            return "Delay"
        return {Qt.ItemDataRole.DisplayRole: words, Qt.ItemDataRole.ToolTipRole: help_}.get(
            Qt.ItemDataRole(role)
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        loop = self._rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.EditRole:
            return loop.name
        tell = _TELL.get(role)
        return tell(self._editor.map, loop, index.column()) if tell else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        loop = self.loop_at(index)
        if loop is None or role != Qt.ItemDataRole.EditRole:
            return False
        try:
            change = edits.name_loop(self._editor.map, loop.id, str(value))
            self._editor.document.commit(change, "Name loop")
        except edits.EditError as trouble:
            self._editor.say(str(trouble))
        return True


def route(map_: SystemsMap, loop: ListedLoop) -> str:
    """Return what a loop runs through: names with arrows between them."""
    names = (map_.variables[i].name for i in loop.variables if i in map_.variables)
    return " → ".join(" ".join(name.split()) for name in names)


def went(loop: ListedLoop) -> str:
    """Return in a few words why a loop is broken."""
    return f"broken: {'; '.join(loop.lost)} went" if loop.lost else "broken: a link went"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column <= NAME else Qt.AlignmentFlag.AlignHCenter
    return side | Qt.AlignmentFlag.AlignVCenter


def _shown(map_: SystemsMap, loop: ListedLoop, column: int) -> str:
    match column:
        case 0:
            return loop.label
        case 1:
            return loop.name or route(map_, loop)
        case 2:
            return str(len(loop.links))
        case 3:
            return DELAY_MARK if loop.delayed else ""
        case _:
            return f"{loop.assumptions} of {len(loop.links)}"


def _spoken(map_: SystemsMap, loop: ListedLoop, column: int) -> str:
    match column:
        case 0:
            return f"{loop.label}, {loop.polarity}"
        case 1 if loop.broken:
            return f"{_shown(map_, loop, column)}, {went(loop)}"
        case 2:
            return f"{len(loop.links)} links"
        case 3:
            return "with delay" if loop.delayed else "no delay"
        case 4:
            return f"{loop.assumptions} of {len(loop.links)} links are assumptions"
        case _:
            return _shown(map_, loop, column)


def _tip(map_: SystemsMap, loop: ListedLoop, column: int) -> str:
    if column == NAME:
        words = (loop.name, route(map_, loop), went(loop) if loop.broken else "")
        return tip("\n".join(w for w in words if w))
    return tip(_spoken(map_, loop, column))


_Tell = Callable[[SystemsMap, ListedLoop, int], str]
_TELL: dict[int, _Tell] = {
    int(Qt.ItemDataRole.DisplayRole): _shown,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
    int(Qt.ItemDataRole.ToolTipRole): _tip,
}
_KEYS: tuple[Callable[[SystemsMap, ListedLoop], tuple[object, ...]], ...] = (
    lambda _, loop: ("RBU".find(loop.label[:1]), int("0" + loop.label[1:])),
    lambda map_, loop: (not loop.name, (loop.name or route(map_, loop)).casefold()),
    lambda _, loop: (len(loop.links),),
    lambda _, loop: (not loop.delayed,),
    lambda _, loop: (loop.assumptions / len(loop.links), loop.assumptions),
)
