"""From a map to its picture, for whoever has no window open on it."""

from systemsmap.analysis.loops.search import find_loops
from systemsmap.analysis.register import listing, numbering
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import Picture, picture
from systemsmap.rendering.theme import PRINT


def numbered(map_: SystemsMap) -> SystemsMap:
    """Return the map with a number for each of its loops that has none yet."""
    return numbering(map_, find_loops(map_)).applied_to(map_)


def picture_of(map_: SystemsMap) -> Picture:
    """Return the picture of a map whose loops are numbered, with badges, key and title."""
    return picture(compose(map_, PRINT, listing(map_, find_loops(map_))))
