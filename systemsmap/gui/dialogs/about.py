"""What this program is, and whose work it stands on."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from systemsmap import __version__
from systemsmap.gui.icons import application_icon

# what people know it as, its package, its licence
COMPONENTS = (
    ("Qt for Python", "PySide6-Essentials", "LGPL 3"),
    ("NetworkX", "networkx", "BSD"),
    ("SQLModel", "sqlmodel", "MIT"),
    ("Graphviz through pygraphviz", "pygraphviz", "EPL and BSD"),
    ("graphviz for Python", "graphviz", "MIT"),
    ("lxml", "lxml", "BSD"),
    ("platformdirs", "platformdirs", "MIT"),
)
_WORDS = (
    "Draw a causal loop map live in a workshop, see its feedback loops, and hand out the picture."
)
_LICENCE = "Free software under the MIT licence. Type: Inter, under the SIL Open Font License."


class AboutDialog(QDialog):
    """Name, version, licence, and the components with theirs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About systemsmap")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture, name = QLabel(), QLabel(f"systemsmap {__version__}")
        picture.setPixmap(application_icon().pixmap(72, 72))
        picture.setAccessibleName("The icon of systemsmap")
        name.setProperty("role", "heading")
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(name)
        head.addWidget(_label(_WORDS))
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(head, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 18)
        column.setSpacing(14)
        column.addLayout(top)
        column.addWidget(_label(_LICENCE, "soft"))
        column.addWidget(_label(components(), "small"))
        column.addWidget(buttons)
        self.setFixedWidth(max(480, self.fontMetrics().averageCharWidth() * 66))


def components() -> str:
    """Return a line for each thing the program stands on that is here, with its licence."""
    lines = [f"Qt {qVersion()} (LGPL 3)"]
    for name, package, licence in COMPONENTS:
        try:
            lines.append(f"{name} {version(package)} ({licence})")
        except PackageNotFoundError:
            continue
    return "\n".join(lines)


def _label(words: str, role: str = "") -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
