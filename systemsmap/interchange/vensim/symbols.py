"""Loop symbols: a letter, a number and a name near the middle of a loop.

A sketch does not say which loop a symbol is of. It is taken for the one with its letter whose
middle is nearest, so what is written stands exactly there.
"""

import re
from collections.abc import Mapping
from zlib import crc32

from systemsmap.analysis.loops.walk import polarity_of
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.vensim.arcs import Point
from systemsmap.model.records import NamedLoop
from systemsmap.model.systems_map import SystemsMap

_LABEL = re.compile(r"([RBU]\d{0,7})[\s:.]+(?=\S)")


def letter_of(text: str) -> str:
    """Return the letter a symbol stands under, R, B or U, or nothing."""
    letter = text[:1].upper()
    if letter == "U" and text[1:2].isalpha():
        return ""
    return letter if letter in ("R", "B", "U") else ""


def name_in(text: str) -> str:
    """Return the name in a symbol without the letter and number before it, if there is more."""
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def text_of(map_: SystemsMap, loop: NamedLoop) -> str:
    """Return what stands in the symbol of a loop."""
    letter = polarity_of(map_.links[i].polarity for i in loop.links).letter
    numbers = [number for under, number in loop.numbers if under == letter]
    return " ".join(f"{letter}{numbers[-1] if numbers else ''} {loop.name}".split())


def middle_of(places: Mapping[str, Point]) -> Point:
    """Return where the symbol of the loop through these names lies, in the order of travel.

    Loops through the same variables have one middle: a few units that follow from the order of
    the names keep their symbols apart.
    """
    keys = [folded(name) for name in places]
    first = keys.index(min(keys))
    mark = crc32("\n".join([*keys[first:], *keys[:first]]).encode("utf-8", "replace"))
    x, y = (sum(at[axis] for at in places.values()) / len(places) for axis in (0, 1))
    return x + mark % 9 - 4, y + mark // 9 % 9 - 4
