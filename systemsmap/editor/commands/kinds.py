"""Commands that say what kind of variable the selected ones are, one key chord each."""

from systemsmap.editor.editor import Editor
from systemsmap.editor.shell import Shell
from systemsmap.model import edits
from systemsmap.model.records import Kind

KEYS = {kind: f"Alt+{number % 10}" for number, kind in enumerate(Kind, 1)}
"""Alt with the place in the list of kinds, the tenth on 0."""


class SetKind:
    """Gives the selected variables a kind, or none."""

    def __init__(self, kind: Kind | None) -> None:
        self._kind = kind

    def __call__(self, e: Editor, _: Shell) -> None:
        """Give it, as one step."""
        ids = [v.id for v in e.selected_variables]
        words = self._kind.label if self._kind else "no kind"
        e.document.commit(edits.set_kind(e.map, ids, self._kind), f"Set kind: {words}")

    def is_set(self, e: Editor, _: Shell) -> bool:
        """Tell whether all selected variables are of this kind."""
        chosen = e.selected_variables
        return bool(chosen) and all(v.kind is self._kind for v in chosen)
