"""The map as it was."""

from collections.abc import Sequence

from systemsmap.model.history import Step
from systemsmap.model.systems_map import SystemsMap


def map_after(steps: Sequence[Step], number: int, present: SystemsMap) -> SystemsMap:
    """Return the map after the first `number` of these steps; `present` is it after them all.

    Later steps are taken back one by one, so what the program noted (numbers of loops) stays.
    """
    return map_between(steps, present, len(steps), number)


def map_between(steps: Sequence[Step], map_: SystemsMap, now: int, then: int) -> SystemsMap:
    """Return the map after `then` steps; `map_` is it after `now` of them, earlier or later."""
    for at in range(now - 1, then - 1, -1):
        map_ = steps[at].change.off(map_).applied_to(map_)
    for at in range(now, then):
        map_ = steps[at].change.onto(map_).applied_to(map_)
    return map_
