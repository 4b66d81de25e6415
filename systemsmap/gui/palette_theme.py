"""The colours of the window round the map: light, dark, and as strong as can be."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from systemsmap.gui.shapes import FAMILY
from systemsmap.rendering.theme import DARK, LIGHT, STRONG, Theme
from systemsmap.resources import resource


@dataclass(frozen=True, slots=True)
class Chrome:
    """Colours as #rrggbb. `window` lies behind bars, `page` behind lists and texts."""

    name: str
    window: str
    page: str
    ink: str
    soft: str
    faint: str
    line: str
    hover: str
    chosen: str
    accent: str
    on_accent: str


LIGHT_CHROME = Chrome(
    name="light",
    window="#f3f5f7",
    page="#ffffff",
    ink="#1f2937",
    soft="#5b6675",
    faint="#98a1ad",
    line="#d5dae1",
    hover="#eaeef3",
    chosen="#d8eaf6",
    accent="#0072b2",
    on_accent="#ffffff",
)
DARK_CHROME = Chrome(
    name="dark",
    window="#1d232b",
    page="#15191f",
    ink="#e9ecf1",
    soft="#a3adba",
    faint="#6d7784",
    line="#343d49",
    hover="#262e38",
    chosen="#1d3c52",
    accent="#5ab4ea",
    on_accent="#0b1720",
)


STRONG_CHROME = Chrome(
    name="high contrast",
    window="#000000",
    page="#000000",
    ink="#ffffff",
    soft="#d2d2d2",
    faint="#b4b4b4",
    line="#ffffff",
    hover="#2b2b2b",
    chosen="#003f6b",
    accent="#7fd0ff",
    on_accent="#000000",
)
CHROMES = (LIGHT_CHROME, DARK_CHROME, STRONG_CHROME)


def wants_dark(choice: str) -> bool:
    """Return whether the window is to be dark; "system" follows the desktop."""
    if choice == "system":
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return choice == "dark"


def looks(choice: str) -> tuple[Chrome, Theme]:
    """Return the colours of the window and of the map on it for a choice in the preferences."""
    if choice == STRONG_CHROME.name:
        return STRONG_CHROME, STRONG
    return (DARK_CHROME, DARK) if wants_dark(choice) else (LIGHT_CHROME, LIGHT)


def dress(app: QApplication, chrome: Chrome, type_size: int) -> None:
    """Give the whole program these colours and this size of type, in pixels."""
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    font = QFont(FAMILY)
    font.setPixelSize(type_size)
    app.setFont(font)
    app.setPalette(palette(chrome))
    app.setStyleSheet(stylesheet(chrome, type_size))


_Role = QPalette.ColorRole
_ROLES: dict[QPalette.ColorRole, str] = {
    _Role.Window: "window",
    _Role.Base: "page",
    _Role.AlternateBase: "hover",
    _Role.Button: "window",
    _Role.ToolTipBase: "page",
    _Role.WindowText: "ink",
    _Role.Text: "ink",
    _Role.ButtonText: "ink",
    _Role.ToolTipText: "ink",
    _Role.PlaceholderText: "soft",
    _Role.Highlight: "chosen",
    _Role.HighlightedText: "ink",
    _Role.Accent: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Light: "line",
    _Role.Midlight: "hover",
    _Role.Mid: "soft",
    _Role.Dark: "line",
    _Role.BrightText: "on_accent",
}


def palette(chrome: Chrome) -> QPalette:
    """Return the colours as Qt's own widgets ask for them."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(chrome, name)))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(chrome.faint))
    return made


def stylesheet(chrome: Chrome, type_size: int) -> str:
    """Return what a palette cannot say: flat bars, round corners, thin lines, plain marks.

    The rules lie in `resources/chrome.qss`. What stands there in braces is a colour of `Chrome`
    or one of `_sizes`, or `{tick}`, the file of the tick in a box.
    """
    words = resource("chrome.qss").read_text(encoding="utf-8")
    values = {name: str(getattr(chrome, name)) for name in Chrome.__slots__}
    values |= {name: str(size) for name, size in _sizes(type_size).items()}
    tick = f"icons/tick-{chrome.name.replace(' ', '-')}.svg"
    values["tick"] = resource(tick).as_posix()
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def _sizes(type_size: int) -> dict[str, int]:
    """Return sizes of type, and the parts of boxes and rings to tick, in pixels."""
    mark = round(type_size * 1.1)
    ring = round(mark * 0.34)
    return {
        "small": max(9, round(type_size * 0.85)),
        "large": round(type_size * 1.3),
        "mark": mark,
        "round": mark // 2 + 1,
        "ring": ring,
        "pip": mark + 2 - 2 * ring,
    }
