"""What a command is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell


def always(_: Editor) -> bool:
    """Return True: a command that can be chosen at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """A command: its id, its name in menus, its keys, what it does and when it can.

    Keys are written as Qt writes them ("Ctrl+Shift+Z"). Those of the scope `canvas` work while
    the canvas has the keyboard, so that they can be plain letters; those of `window` always do.
    `checked` is None for a command that is no switch. `icon` names a file of `resources/icons`.
    """

    id: str
    label: str
    keys: tuple[str, ...]
    run: Callable[[Editor, Shell], None]
    enabled: Callable[[Editor], bool] = always
    scope: Literal["canvas", "window"] = "window"
    checked: Callable[[Editor, Shell], bool] | None = None
    icon: str = ""
