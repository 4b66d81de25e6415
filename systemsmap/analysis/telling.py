"""The story of a map: which pictures are shown one after the other, and what is said under each.

Where nobody wrote one it is made from the loops: each asks the room to take in as little new as
possible, and the whole map comes last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from systemsmap.analysis.reading import read_link, read_loop
from systemsmap.analysis.register import ListedLoop
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap

MOST = 60
"""Loops of a map that nobody named: more would not be told one by one."""
_FEW = 3
_GONE = "Part of what this step showed is no longer on the map."


@dataclass(frozen=True, slots=True)
class Told:
    """What is shown and said at a step.

    `variables` in the order in which they go round, with the `links` between them and the
    `loops` whose badges are seen. `says` are paragraphs, the group's words first.
    """

    step: StoryStep
    heading: str
    says: tuple[str, ...]
    variables: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    loops: tuple[ListedLoop, ...] = ()


def story_of(map_: SystemsMap, loops: Iterable[ListedLoop]) -> tuple[StoryStep, ...]:
    """Return the steps of the map's story, or those made from the loops where there are none."""
    return map_.story or made_story(map_, loops)


def made_story(map_: SystemsMap, loops: Iterable[ListedLoop]) -> tuple[StoryStep, ...]:
    """Return a step for each loop to tell, and one for the whole map."""
    steps = [StoryStep(f"step-{x.id}", 0, Shown.LOOP, x.links) for x in telling_order(loops)]
    if map_.variables:
        steps.append(StoryStep("step-map", 0, Shown.MAP))
    return tuple(steps)


def telling_order(loops: Iterable[ListedLoop]) -> tuple[ListedLoop, ...]:
    """Return the loops to tell, each adding the fewest variables to those told before.

    Those that were named or pinned, when there are any: the group has chosen. Of equals the
    shorter comes first, then the one listed first.
    """
    standing = [loop for loop in loops if not loop.broken and not loop.hidden]
    chosen = [loop for loop in standing if loop.name or loop.pinned] or standing[:MOST]
    told: list[ListedLoop] = []
    known: set[str] = set()
    left = dict(enumerate(chosen))
    while left:
        at = min(left, key=lambda n: (len(set(left[n].variables) - known), len(left[n].links), n))
        told.append(left.pop(at))
        known |= set(told[-1].variables)
    return tuple(told)


def told(map_: SystemsMap, loops: Sequence[ListedLoop], step: StoryStep) -> Told:
    """Return what a step shows of this map and says about it."""
    match step.shown:
        case Shown.LOOP:
            return _loop(map_, loops, step)
        case Shown.NOTE:
            note = next((map_.notes[i] for i in step.ids if i in map_.notes), None)
            return Told(step, "", _said(step, note.text if note else _GONE))
        case Shown.MAP:
            seen = tuple(loop for loop in loops if not loop.broken)
            words = _said(step, map_.info.question)
            return Told(step, map_.info.title, words, (*map_.variables,), (*map_.links,), seen)
        case Shown.SELECTION:
            return _selection(map_, step)


def name_of(map_: SystemsMap, loops: Sequence[ListedLoop], step: StoryStep) -> str:
    """Return what a step is called in a list."""
    if step.shown is Shown.MAP:
        return "The whole map"
    seen = told(map_, loops, step)
    if step.shown is Shown.NOTE:
        return " ".join(seen.says).split("\n", 1)[0][:60] or "A note"
    if seen.heading:
        return seen.heading
    names = [" ".join(map_.variables[i].name.split()) for i in seen.variables]
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more or "Nothing left to show"


def _loop(map_: SystemsMap, loops: Sequence[ListedLoop], step: StoryStep) -> Told:
    id_ = loop_id(step.ids)
    listed = next((loop for loop in loops if loop.id == id_ and not loop.broken), None)
    if listed is None:
        left = [map_.links[i] for i in step.ids if i in map_.links]
        variables = dict.fromkeys(end for k in left for end in (k.source, k.target))
        links = tuple(k.id for k in left)
        return Told(step, "", _said(step, _GONE), tuple(variables), links)
    heading = f"{listed.label}  {listed.name}" if listed.name else listed.label
    ours = read_loop(map_, listed)[-1]
    words = step.words or listed.story
    says = (*_paragraphs(words), ours)
    return Told(step, heading, says, listed.variables, listed.links, (listed,))


def _selection(map_: SystemsMap, step: StoryStep) -> Told:
    links = [map_.links[i] for i in step.ids if i in map_.links]
    variables = [i for i in step.ids if i in map_.variables]
    if not links:
        inside = set(variables)
        links = [k for k in map_.links.values() if {k.source, k.target} <= inside]
    variables += [end for k in links for end in (k.source, k.target)]
    few = links if len(links) <= _FEW else []
    ours = " ".join(read_link(map_, link) for link in few)
    shown = tuple(dict.fromkeys(variables))
    says = _said(step, ours if shown else _GONE)
    return Told(step, "", says, shown, tuple(k.id for k in links))


def _said(step: StoryStep, instead: str) -> tuple[str, ...]:
    return _paragraphs(step.words or instead)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in words.splitlines() if line.strip())
