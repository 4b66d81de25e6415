"""What is left out of a copy of a map, and what stays, before it goes to anybody."""

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from systemsmap.analysis.reading import so_many
from systemsmap.interchange.sending import LeftOut, left_out, notes_for_the_team, staying
from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a copy is for, as the dialog says it."""

    title: str
    about: str


SENDING = Purpose(
    "Save a copy for sending",
    "A map file of its own, to mail or to hand on. Your map stays as it is.",
)
PUBLISHING = Purpose(
    "Save a copy for publishing",
    "The picture as SVG and the whole map in words, side by side. The picture opens again as a"
    " map: what is left out here is not inside it either.",
)


class SharingDialog(QDialog):
    """Asks what to leave out; `chosen` carries a `LeftOut` once somebody wants the copy."""

    chosen = Signal(object)

    def __init__(
        self, map_: SystemsMap, purpose: Purpose, start: LeftOut, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._map, self._start = map_, start
        self.setWindowTitle(purpose.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes = {name: QCheckBox() for name in (one.name for one in fields(LeftOut))}
        self.gone, self.kept = _words(), _words()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(6)
        about = _words("soft")
        about.setText(purpose.about)
        column.addWidget(about)
        column.addWidget(_section("Leave out"))
        self._add_boxes(column)
        for title, words in (("Not in the copy", self.gone), ("In the copy", self.kept)):
            column.addWidget(_section(title))
            column.addWidget(words)
        column.addStretch(1)
        column.addSpacing(10)
        column.addWidget(self._buttons())
        self._show()
        self.setMinimumWidth(max(520, self.fontMetrics().averageCharWidth() * 72))

    @property
    def choice(self) -> LeftOut:
        """What is ticked at the moment; of what is not there, what was wanted before."""
        return LeftOut(
            **{
                name: box.isChecked() if box.isEnabled() else getattr(self._start, name)
                for name, box in self.boxes.items()
            }
        )

    def _add_boxes(self, column: QVBoxLayout) -> None:
        map_, author = self._map, self._map.info.author
        noted, notes, cards = notes_for_the_team(map_), len(map_.notes), len(map_.cards)
        said = {
            "notes": (noted, "Notes for the team", f"{noted:,} on variables, links and cards"),
            "canvas_notes": (notes, "Notes on the canvas", f"{notes:,}"),
            "cards": (cards, "What waits in the tray", so_many(cards, "card")),
            "author": (len(author), "The author’s name", author),
        }
        for name, (there, words, which) in said.items():
            box = self.boxes[name]
            text = f"{words} ({which if there else 'none'})"
            box.setText(text.replace("&", "&&"))
            box.setEnabled(bool(there))
            box.setChecked(bool(there) and getattr(self._start, name))
            box.toggled.connect(self._show)
            column.addWidget(box)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go_on = buttons.addButton("Save…", QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setDefault(True)
        go_on.setFocus()
        buttons.accepted.connect(self._go_on)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show(self, *_: object) -> None:
        self.gone.setText(_sentence(left_out(self._map, self.choice)))
        self.kept.setText(_sentence(staying(self._map, self.choice)))

    def _go_on(self) -> None:
        choice = self.choice
        self.accept()
        self.chosen.emit(choice)


def _sentence(parts: tuple[str, ...]) -> str:
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def _words(role: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _section(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    label.setContentsMargins(0, 12, 0, 0)
    return label
