"""What a command may ask of the window it was chosen in."""

from collections.abc import Mapping
from typing import Literal, Protocol

PanelName = Literal["loops", "info", "checks"]


class Shell(Protocol):
    """The window, as far as commands know it."""

    def new_window(self) -> None:
        """Open a window with an empty map."""

    def open_map(self) -> None:
        """Ask for map files and open them."""

    def save(self) -> None:
        """Save now; asks where the first time."""

    def save_as(self) -> None:
        """Ask for another place and go on there."""

    def save_copy(self) -> None:
        """Ask for a place and write a copy there."""

    def export(self) -> None:
        """Ask what to export, and where."""

    def print_map(self) -> None:
        """Preview and print."""

    def close_window(self) -> None:
        """Close this window."""

    def quit(self) -> None:
        """Close every window."""

    def copy(self) -> None:
        """Put the selection on the clipboard: as map, text, SVG and PNG."""

    def copy_picture(self) -> None:
        """Put the whole picture on the clipboard."""

    def paste(self) -> None:
        """Insert what is on the clipboard."""

    def fit(self) -> None:
        """Show the whole map."""

    def zoom_by(self, factor: float) -> None:
        """Zoom in or out about the middle of the view."""

    def zoom_to(self, scale: float) -> None:
        """Show so many screen pixels per map unit."""

    def reveal(self, id_: str) -> None:
        """Bring a variable, link or note into view."""

    def show_palette(self) -> None:
        """Offer every command by name."""

    def show_find(self) -> None:
        """Offer every variable by name."""

    def show_shortcuts(self) -> None:
        """Show the sheet of shortcuts."""

    def show_preferences(self) -> None:
        """Show the preferences."""

    def show_about(self) -> None:
        """Say what this is, with its licences."""

    def next_panel(self, step: int) -> None:
        """Give the keyboard to the next panel, or the one before."""

    def toggle_panel(self, panel: PanelName) -> None:
        """Show or hide a panel."""

    def panel_is_shown(self, panel: PanelName) -> bool:
        """Return whether a panel is shown."""

    def tidy(self, engine: str, ids: frozenset[str]) -> None:
        """Lay out these variables, or all when none, in the background; then glide there."""

    def glide(self, positions: Mapping[str, tuple[float, float]], label: str) -> None:
        """Move variables to these positions, seen to move, as one step."""

    def full_screen(self) -> None:
        """Fill the screen with the window, or no longer."""
