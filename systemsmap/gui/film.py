"""A film strip: a series of pictures of how a map grew, all of one frame, so that they overlie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from systemsmap.analysis.reading import so_many
from systemsmap.editor.looking_back import standing_loops
from systemsmap.editor.moments import Moment, told_day, told_time
from systemsmap.gui.places import file_name
from systemsmap.gui.story_export import new_folder
from systemsmap.interchange.delivery import deliver
from systemsmap.interchange.svg import svg_of
from systemsmap.model.change import replaced
from systemsmap.model.history import Step
from systemsmap.model.past import map_after, map_between
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.drawing import Bounds, united
from systemsmap.rendering.picture import Picture, PictureOptions, picture
from systemsmap.rendering.theme import PRINT

FEW = 40
"""Pictures in a strip that is evenly spaced."""


@dataclass(frozen=True, slots=True)
class Film:
    """A history and the moments of it that are to be seen; `present` is the map after all."""

    steps: Sequence[Step]
    present: SystemsMap
    moments: tuple[Moment, ...]


def strips(moments: Sequence[Moment]) -> dict[str, tuple[Moment, ...]]:
    """Return which strips can be made of these moments, by what they are called."""
    named = tuple(one for one in moments if one.name)
    every = max(1, -(-(len(moments) - 1) // (FEW - 1)))
    spaced = (*moments[:-1:every], moments[-1])
    made = {
        f"Moments with a name ({len(named):,})": named,
        f"Evenly spaced ({len(spaced):,})": spaced,
        f"Every step ({len(moments):,})": tuple(moments),
    }
    few = {f"Evenly spaced ({len(spaced):,})": spaced} if len(spaced) == len(moments) else {}
    return {words: some for words, some in made.items() if some and words not in few}


def write_film(film: Film, place: Path) -> str:
    """Write the pictures into a new folder and return a sentence on that. Raises OSError."""
    frame = united(composition.bounds for _, composition in _compositions(film))
    page = united(_picture(*seen, frame).bounds for seen in _compositions(film))
    folder = new_folder(place, f"{file_name(film.present.info.title, 'Map')} film")
    for number, (moment, composition) in enumerate(_compositions(film), 1):
        drawn = replace(_picture(moment, composition, frame), bounds=page)
        content = svg_of(drawn, composition.map)
        words = file_name(_called(moment), "Moment")
        deliver(folder / f"{number:03} {words}.svg", content, overwrite=False)
    return f"{so_many(len(film.moments), 'picture')} in the folder “{folder.name}”."


def _picture(moment: Moment, composition: Composition, frame: Bounds) -> Picture:
    when = f"{told_day(moment.made)}, {told_time(moment.made)}" if moment.made else ""
    return picture(composition, PictureOptions(_called(moment), when, frame=frame))


def _called(moment: Moment) -> str:
    what = f"{moment.label}: {moment.subject}" if moment.subject else moment.label
    return moment.name or what


def _compositions(film: Film) -> Iterator[tuple[Moment, Composition]]:
    """Yield how the map looked at each moment; each made from the one before, so arcs stay."""
    first = film.moments[0].number
    map_ = map_after(film.steps, first, film.present)
    composition = compose(map_, PRINT)
    for moment in film.moments:
        new = map_between(film.steps, map_, first, moment.number)
        change = replaced(map_, new)
        if change:
            composition = composition.after(new, change)[0].settled()[0]
        composition = composition.with_loops(standing_loops(new))[0]
        yield moment, composition
        map_, first = new, moment.number
