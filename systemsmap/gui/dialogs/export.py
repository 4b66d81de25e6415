"""What to export, and a look at it before it is written."""

from typing import cast, get_args

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.editor import Editor
from systemsmap.editor.export_choice import ExportChoice, Look, Part, Suffix, focus_of
from systemsmap.editor.settings import RANGES
from systemsmap.gui.dialogs.preview import Preview
from systemsmap.gui.settings_store import SettingsStore

FORMATS: tuple[tuple[Suffix, str, str], ...] = (
    (".svg", "SVG", "Sharp at any size; opens again as a map"),
    (".png", "PNG", "For slides and messages; opens again as a map"),
    (".pdf", "PDF", "For printing and reading"),
)
PARTS: tuple[tuple[Part, str], ...] = (
    ("map", "The whole map"),
    ("loop", "The selected loop"),
    ("selection", "What is selected"),
)
_PAPERS: dict[Look, str] = {"light": "Light", "dark": "Dark", "transparent": "No background"}


class ExportDialog(QDialog):
    """Asks and shows; `chosen` carries an `ExportChoice` once somebody wants it."""

    chosen = Signal(object)

    def __init__(self, editor: Editor, store: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor, self._store = editor, store
        self.setWindowTitle("Export picture")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make()
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        self._wire()
        self._show()

    @property
    def choice(self) -> ExportChoice:
        """What is chosen at the moment."""
        part = PARTS[max(0, self.parts.checkedId())][0]
        return ExportChoice(
            suffix=FORMATS[self.format.currentIndex()][0],
            part=part,
            focus=focus_of(self._editor, part),
            alone=self.alone.isChecked(),
            key=self.key.isChecked(),
            title=self.title.isChecked(),
            look=get_args(Look)[self.look.currentIndex()],
            scale=self.scale.value(),
        )

    def _make(self) -> None:
        settings = self._store.settings
        self.format, self.look = QComboBox(), QComboBox()
        self.format.addItems([name for _, name, _ in FORMATS])
        self.look.addItems([_PAPERS[cast("Look", look)] for look in get_args(Look)])
        self.parts = QButtonGroup(self)
        for place, (part, words) in enumerate(PARTS):
            button = QRadioButton(words)
            button.setEnabled(part == "map" or focus_of(self._editor, part) is not None)
            self.parts.addButton(button, place)
        loop = self._editor.selected_loop
        if loop and loop.label:
            self.parts.button(1).setText(f"The selected loop, {loop.label}")
        self.parts.button(0).setChecked(True)
        self.alone = QCheckBox("Leave out the rest instead of dimming it")
        self.key = QCheckBox("Key: what +, −, ||, R and B mean")
        self.key.setChecked(settings.export_key)
        self.title = QCheckBox("Title")
        self.title.setChecked(bool(self._editor.map.info.title))
        self.title.setEnabled(bool(self._editor.map.info.title))
        self.scale = QSpinBox()
        self.scale.setRange(*RANGES["export_scale"])
        self.scale.setValue(settings.export_scale)
        self.scale.setSuffix(" ×")
        self.preview = Preview()
        self.help, self.extent = QLabel(), QLabel()
        for label in (self.help, self.extent):
            label.setProperty("role", "small")

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        _add(side, "&Format", self.format)
        side.addWidget(self.help)
        side.addWidget(_section("What"))
        for button in self.parts.buttons():
            side.addWidget(button)
        side.addWidget(self.alone)
        side.addWidget(_section("With"))
        side.addWidget(self.title)
        side.addWidget(self.key)
        _add(side, "&Background", self.look)
        _add(side, "&Size of the PNG", self.scale)
        side.addWidget(self.extent)
        side.addStretch(1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go_on = self.buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setDefault(True)
        side.addWidget(self.buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 18, 20, 16)
        row.setSpacing(20)
        row.addLayout(side)
        row.addWidget(self.preview, 1)
        self.resize(max(960, side.sizeHint().width() + 600), 620)

    def _wire(self) -> None:
        self.format.currentIndexChanged.connect(self._later)
        self.look.currentIndexChanged.connect(self._later)
        self.parts.idToggled.connect(self._later)
        self.scale.valueChanged.connect(self._later)
        for box in (self.alone, self.key, self.title):
            box.toggled.connect(self._later)
        self.buttons.accepted.connect(self._go_on)
        self.buttons.rejected.connect(self.reject)

    def _later(self, *_: object) -> None:
        self._soon.start()

    def _show(self) -> None:
        self._soon.stop()
        choice = self.choice
        picture = choice.picture(self._editor)
        self.preview.show_picture(picture)
        self.alone.setEnabled(choice.part != "map")
        self.scale.setEnabled(choice.suffix == ".png")
        times = choice.scale if choice.suffix == ".png" else 1
        wide, high = picture.bounds.width * times, picture.bounds.height * times
        pixels = f"{wide:,.0f} × {high:,.0f} pixels"
        self.extent.setText(pixels if choice.suffix == ".png" else "")
        self.help.setText(FORMATS[self.format.currentIndex()][2])

    def _go_on(self) -> None:
        choice = self.choice
        self._store.set(export_key=choice.key, export_scale=choice.scale)
        self.accept()
        self.chosen.emit(choice)


def _add(column: QVBoxLayout, words: str, field: QWidget) -> None:
    label = _section(words)
    label.setBuddy(field)
    field.setAccessibleName(words.replace("&", ""))
    column.addWidget(label)
    column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)


def _section(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    label.setContentsMargins(0, 8, 0, 0)
    return label
