"""Commands that ask something of the window."""

from collections.abc import Callable

from systemsmap.analysis.pushing import Pull
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.pushing import push
from systemsmap.editor.shell import PanelName, Shell

Run = Callable[[Editor, Shell], None]


def pushing(pull: Pull) -> Run:
    """Return the command that pushes the selected variable this way."""
    return lambda e, _: push(e, pull)


def ask(what: Callable[[Shell], None]) -> Run:
    """Return the command that only asks something of the window."""

    def run(_: Editor, shell: Shell) -> None:
        what(shell)

    return run


def shade(e: Editor, _: Shell) -> None:
    """Shade links by their share of all loops, or no longer."""
    e.shading = not e.shading
    e.changed.emit(EditorChanged(Aspect.LIT))
    e.say("The darker a link, the more of all loops run over it." if e.shading else "")


def is_shaded(e: Editor, _: Shell) -> bool:
    """Return whether links are shaded."""
    return e.shading


def is_folded(e: Editor, _: Shell) -> bool:
    """Return whether the map is shown folded."""
    return e.folding is not None


def zoom(factor: float) -> Run:
    """Return the command that zooms by a factor."""
    return ask(lambda shell: shell.sight.zoom_by(factor))


def toggle(panel: PanelName) -> Run:
    """Return the command that shows or hides a panel."""
    return ask(lambda shell: shell.panels.toggle(panel))


def is_shown(panel: PanelName) -> Callable[[Editor, Shell], bool]:
    """Return whether a panel is shown, as the mark in the menu asks it."""

    def shown(_: Editor, shell: Shell) -> bool:
        return shell.panels.is_shown(panel)

    return shown
