"""What commands ask about files, done by those who keep, export and print."""

from collections.abc import Callable
from dataclasses import dataclass

from systemsmap.gui.comparing import Comparing
from systemsmap.gui.exporting import Exporting
from systemsmap.gui.filing import Filing
from systemsmap.gui.main_window import MainWindow
from systemsmap.gui.merging import Merging
from systemsmap.gui.sharing import Sharing


@dataclass(frozen=True)
class Crew:
    """Those who do for a window what takes more than a line."""

    filing: Filing
    exporting: Exporting
    comparing: Comparing
    sharing: Sharing
    merging: Merging
    new_window: Callable[[], None]
    quit: Callable[[], None]


class WindowFiles:
    """Files of one window's map. What is being typed is kept before anything is written."""

    def __init__(self, window: MainWindow, crew: Crew) -> None:
        self._window, self._crew = window, crew

    def new_window(self) -> None:
        """Open a window with an empty map."""
        self._crew.new_window()

    def open(self) -> None:
        """Ask for map files and open them."""
        self._crew.filing.ask_open()

    def save(self) -> None:
        """Save now; asks where the first time."""
        self._window.settle()
        self._crew.filing.save()

    def save_as(self) -> None:
        """Ask for another place and go on there."""
        self._window.settle()
        self._crew.filing.ask_save_as()

    def copy_to_send(self) -> None:
        """Ask what to leave out of a copy to send, and where it goes."""
        self._window.settle()
        self._crew.sharing.ask_send()

    def copy_to_publish(self) -> None:
        """Ask what to leave out of a picture with words, and where they go."""
        self._window.settle()
        self._crew.sharing.ask_publish()

    def back_up(self) -> None:
        """Write a dated copy beside the file."""
        self._window.settle()
        self._crew.sharing.back_up()

    def export(self) -> None:
        """Ask what to export, and where."""
        self._window.settle()
        self._crew.exporting.ask()

    def hand_over(self) -> None:
        """Ask for a place and a format of another program, and write the map there."""
        self._window.settle()
        self._crew.exporting.ask_format()

    def export_story(self, suffix: str) -> None:
        """Ask where the steps of the story shall go, and write them there."""
        self._window.settle()
        self._crew.exporting.ask_story(suffix)

    def compare(self) -> None:
        """Ask for an older map, and show what changed since."""
        self._window.settle()
        self._crew.comparing.ask()

    def merge(self) -> None:
        """Ask for copies of the map, and bring them together with it in a new file."""
        self._window.settle()
        self._crew.merging.ask()

    def print(self) -> None:
        """Preview and print."""
        self._window.settle()
        self._crew.exporting.preview_print()

    def close_window(self) -> None:
        """Close this window."""
        self._window.close()

    def quit(self) -> None:
        """Close every window."""
        self._crew.quit()
