"""A map for people who were not there: its picture, and beside it all of it in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from systemsmap.analysis.outline import as_text, outline
from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.telling import name_of, story_of, told
from systemsmap.interchange.picture_of import in_words
from systemsmap.interchange.svg import svg_of
from systemsmap.model.records import MapInfo
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.picture import PictureOptions, picture
from systemsmap.rendering.theme import PRINT

WORDS = " in words.txt"
"""How the name of the text ends: a plain .txt would be taken for statements to draw from."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The SVG picture, with this map inside it, and the text in UTF-8."""

    picture: bytes
    words: bytes


def publication(map_: SystemsMap, loops: tuple[ListedLoop, ...], day: date) -> Publication:
    """Return what is published of a map on this day; leave out first what is not to be in it."""
    shown = in_words(day)
    drawn = picture(compose(map_, PRINT, loops), PictureOptions(date=shown))
    text = "\n".join(_lines(map_, loops, shown)) + "\n"
    return Publication(svg_of(drawn, map_), text.encode("utf-8", "replace"))


def _lines(map_: SystemsMap, loops: Sequence[ListedLoop], day: str) -> Iterator[str]:
    yield from _head(map_.info, day)
    yield from ("", "The story", "")
    for number, step in enumerate(story_of(map_, loops), 1):
        yield f"{number}. {name_of(map_, loops, step)}"
        yield from (f"   {words}" for words in told(map_, loops, step).says)
        yield ""
    yield from ("The map", "", as_text(outline(map_, loops)))


def _head(info: MapInfo, day: str) -> Iterator[str]:
    yield " ".join(info.title.split()) or "A causal loop map"
    yield ", ".join(part for part in (info.author, info.organisation, day) if part)
    for words in (info.question, info.description):
        if words.strip():
            yield from ("", words.strip())
