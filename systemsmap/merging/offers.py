"""Variables of different copies whose names are the same, or nearly so: may be one thing."""

from collections.abc import Iterable, Mapping

from systemsmap.analysis.near_names import near_names
from systemsmap.analysis.reading import quoted
from systemsmap.merging.groups import Groups
from systemsmap.merging.questions import Choices, Offer
from systemsmap.merging.sides import Sides
from systemsmap.merging.texts import same_name


def offers_of(sides: Sides, gone: frozenset[str], choices: Choices) -> tuple[Offer, ...]:
    """Return pairs that no copy has together: who saw both would have made them one.

    Names that are equal but for case and spaces are joined unless somebody says no; but two of
    one copy are never joined by way of a third without a word.
    """
    names, holders = _variables(sides, gone)
    near = [(a, b) for a, b in near_names(names, holders) if not holders[a] & holders[b]]
    pairs = sorted(near, key=lambda pair: not same_name(names[pair[0]], names[pair[1]]))
    groups = Groups(holders)
    return tuple(_offer(pair, names, groups, choices) for pair in pairs)


def _variables(
    sides: Sides, gone: frozenset[str]
) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    names: dict[str, str] = {}
    holders: dict[str, frozenset[str]] = {}
    for copy in sides.copies:
        for variable in copy.map_.variables.values():
            if variable.id not in gone:
                names.setdefault(variable.id, variable.name)
                held = holders.get(variable.id, frozenset())
                holders[variable.id] = held | {copy.name}
    return names, holders


def _offer(
    pair: tuple[str, str], names: Mapping[str, str], groups: Groups, choices: Choices
) -> Offer:
    one, other = pair
    id_ = "same:" + "+".join(sorted(pair))
    same = same_name(names[one], names[other])
    default = same and groups.may_join(one, other)
    joined = choices.same.get(id_, default)
    if joined:
        groups.join(one, other)
    return Offer(id_, one, other, _sentence(names[one], names[other]), default, joined)


def _sentence(one: str, other: str) -> str:
    if same_name(one, other):
        return f"{quoted(one)} is in both; is it one variable?"
    return f"{quoted(one)} and {quoted(other)} may be one variable under two names."


def partners(offers: Iterable[Offer], order: Mapping[str, object]) -> dict[str, str]:
    """Return for each variable that becomes one with others the one that stands for them all.

    That is the first of them in `order`.
    """
    groups = Groups({})
    for offer in offers:
        if offer.joined:
            groups.join(offer.one, offer.other)
    rank = {id_: place for place, id_ in enumerate(order)}
    return groups.standing_for(lambda id_: rank[id_])
