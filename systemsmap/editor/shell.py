"""What a command may ask of the window it was chosen in."""

from collections.abc import Mapping
from typing import Literal, Protocol

from systemsmap.model.systems_map import SystemsMap

PanelName = Literal[
    "loops", "inspector", "outline", "story", "info", "checks", "timeline", "changes", "tray"
]


class Files(Protocol):
    """Everything that ends or begins on disk."""

    def new_window(self) -> None:
        """Open a window with an empty map."""

    def open(self) -> None:
        """Ask for map files and open them."""

    def save(self) -> None:
        """Save now; asks where the first time."""

    def save_as(self) -> None:
        """Ask for another place and go on there."""

    def copy_to_send(self) -> None:
        """Ask what to leave out of a copy to send, and where it goes."""

    def copy_to_publish(self) -> None:
        """Ask what to leave out of a picture with words, and where they go."""

    def back_up(self) -> None:
        """Write a dated copy beside the file."""

    def export(self) -> None:
        """Ask what to export, and where."""

    def hand_over(self) -> None:
        """Ask for a place and a format of another program, and write the map there."""

    def export_story(self, suffix: str) -> None:
        """Ask where the steps of the story shall go, as pictures of this kind."""

    def compare(self) -> None:
        """Ask for an older map, and show what changed since."""

    def merge(self) -> None:
        """Ask for copies of the map, and bring them together with it in a new file."""

    def print(self) -> None:
        """Preview and print."""

    def close_window(self) -> None:
        """Close this window."""

    def quit(self) -> None:
        """Close every window."""


class Clipboard(Protocol):
    """What goes to other windows and programs, and comes from there."""

    def copy(self) -> None:
        """Put the selection on the clipboard: as map, text, SVG and PNG."""

    def copy_outline(self) -> None:
        """Put the whole map in words on the clipboard."""

    def copy_picture(self) -> None:
        """Put the whole picture on the clipboard."""

    def paste(self) -> None:
        """Insert what is on the clipboard."""


class Sight(Protocol):
    """What is seen of the map, and how large."""

    def fit(self) -> None:
        """Show the whole map."""

    def zoom_by(self, factor: float) -> None:
        """Zoom in or out about the middle of the view."""

    def zoom_to(self, scale: float) -> None:
        """Show so many screen pixels per map unit."""

    def reveal(self, id_: str) -> None:
        """Bring a variable, link or note into view."""

    def fold(self) -> None:
        """Show the map with everything folded that does not branch, or all of it again."""

    def full_screen(self) -> None:
        """Fill the screen with the window, or no longer."""

    def tidy(self, engine: str, ids: frozenset[str]) -> None:
        """Lay out these variables, or all when none, in the background; then glide there."""

    def glide(self, positions: Mapping[str, tuple[float, float]], label: str) -> None:
        """Move variables to these positions, seen to move, as one step."""


class Sheets(Protocol):
    """What opens over the window for a moment."""

    def palette(self) -> None:
        """Offer every command by name."""

    def find(self) -> None:
        """Offer every variable by name."""

    def ask_links(self) -> None:
        """Ask about links that would close a loop, one after another."""

    def present(self) -> None:
        """Tell the story, one step after another, on the whole screen."""

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""

    def preferences(self) -> None:
        """Show the preferences."""

    def about(self) -> None:
        """Say what this is, with its licences."""


class Panels(Protocol):
    """What stands beside the canvas."""

    def next(self, step: int) -> None:
        """Give the keyboard to the next panel, or the one before."""

    def capture(self) -> None:
        """Give the keyboard to the line in which the map is drawn by typing."""

    def toggle(self, panel: PanelName) -> None:
        """Show or hide a panel."""

    def compare_with(self, name: str, old: SystemsMap) -> None:
        """Show what changed since an older map; `name` stands in a sentence: “before coffee”."""

    def is_shown(self, panel: PanelName) -> bool:
        """Return whether a panel is shown."""


class Timeline(Protocol):
    """How the map grew, and what can be done with its past."""

    def name(self) -> None:
        """Let a name be typed for the moment that is looked at, or for now."""

    def compare_with_export(self) -> None:
        """Show what changed since the map was last exported."""

    def film(self) -> None:
        """Ask which moments are to be in a film strip, and where it goes."""

    def versions(self) -> None:
        """Ask whether the history is to be packed into versions."""


class Shell(Protocol):
    """The window, as far as commands know it."""

    @property
    def files(self) -> Files:
        """Everything that ends or begins on disk."""

    @property
    def clipboard(self) -> Clipboard:
        """What goes to other windows and programs."""

    @property
    def sight(self) -> Sight:
        """What is seen of the map."""

    @property
    def sheets(self) -> Sheets:
        """What opens over the window."""

    @property
    def panels(self) -> Panels:
        """What stands beside the canvas."""

    @property
    def timeline(self) -> Timeline:
        """How the map grew."""
