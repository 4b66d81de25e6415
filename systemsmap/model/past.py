"""The map as it was."""

from collections.abc import Sequence

from systemsmap.model.history import Step
from systemsmap.model.systems_map import SystemsMap


def map_after(steps: Sequence[Step], number: int, present: SystemsMap) -> SystemsMap:
    """Return the map after the first `number` of these steps; `present` is it after them all.

    Later steps are taken back one by one, so what the program noted (numbers of loops) stays.
    """
    map_ = present
    for at in range(len(steps) - 1, number - 1, -1):
        map_ = steps[at].change.off(map_).applied_to(map_)
    return map_
