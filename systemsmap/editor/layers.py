"""What is drawn beside the map itself when somebody asks for it: kinds, and what is assumed."""

from dataclasses import replace
from typing import Any

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.rendering.theme import Theme

LAYERS = ("shows_kinds", "dashes_assumptions")


class Layer:
    """Shows one of the layers of the theme, or no longer; an undo has nothing to do with it."""

    def __init__(self, name: str, told: str) -> None:
        self._name, self._told = name, told

    def __call__(self, e: Editor, _: Shell) -> None:
        """Turn it over and say what is seen."""
        theme = e.composition.theme
        shown = not getattr(theme, self._name)
        fields: dict[str, Any] = {self._name: shown}
        e.look(replace(theme, **fields))
        e.say(self._told if shown else "")

    def is_shown(self, e: Editor, _: Shell) -> bool:
        """Return whether it is seen."""
        return bool(getattr(e.composition.theme, self._name))


kinds = Layer("shows_kinds", "Under each name stands the kind of variable it is.")
evidence = Layer("dashes_assumptions", "Broken lines are assumptions nobody has tested.")


def kept(e: Editor, theme: Theme) -> Theme:
    """Return another theme with the layers that are shown now."""
    now = e.composition.theme
    fields: dict[str, Any] = {name: getattr(now, name) for name in LAYERS}
    return replace(theme, **fields)
