"""The question which moments are to be in a film strip."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from systemsmap.editor.moments import Moment


class FilmDialog(QDialog):
    """Offers strips by what they are called; `chosen` is called with the moments of one."""

    def __init__(
        self,
        strips: Mapping[str, Sequence[Moment]],
        chosen: Callable[[tuple[Moment, ...]], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Film strip")
        self._strips = [tuple(moments) for moments in strips.values()]
        about = QLabel("SVG pictures of how the map grew, numbered, all of one size.")
        about.setWordWrap(True)
        about.setProperty("role", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(about)
        self.group = QButtonGroup(self)
        for number, words in enumerate(strips):
            column.addWidget(self._offered(words, number))
        column.addSpacing(6)
        column.addWidget(self._buttons())
        self.accepted.connect(lambda: chosen(self._strips[self.group.checkedId()]))

    def _offered(self, words: str, number: int) -> QRadioButton:
        button = QRadioButton(words)
        button.setChecked(number == 0)
        self.group.addButton(button, number)
        return button

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go_on = buttons.addButton("Choose a folder…", QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
