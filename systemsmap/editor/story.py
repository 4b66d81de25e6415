"""The story as it is changed by hand. Until somebody does, it is made from the loops."""

from collections.abc import Collection, Sequence

from systemsmap.analysis.telling import made_story, story_of
from systemsmap.editor.editor import Editor
from systemsmap.model import edits
from systemsmap.model.identity import fresh_id
from systemsmap.model.records import Shown, StoryStep


def steps(e: Editor) -> tuple[StoryStep, ...]:
    """Return the steps that would be told now."""
    return story_of(e.map, e.loops)


def is_made(e: Editor) -> bool:
    """Tell whether the story still follows the loops, with nothing of it in the map."""
    return not e.map.steps


def add(e: Editor, after: str | None = None) -> str:
    """Put what is selected into the story, after a step or at the end; return the new step.

    A loop, a note, or variables and links; the whole map where nothing is selected.
    """
    new = StoryStep(fresh_id(), 0, *_chosen(e))
    told = list(steps(e))
    at = next((n + 1 for n, step in enumerate(told) if step.id == after), len(told))
    told.insert(at, new)
    _keep(e, told, "Add to the story")
    return new.id


def _chosen(e: Editor) -> tuple[Shown, tuple[str, ...]]:
    loop = e.selected_loop
    if loop and not loop.broken:
        return Shown.LOOP, loop.links
    notes = [i for i in e.map.notes if i in e.selection]
    pieces = (*(v.id for v in e.selected_variables), *e.selected_links)
    if notes and not pieces:
        return Shown.NOTE, (notes[0],)
    return (Shown.SELECTION, pieces) if pieces else (Shown.MAP, ())


def move(e: Editor, ids: Collection[str], by: int) -> None:
    """Tell these steps one earlier (-1) or later (1)."""
    told = list(steps(e))
    order = range(len(told)) if by < 0 else range(len(told) - 1, -1, -1)
    for at in order:
        there = at + by
        if told[at].id in ids and 0 <= there < len(told) and told[there].id not in ids:
            told[at], told[there] = told[there], told[at]
    _keep(e, told, "Change the order of the story")


def remove(e: Editor, ids: Collection[str]) -> None:
    """Leave these steps out of the story."""
    _keep(e, [step for step in steps(e) if step.id not in ids], "Leave out of the story")


def say(e: Editor, id_: str, words: str) -> None:
    """Write what is said at a step."""
    told = steps(e)
    if any(step.id == id_ and step.words == words.strip() for step in told):
        return
    change = edits.write_story(e.map, told)
    written = change.applied_to(e.map)
    if id_ not in written.steps:
        return
    change = change.then(edits.say_at_step(written, id_, words))
    e.document.commit(change, "Write what is said", ("say at step", id_))


def make_anew(e: Editor) -> None:
    """Make the story from the loops again, in place of what there is."""
    _keep(e, made_story(e.map, e.loops), "Make the story from the loops")


def _keep(e: Editor, told: Sequence[StoryStep], label: str) -> None:
    e.document.commit(edits.write_story(e.map, told), label)
