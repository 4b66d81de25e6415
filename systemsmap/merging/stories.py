"""The steps of the story in one order: where each copy put its own among those of all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from systemsmap.merging.sides import Sides
from systemsmap.model.records import StoryStep


def in_one_order(steps: Mapping[str, StoryStep], sides: Sides) -> dict[str, StoryStep]:
    """Return the steps with places that differ; told as in the copy that alone told it anew."""
    order = _order(steps, sides)
    began = sides.base.story
    for copy in sorted(sides.copies, key=lambda copy: _places(copy.map_.story) == _places(began)):
        if [step.id for step in copy.map_.story] == order:
            return {i: replace(s, place=copy.map_.steps[i].place) for i, s in steps.items()}
    place = {id_: at for at, id_ in enumerate(order)}
    return {id_: replace(step, place=place[id_]) for id_, step in steps.items()}


def _places(story: Sequence[StoryStep]) -> list[tuple[str, int]]:
    return [(step.id, step.place) for step in story]


def _order(steps: Mapping[str, StoryStep], sides: Sides) -> list[str]:
    began = [step.id for step in sides.base.story]
    told = [[step.id for step in copy.map_.story] for copy in sides.copies]
    common = [id_ for id_ in began if id_ in steps]
    for story in told:
        old = [id_ for id_ in story if id_ in common]
        if old != [id_ for id_ in common if id_ in old]:
            common = [*old, *(id_ for id_ in common if id_ not in old)]
            break
    for story in told:
        _put_in(common, [id_ for id_ in story if id_ in steps])
    return common


def _put_in(order: list[str], story: Sequence[str]) -> None:
    """Put what is new in a story behind what it follows there, or before what it comes before."""
    shared = [id_ for id_ in story if id_ in order]
    at = order.index(shared[0]) if shared else len(order)
    for id_ in story:
        if id_ in order:
            at = order.index(id_) + 1
        else:
            order.insert(at, id_)
            at += 1
