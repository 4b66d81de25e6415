"""Edits of the story: which pictures of the map are shown one after the other."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.records import Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap


def write_story(map_: SystemsMap, steps: Iterable[StoryStep]) -> Change:
    """Tell these steps in this order, and no others."""
    placed = [replace(step, place=place) for place, step in enumerate(steps)]
    kept = {step.id for step in placed}
    return changed(map_, *placed, removed=[id_ for id_ in map_.steps if id_ not in kept])


def say_at_step(map_: SystemsMap, id_: str, words: str) -> Change:
    """Write what is said at a step. Raises EditError when there is no such step."""
    step = map_.steps.get(id_)
    if step is None:
        raise EditError("This step is no longer in the story.")
    return changed(map_, replace(step, words=words.strip()))


def steps_losing(map_: SystemsMap, gone: Collection[str]) -> Iterator[str]:
    """Yield the ids of steps that would show nothing any more without these records."""
    for step in map_.steps.values():
        if step.shown is not Shown.MAP and any(i in gone for i in step.ids):
            left = [i for i in step.ids if i not in gone and map_.get(i) is not None]
            if not left:
                yield step.id
