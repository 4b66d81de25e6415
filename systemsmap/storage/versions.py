"""Old history packed into versions: what lies between two moments worth keeping is one step.

Kept are moments that were given a name or exported, the end of each sitting, and the present.
Undo then goes from version to version, and the names lead to the maps they were given to.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from systemsmap.model.change import Change, replaced
from systemsmap.model.history import Doing, Step
from systemsmap.model.past import map_between
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.kept_history import KeptHistory


def versions_only(
    start: str, steps: Sequence[Step], present: SystemsMap, kept: Collection[int]
) -> KeptHistory:
    """Return a history that has only the versions after these numbers of steps, and the present.

    `start` names the state before the first step; `present` is the map after all of them. The
    marks that speak of what is kept are kept too.
    """
    numbers = sorted({n for n in kept if 0 < n < len(steps)} | {len(steps)})
    maps = _maps(steps, present, [0, *numbers])
    history = KeptHistory(start)
    states = {start, ""}
    for (before, after), (then, number) in zip(
        pairwise(maps), pairwise([0, *numbers]), strict=True
    ):
        last = _last(steps, then, number)
        change = replaced(before, after)
        if last is not None and change:
            version = Step(_called(steps, then, number), change, Doing.DONE, len(history))
            version = replace(version, made=last.made, role=last.role, id=last.id)
            history = history.with_step(version)
            states.add(last.id)
        for mark in steps[then:number]:
            if mark.doing.is_mark and set(mark.about) <= states:
                history = history.with_step(replace(mark, change=Change(), top=_top(history)))
    return history.put_away()


def _top(history: KeptHistory) -> int:
    return history[-1].top if len(history) else -1


def _maps(steps: Sequence[Step], present: SystemsMap, numbers: list[int]) -> list[SystemsMap]:
    """Return the map after each of these numbers of steps."""
    map_, now, found = present, len(steps), []
    for number in reversed(numbers):
        map_ = map_between(steps, map_, now, number)
        now = number
        found.append(map_)
    return found[::-1]


def _last(steps: Sequence[Step], then: int, number: int) -> Step | None:
    """Return the step that made the version: the last that is no mark."""
    done = (steps[at] for at in range(number - 1, then - 1, -1))
    return next((step for step in done if not step.doing.is_mark), None)


def _called(steps: Sequence[Step], then: int, number: int) -> str:
    done = [step for step in steps[then:number] if not step.doing.is_mark]
    return done[0].label if len(done) == 1 else f"{len(done):,} steps"
