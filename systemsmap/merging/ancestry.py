"""Where copies of a map come from: the latest state that all of them have been in.

Every state of a map has a name of its own, which a copy carries on. A copy that took another in
knows the state of the other too: what was merged once is not merged again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from systemsmap.model.systems_map import SystemsMap


@dataclass(frozen=True, slots=True)
class Past:
    """The states of a copy, oldest first, and the map in each of them, by its place.

    `took_in` are the states of other copies that it took in, by the place of the state in which
    they were there. A copy without a history has one state, that of the present.
    """

    states: Sequence[str]
    map_at: Callable[[int], SystemsMap]
    took_in: Mapping[int, Iterable[str]] = field(default_factory=dict)

    def known(self) -> dict[str, int]:
        """Return every state this copy has been in or took in, and since which place."""
        taken = {id_: place for place, ids in sorted(self.took_in.items()) for id_ in ids}
        return taken | {id_: place for place, id_ in enumerate(self.states)}


def common_ancestor(pasts: Sequence[Past]) -> SystemsMap | None:
    """Return the map all copies began with, or None for groups that began apart.

    Of several it is the latest; of several pasts that have it the first is asked.
    """
    known = [past.known() for past in pasts]
    if not known:
        return None
    own = {id_ for past in pasts for id_ in past.states}
    common = [id_ for id_ in known[0] if id_ in own and all(id_ in one for one in known)]
    if not common:
        return None
    latest = max(common, key=lambda id_: _lateness(id_, known))
    past = next(past for past in pasts if latest in past.states)
    return past.map_at(list(past.states).index(latest))


def _lateness(id_: str, known: Sequence[Mapping[str, int]]) -> tuple[int, int, str]:
    places = [one[id_] for one in known]
    return min(places), max(places), id_
