"""Maps of other programs on their way in: shown first, then opened or added to the open map."""

from collections.abc import Callable
from functools import partial

from systemsmap.editor.adding import add_map
from systemsmap.gui.dialogs.importing import ImportDialog
from systemsmap.gui.opening import Opened
from systemsmap.gui.session import Session

TOPIC = "several maps"


def look_at(session: Session, opened: Opened, open_new: Callable[[Opened], None]) -> ImportDialog:
    """Show a map over a window and do with it what the person says."""
    assert opened.stored is not None
    map_ = opened.stored.map_
    dialog = ImportDialog(
        opened.path.name,
        (map_, opened.notices),
        session.window,
        may_add=not session.editor.map.is_empty,
    )
    dialog.new_wanted.connect(partial(open_new, opened))
    dialog.add_wanted.connect(partial(add_map, session.editor, map_, opened.path.name))
    dialog.open()
    return dialog


def ask_which(session: Session, opened: Opened, choose: Callable[[str], None]) -> None:
    """Ask which of the maps in a file is wanted; nothing is read until somebody says."""
    bar = session.window.trouble_bar

    def chosen(name: str) -> None:
        bar.end(TOPIC)
        choose(name)

    choices = tuple((name, partial(chosen, name)) for name in opened.several)
    none = ("None of them", partial(bar.end, TOPIC))
    bar.ask(f"There are several maps in “{opened.path.name}”. Which one?", (*choices, none), TOPIC)
