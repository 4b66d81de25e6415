"""Things worth a second look, in soft words: for a quiet moment after the story has been told.

The rules come from practice: signs and names after Kim (Guidelines for drawing causal loop
diagrams, 1992), kinds of variable after Seddon (demand that failure causes, and measures that
steer while nobody looks at the purpose). Nothing here is ever forced on anybody.
"""

from collections.abc import Callable, Iterator

from systemsmap.analysis.finding import Finding
from systemsmap.analysis.naming import names_to_reconsider
from systemsmap.analysis.near_names import near_duplicates
from systemsmap.analysis.reading import arrow, joined, quoted
from systemsmap.model.records import Kind, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

SHOWN = 3
"""How many records a sentence names before it only counts the rest."""


def check(map_: SystemsMap) -> tuple[Finding, ...]:
    """Return everything worth a second look, in the order of the table of checks."""
    return tuple(finding for run in CHECKS for finding in run(map_))


def _open_signs(map_: SystemsMap) -> Iterator[Finding]:
    links = [k for k in map_.links.values() if k.polarity is Polarity.UNDECIDED]
    if links:
        has = "link has" if len(links) == 1 else "links have"
        told = _some([arrow(map_, k) for k in links])
        sentence = f"{len(links):,} {has} no sign yet: {told}."
        yield Finding("open-signs", sentence, tuple(k.id for k in links))


def _on_no_link(map_: SystemsMap) -> Iterator[Finding]:
    lone = [v for i, v in map_.variables.items() if i not in map_.links_at]
    if lone:
        is_ = "is" if len(lone) == 1 else "are"
        yield _about(lone, "on-no-link", f"{{}} {is_} on no link yet.")


def _islands(map_: SystemsMap) -> Iterator[Finding]:
    """Yield one finding when the linked variables fall into pieces; it points at the smaller."""
    pieces = sorted(_pieces(map_), key=len, reverse=True)
    if len(pieces) > 1:
        ids = tuple(id_ for piece in pieces[1:] for id_ in piece)
        told = _some([quoted(map_.variables[piece[0]].name) for piece in pieces[1:]])
        sentence = (
            f"The map is in {len(pieces):,} separate pieces: is a link missing from or to {told}?"
        )
        yield Finding("islands", sentence, ids)


def _pieces(map_: SystemsMap) -> Iterator[tuple[str, ...]]:
    """Yield the variables of each piece of the map that hangs together by links."""
    left = dict.fromkeys(i for i in map_.variables if i in map_.links_at)
    while left:
        start = next(iter(left))
        del left[start]
        piece = [start]
        for id_ in piece:  # grows while it is walked
            for link_id in map_.links_at[id_]:
                link = map_.links[link_id]
                other = link.target if link.source == id_ else link.source
                if other in left:
                    del left[other]
                    piece.append(other)
        yield tuple(piece)


def _no_outcome(map_: SystemsMap) -> Iterator[Finding]:
    """Asked only of people who have begun to give kinds."""
    kinds = {v.kind for v in map_.variables.values()} - {None}
    if kinds and Kind.OUTCOME not in kinds:
        yield Finding("no-outcome", "No variable is marked as an outcome yet: what is it all for?")


def _silent_outcomes(map_: SystemsMap) -> Iterator[Finding]:
    silent = [v for v in _of_kind(map_, Kind.OUTCOME) if v.id not in _causes(map_)]
    if silent:
        yield _about(silent, "silent-outcomes", "Nothing on the map responds to {}.")


def _measures_steer_alone(map_: SystemsMap) -> Iterator[Finding]:
    causes, outcomes = _causes(map_), list(_of_kind(map_, Kind.OUTCOME))
    steering = [v for v in _of_kind(map_, Kind.MEASURE) if v.id in causes]
    if steering and outcomes and not any(v.id in causes for v in outcomes):
        steers = "steers" if len(steering) == 1 else "steer"
        sentence = f"{{}} {steers} what is done, while no outcome does."
        yield _about(steering, "measures-steer-alone", sentence)


def _failure_without_cause(map_: SystemsMap) -> Iterator[Finding]:
    effects = _effects(map_)
    for variable in _of_kind(map_, Kind.FAILURE_DEMAND):
        if variable.id not in effects:
            sentence = "{} is failure demand with no cause on the map: what goes wrong, and whose?"
            yield _about([variable], "failure-without-cause", sentence)


def _untouched_conditions(map_: SystemsMap) -> Iterator[Finding]:
    """Yield conditions inside our boundary that matter here and that nothing here changes."""
    causes, effects = _causes(map_), _effects(map_)
    for variable in _of_kind(map_, Kind.CONDITION):
        if variable.id in causes and variable.id not in effects and not variable.outside:
            sentence = "Nothing on the map changes {}: who or what could?"
            yield _about([variable], "untouched-conditions", sentence)


def _of_kind(map_: SystemsMap, kind: Kind) -> Iterator[Variable]:
    return (v for v in map_.variables.values() if v.kind is kind)


def _causes(map_: SystemsMap) -> set[str]:
    return {k.source for k in map_.links.values() if k.source != k.target}


def _effects(map_: SystemsMap) -> set[str]:
    return {k.target for k in map_.links.values() if k.source != k.target}


def _about(variables: list[Variable], code: str, sentence: str) -> Finding:
    names = _some([quoted(v.name) for v in variables])
    return Finding(code, sentence.format(names), tuple(v.id for v in variables))


def _some(told: list[str]) -> str:
    if len(told) <= SHOWN + 1:
        return joined(told)
    return f"{', '.join(told[:SHOWN])} and {len(told) - SHOWN:,} more"


CHECKS: tuple[Callable[[SystemsMap], Iterator[Finding]], ...] = (
    _open_signs,
    _on_no_link,
    _islands,
    near_duplicates,
    names_to_reconsider,
    _no_outcome,
    _silent_outcomes,
    _measures_steer_alone,
    _failure_without_cause,
    _untouched_conditions,
)
