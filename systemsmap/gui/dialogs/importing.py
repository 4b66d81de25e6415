"""A look at a map of another program before anything of it is kept."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from systemsmap.analysis.reading import so_many
from systemsmap.gui.background import Background
from systemsmap.gui.dialogs.preview import Preview
from systemsmap.gui.dialogs.style_signs import SHOWN, StyleSigns
from systemsmap.gui.plain_words import plain
from systemsmap.interchange.link_styles import LinkStyle, signed, told
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.theme import PRINT

WHOLE = "Everything in it could be kept."
REST_WHOLE = "Everything else in it could be kept."
LOST = "What was assumed, or could not be kept"


class ImportDialog(QDialog):
    """Says what there is and what would be lost; `new_wanted` and `add_wanted` tell the answer."""

    new_wanted = Signal()
    add_wanted = Signal()

    def __init__(
        self,
        name: str,
        found: tuple[SystemsMap, tuple[str, ...]],
        parent: QWidget,
        *,
        may_add: bool,
        styles: tuple[LinkStyle, ...] = (),
    ) -> None:
        super().__init__(parent)
        self.map_, lost = found
        lost = (*lost, *told(styles[SHOWN:]))
        self.setWindowTitle(f"Map from “{plain(name)}”")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.counts, self.about = QLabel(_counted(self.map_)), QLabel(_about(lost, styles))
        self.lost, self.preview = QListWidget(), Preview()
        self.styles = StyleSigns(styles)
        self.styles.chosen.connect(self._take_sign)
        self._dress(lost)
        self._begin_drawing()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.new = self.buttons.addButton("Open as a new map", role)
        self.add = self.buttons.addButton("Add to this map", QDialogButtonBox.ButtonRole.ActionRole)
        self.new.setDefault(True)
        self.add.setVisible(may_add)
        self._lay_out()
        self.buttons.accepted.connect(self._take_new)
        self.buttons.rejected.connect(self.reject)
        self.add.clicked.connect(self._take_added)

    def _dress(self, lost: tuple[str, ...]) -> None:
        self.counts.setProperty("role", "heading")
        self.about.setProperty("role", "section")
        for label in (self.counts, self.about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.lost.addItems(list(lost))
        self.lost.setWordWrap(True)
        self.lost.setProperty("role", "sentences")
        self.lost.setAccessibleName(LOST)
        self.lost.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lost.setVisible(bool(lost))

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        for part in (self.counts, self.styles, self.about):
            side.addWidget(part)
        side.addWidget(self.lost, 1)
        side.addStretch(0)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(side, 2)
        row.addWidget(self.preview, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        self.resize(900, 560)

    def _begin_drawing(self) -> None:
        self._drawing = Background("preview", self)
        self.finished.connect(lambda _: self._drawing.close())
        self._show()

    def _show(self) -> None:
        self._drawing.run(partial(_small_picture, self.map_), self.preview.show_picture)

    def _take_sign(self, style: LinkStyle, sign: Polarity) -> None:
        self.map_ = signed(self.map_, style, sign)
        self._show()

    def _take_new(self) -> None:
        self.accept()
        self.new_wanted.emit()

    def _take_added(self) -> None:
        self.accept()
        self.add_wanted.emit()


def _small_picture(map_: SystemsMap) -> Picture:
    return picture(compose(map_, PRINT), PictureOptions(key=False))


def _about(lost: tuple[str, ...], styles: tuple[LinkStyle, ...]) -> str:
    if lost:
        return LOST
    return REST_WHOLE if styles else WHOLE


def _counted(map_: SystemsMap) -> str:
    said = [so_many(len(map_.variables), "variable"), so_many(len(map_.links), "link")]
    if map_.loops:
        said.append(so_many(len(map_.loops), "loop"))
    if map_.notes:
        said.append(so_many(len(map_.notes), "note"))
    return ", ".join(said)
