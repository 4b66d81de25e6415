"""Maps of other programs on their way in: shown first, then opened or added to the open map."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from systemsmap.editor.adding import add_map
from systemsmap.gui.dialogs.importing import ImportDialog
from systemsmap.gui.opening import Opened
from systemsmap.gui.session import Session
from systemsmap.model.systems_map import SystemsMap

TOPIC = "several maps"


def look_at(session: Session, opened: Opened, open_new: Callable[[Opened], None]) -> ImportDialog:
    """Show a map over a window and do with it what the person says."""
    assert opened.stored is not None
    stored = opened.stored
    dialog = ImportDialog(
        opened.path.name,
        (stored.map_, opened.notices),
        session.window,
        styles=opened.styles,
        may_add=not session.editor.map.is_empty,
    )
    name = opened.path.name

    def open_shown() -> None:
        same = dialog.map_ is stored.map_
        open_new(opened if same else _with_signs(opened, dialog.map_))

    dialog.new_wanted.connect(open_shown)
    dialog.add_wanted.connect(lambda: add_map(session.editor, dialog.map_, name))
    dialog.open()
    return dialog


def _with_signs(opened: Opened, map_: SystemsMap) -> Opened:
    """Return what was opened with the signs that were chosen for its styles."""
    assert opened.stored is not None
    return replace(opened, stored=replace(opened.stored, map_=map_), composition=None)


def ask_which(session: Session, opened: Opened, choose: Callable[[str], None]) -> None:
    """Ask which of the maps in a file is wanted; nothing is read until somebody says."""
    bar = session.window.trouble_bar

    def chosen(name: str) -> None:
        bar.end(TOPIC)
        choose(name)

    choices = tuple((name, partial(chosen, name)) for name in opened.several)
    none = ("None of them", partial(bar.end, TOPIC))
    bar.ask(f"There are several maps in “{opened.path.name}”. Which one?", (*choices, none), TOPIC)
