"""The panel that says what the map is about."""

from functools import partial

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.gui.panels.settling import Lines, Settling
from systemsmap.model import edits
from systemsmap.model.document import MapChanged
from systemsmap.model.systems_map import SystemsMap

Field = QLineEdit | QPlainTextEdit
# field, label, placeholder, lines
FIELDS = (
    ("title", "&Title", "A name for this map", 1),
    ("question", "&Question in focus", "What is the map to help you understand?", 2),
    ("description", "De&scription", "Who drew it, for whom, and what it leaves out", 5),
    ("author", "&Author", "", 1),
    ("organisation", "&Organisation", "", 1),
)


class InfoPanel(QScrollArea):
    """Title, question, description, author and organisation; below them dates and counts."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self.fields: dict[str, Field] = {}
        self._settling: dict[str, Settling] = {}
        self.facts = QLabel()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        stop = (
            editor.changed.subscribe(self._follow),
            editor.document.changed.subscribe(self._follow_map),
        )
        self.destroyed.connect(lambda: [one() for one in stop])
        self.refresh()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(4)
        for name, words, placeholder, lines in FIELDS:
            label, field = QLabel(words), _field(lines)
            label.setProperty("role", "small")
            label.setBuddy(field)
            field.setPlaceholderText(placeholder)
            field.setAccessibleName(words.replace("&", ""))
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(8)
            self.fields[name] = field
            self._settling[name] = Settling(field, partial(self._keep, name))
        self.facts.setProperty("role", "small")
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.facts)
        column.addStretch(1)
        self.setWidget(page)
        self.setFocusProxy(self.fields["title"])

    def _follow(self, event: EditorChanged) -> None:
        if event.aspects & Aspect.LOOPS:
            self._soon.start()

    def _follow_map(self, event: MapChanged) -> None:
        if not event.provisional:
            self._soon.start()

    def refresh(self) -> None:
        """Show what the map says of itself now; words being typed stay."""
        info = self._editor.map.info
        for name, settling in self._settling.items():
            settling.show(getattr(info, name))
        standing = sum(not loop.broken for loop in self._editor.loops)
        lines = [counts(self._editor.map, standing)]
        lines += [
            f"{word} {_date(when)}"
            for word, when in (("Begun", info.created), ("Last changed", info.changed))
            if when
        ]
        self.facts.setText("\n".join(lines))

    def settle(self) -> None:
        """Keep at once what is being typed: the map is about to be saved or closed."""
        for settling in self._settling.values():
            settling.settle()

    def _keep(self, name: str, words: str) -> None:
        change = edits.describe_map(self._editor.map, **{name: words})
        self._editor.document.commit(change, f"Change the {name}", ("describe", name))


def counts(map_: SystemsMap, loops: int) -> str:
    """Say how much there is on a map."""
    numbers = (
        (len(map_.variables), "variable"),
        (len(map_.links), "link"),
        (loops, "loop"),
        (len(map_.notes), "note"),
    )
    said = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in numbers if n]
    return ", ".join(said) or "Nothing drawn yet"


def _date(words: str) -> str:
    """Return an ISO date as it is written here; other words as they are."""
    when = QDateTime.fromString(words, Qt.DateFormat.ISODate)
    if not when.isValid():
        return words
    return QLocale().toString(when.toLocalTime(), "d MMMM yyyy, HH:mm")


def _field(lines: int) -> Field:
    return QLineEdit() if lines == 1 else Lines(lines)
