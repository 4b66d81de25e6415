"""The steps of a story as pictures, each a page of the size of a screen."""

import re
from collections.abc import Iterator, Sequence

from systemsmap.analysis.register import ListedLoop
from systemsmap.analysis.telling import name_of, story_of, told
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.picture import Picture
from systemsmap.rendering.slide import SCREEN, Screen, slide
from systemsmap.rendering.theme import PRINT, Theme

_NOT_IN_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 60


def pages(
    map_: SystemsMap, loops: Sequence[ListedLoop], type_size: float, theme: Theme = PRINT
) -> Iterator[tuple[str, Picture]]:
    """Yield for each step a name for its file, without a suffix, and its picture.

    `type_size` is in pixels of a screen of 1,080 lines.
    """
    screen = Screen(SCREEN, type_size, theme)
    steps = story_of(map_, loops)
    digits = max(2, len(str(len(steps))))
    for number, step in enumerate(steps, 1):
        words = _NOT_IN_NAME.sub(" ", name_of(map_, loops, step))
        name = " ".join(words.split())[:_LONGEST].strip(" .")
        yield f"{number:0{digits}} {name}", slide(map_, told(map_, loops, step), screen)
