"""Offers the work that a killed process left behind."""

from collections.abc import Callable
from datetime import datetime

from systemsmap.gui.keeping import is_blank
from systemsmap.gui.trouble_bar import TroubleBar
from systemsmap.storage.recovery import Found, Orphan

_TOPIC = "found"

Use = Callable[[Orphan], None]


def offer(found: Found, bar: TroubleBar, take_up: Use, throw_away: Use) -> None:
    """Ask in `bar` about what was found, one map after another, by name and time.

    Maps nobody has drawn anything on are thrown away unasked.
    """
    blank = [o for o in found.orphans if o.stored.path is None and is_blank(o.stored.map_)]
    for orphan in blank:
        throw_away(orphan)
    for trouble in found.troubles:
        bar.show_trouble(str(trouble))
    _ask([o for o in found.orphans if o not in blank], bar, take_up, throw_away)


def _ask(waiting: list[Orphan], bar: TroubleBar, take_up: Use, throw_away: Use) -> None:
    """Ask about the first, then about the rest."""
    bar.end(_TOPIC)
    if not waiting:
        return
    orphan, *rest = waiting

    def answered(use: Use) -> Callable[[], None]:
        def go_on() -> None:
            _ask(rest, bar, take_up, throw_away)
            use(orphan)

        return go_on

    choices = (
        ("Open it", answered(take_up)),
        ("Throw it away", answered(throw_away)),
        ("Later", answered(lambda _: None)),
    )
    bar.ask(described(orphan), choices, _TOPIC)


def described(orphan: Orphan) -> str:
    """Return one sentence about unsaved work that was found."""
    count = len(orphan.stored.map_.variables)
    when = datetime.fromisoformat(orphan.kept).astimezone().strftime("%d %B, %H:%M")
    names = "1 variable" if count == 1 else f"{count} variables"
    return f"Work that was not saved was found: “{orphan.title}”, {names}, last changed {when}."
