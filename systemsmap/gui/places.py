"""Asks where to open from and where to save to, without stopping anything meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

ANY = "All files (*)"
LONGEST_NAME = 80  # characters suggested; file systems allow 255 bytes

Then = Callable[[Path], None]


@dataclass(frozen=True)
class Wanted:
    """What a place is asked for: the words over the dialog, the kind of file, a first guess."""

    title: str
    kind: str
    suffix: str
    guess: Path


def ask_files(
    window: QWidget,
    folder: Path | None,
    then: Callable[[list[Path]], None],
    title: str = "Open a map",
) -> None:
    """Ask for map files to open."""
    _ask_open(window, title, folder, then).setFileMode(QFileDialog.FileMode.ExistingFiles)


def ask_file(window: QWidget, title: str, folder: Path | None, then: Then) -> None:
    """Ask for one map to read."""
    _ask_open(window, title, folder, lambda paths: then(paths[0]))


def _ask_open(
    window: QWidget, title: str, folder: Path | None, then: Callable[[list[Path]], None]
) -> QFileDialog:
    dialog = QFileDialog(window, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(openable())
    dialog.setDirectory(str(folder or documents()))
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()
    return dialog


def openable() -> list[str]:
    """Return the filters of the dialog: all that can be opened, each format, any file."""
    from systemsmap.interchange.importers import IMPORTERS  # noqa: PLC0415 - not at the start

    endings = " ".join(f"*{importer.suffix}" for importer in IMPORTERS)
    each = [f"{importer.name} (*{importer.suffix})" for importer in IMPORTERS]
    return [f"Maps (*.smap {endings})", "Map files (*.smap)", *each, ANY]


def ask_format(window: QWidget, title: str, guess: Path, then: Then) -> None:
    """Ask for a place to write to in any format there is; the chosen one gives the suffix."""
    from systemsmap.interchange.exporters import EXPORTERS  # noqa: PLC0415 - not at the start

    ask_kind(window, title, {one.suffix: one.name for one in EXPORTERS}, guess, then)


def ask_kind(
    window: QWidget, title: str, kinds: Mapping[str, str], guess: Path, then: Then
) -> None:
    """Ask for a place to write to as one of these kinds of file, by suffix, with their names."""
    filters = {f"{name} (*{suffix})": suffix for suffix, name in kinds.items()}
    dialog = QFileDialog(window, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    _suggest(dialog, guess)

    def go_on(name: str) -> None:
        known = next((s for s in filters.values() if name.lower().endswith(s)), None)
        suffix = known or filters[dialog.selectedNameFilter()]
        _go_on(window, Path(name), suffix, then)

    dialog.fileSelected.connect(go_on)
    dialog.open()


def ask_folder(window: QWidget, title: str, folder: Path, then: Then) -> None:
    """Ask for a folder to write into."""
    dialog = QFileDialog(window, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setDirectory(str(folder if folder.is_absolute() else documents()))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_place(window: QWidget, wanted: Wanted, then: Then) -> None:
    """Ask for a place to write to; the name gets the right suffix, and nothing is overwritten
    without a question.
    """
    dialog = _saving(window, wanted)
    dialog.fileSelected.connect(lambda name: _go_on(window, Path(name), wanted.suffix, then))
    dialog.open()


def ask_places(
    window: QWidget, wanted: Wanted, places: Callable[[Path], tuple[Path, ...]], then: Then
) -> None:
    """Ask once for a place from which those of several files follow; what is there at any of
    them is asked about in one question.
    """
    dialog = _saving(window, wanted)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)

    def go_on(name: str) -> None:
        path = _suffixed(Path(name), wanted.suffix)
        there = [place for place in places(path) if place.exists()]
        if there:
            _ask_to_replace(window, there, lambda: then(path))
        else:
            then(path)

    dialog.fileSelected.connect(go_on)
    dialog.open()


def _saving(window: QWidget, wanted: Wanted) -> QFileDialog:
    dialog = QFileDialog(window, wanted.title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{wanted.kind} (*{wanted.suffix})")
    dialog.setDefaultSuffix(wanted.suffix[1:])
    _suggest(dialog, wanted.guess)
    return dialog


def _suggest(dialog: QFileDialog, guess: Path) -> None:
    """Begin where the guess is; among the documents if it names no folder, or one that is gone."""
    if guess.is_absolute() and guess.parent.is_dir():
        dialog.selectFile(str(guess))
    else:
        dialog.setDirectory(str(documents()))
        dialog.selectFile(guess.name)


def _go_on(window: QWidget, path: Path, suffix: str, then: Then) -> None:
    """Go on with the suffix; the dialog did not ask about what has it."""
    meant = _suffixed(path, suffix)
    if meant == path or not meant.exists():
        then(meant)
    else:
        _ask_to_replace(window, [meant], lambda: then(meant))


def _suffixed(path: Path, suffix: str) -> Path:
    """Add the suffix where the dialog did not: “Costs v1.2” ends in something already."""
    return path if path.name.lower().endswith(suffix) else path.with_name(path.name + suffix)


def _ask_to_replace(window: QWidget, there: list[Path], then: Callable[[], None]) -> None:
    names = " and ".join(f"“{path.name}”" for path in there)
    is_one = len(there) == 1
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"{names} {'is' if is_one else 'are'} there already.")
    label = "Replace it" if is_one else "Replace them"
    replace = box.addButton(label, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.finished.connect(lambda: then() if box.clickedButton() is replace else None)
    box.open()


def documents() -> Path:
    """Return the folder that a person keeps documents in."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind) or Path.home())


def file_name(title: str, otherwise: str) -> str:
    """Return the title without what file systems refuse."""
    kept = "".join(c if c.isalnum() or c in " -_()" else " " for c in title)
    return " ".join(kept.split())[:LONGEST_NAME].strip() or otherwise
