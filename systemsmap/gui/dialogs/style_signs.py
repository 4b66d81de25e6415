"""Which sign each link style of a file means: guessed from its words, and for a person to say."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from systemsmap.analysis.reading import so_many
from systemsmap.interchange.link_styles import LinkStyle
from systemsmap.model.records import Polarity

HEAD = "What the link styles mean"
SHOWN = 9
"""As many link styles as PRSM offers; a file that claims more has the rest told in sentences."""
SIGNS = {
    Polarity.POSITIVE: "+  same way",
    Polarity.NEGATIVE: "\u2212  opposite way",
    Polarity.MIXED: "\u00b1  both",
    Polarity.UNDECIDED: "?  undecided",
}


class StyleSigns(QWidget):
    """A row for each style with a choice of sign; hidden where there is no style to ask about."""

    chosen = Signal(object, object)  # LinkStyle, Polarity

    def __init__(self, styles: tuple[LinkStyle, ...]) -> None:
        super().__init__()
        self.choices: dict[str, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        head = QLabel(HEAD)
        head.setProperty("role", "section")
        grid.addWidget(head, 0, 0, 1, 2)
        for row, style in enumerate(styles[:SHOWN], 1):
            self._add(grid, row, style)
        self.setVisible(bool(styles))

    def _add(self, grid: QGridLayout, row: int, style: LinkStyle) -> None:
        label = QLabel(f"{style.name} ({so_many(len(style.links), 'link')})")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        choice = QComboBox()
        for sign, words in SIGNS.items():
            choice.addItem(words, sign)
        choice.setCurrentIndex(list(SIGNS).index(style.sign))
        choice.setAccessibleName(f"Sign of the style {style.name}")
        label.setBuddy(choice)
        choice.currentIndexChanged.connect(partial(self._choose, style))
        grid.addWidget(label, row, 0)
        grid.addWidget(choice, row, 1)
        self.choices[style.name] = choice

    def _choose(self, style: LinkStyle, index: int) -> None:
        self.chosen.emit(style, tuple(SIGNS)[index])
