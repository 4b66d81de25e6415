"""From a map to its picture, for whoever has no window open on it."""

from datetime import date

from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.register import listing, numbering
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.theme import PRINT

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def numbered(map_: SystemsMap) -> SystemsMap:
    """Return the map with a number for each of its loops that has none yet."""
    return numbering(map_, loops_of(map_)).applied_to(map_)


def drawn(map_: SystemsMap) -> tuple[SystemsMap, Picture]:
    """Return the map with its loops numbered, and its picture: badges, key, title, today's date."""
    loops = loops_of(map_)
    map_ = numbering(map_, loops).applied_to(map_)
    options = PictureOptions(date=in_words(date.today()) if map_.variables else "")
    return map_, picture(compose(map_, PRINT, listing(map_, loops)), options)


def picture_of(map_: SystemsMap) -> Picture:
    """Return the picture of a map."""
    return drawn(map_)[1]


def in_words(day: date) -> str:
    """Return a day as it stands under a title: 7 March 2026, whatever language the system has."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def loops_of(map_: SystemsMap) -> Loops:
    """Return the loops of a map, as far as they are found without a window."""
    from systemsmap.analysis.loops.search import find_loops  # noqa: PLC0415 - not at the start

    return find_loops(map_)
