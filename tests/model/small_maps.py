"""Small maps that the tests of the model begin with."""

from systemsmap.model.identity import loop_id
from systemsmap.model.records import Link, NamedLoop, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap, map_of


def births() -> SystemsMap:
    """Births and population feed each other; deaths hold population back. Note beside them."""
    return map_of(
        (
            Variable("births", "Births", 0, 0),
            Variable("people", "Population", 100, 0),
            Variable("deaths", "Deaths", 200, 0),
            Link("bp", "births", "people", Polarity.POSITIVE),
            Link("pb", "people", "births", Polarity.POSITIVE),
            Link("pd", "people", "deaths", Polarity.POSITIVE),
            Link("dp", "deaths", "people", Polarity.NEGATIVE),
            Note("said", "Seen from the ward", 0, 120),
        )
    )


def growth(map_: SystemsMap, **fields: object) -> NamedLoop:
    """Return what is remembered of the loop of births and population."""
    links = ("bp", "pb")
    assert map_.links.keys() >= set(links)
    return NamedLoop(loop_id(links), links, (("R", 1),), **fields)  # type: ignore[arg-type]


def births_told() -> SystemsMap:
    """Return the same map with its growth named."""
    map_ = births()
    return map_of((*map_.records(), growth(map_, name="Growth", story="It feeds itself.")))
