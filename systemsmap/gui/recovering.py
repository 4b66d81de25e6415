"""Offers the work that a killed process left behind."""

from collections.abc import Callable
from datetime import datetime
from systemsmap.gui.trouble_bar import TroubleBar
from systemsmap.storage.recovery import Found, Orphan, discard


def offer(found: Found, bar: TroubleBar, open_orphan: Callable[[Orphan], None]) -> None:
    """Show in `bar` what was found, one map after another, by name and time."""
    waiting = list(found.orphans)

    def ask_next() -> None:
        if not waiting:
            bar.hide()
            return
        orphan = waiting.pop(0)

        def take() -> None:
            open_orphan(orphan)
            ask_next()

        def drop() -> None:
            discard(orphan)
            ask_next()

        choices = (("Open it", take), ("Throw it away", drop))
        bar.show_news(described(orphan), choices)

    if waiting:
        ask_next()
    elif found.troubles:
        bar.show_trouble(str(found.troubles[0]))


def described(orphan: Orphan) -> str:
    """Return one sentence about unsaved work that was found."""
    count = len(orphan.stored.map_.variables)
    when = datetime.fromisoformat(orphan.kept).astimezone().strftime("%d %B, %H:%M")
    names = "1 variable" if count == 1 else f"{count} variables"
    return f"Work that was not saved was found: “{orphan.title}”, {names}, last changed {when}."
