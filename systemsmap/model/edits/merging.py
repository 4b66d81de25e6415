"""Two variables that turn out to be one and the same."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from systemsmap.model.change import Change, changed
from systemsmap.model.edits.error import EditError
from systemsmap.model.edits.loops import loops_losing
from systemsmap.model.edits.tray import card_of
from systemsmap.model.edits.variables import variable_of
from systemsmap.model.records import Card, Evidence, Link, Polarity, StoryStep, Variable
from systemsmap.model.systems_map import SystemsMap


def merge(map_: SystemsMap, id_: str, into: str) -> Change:
    """Make one of two: `into` keeps its name and takes notes and links of the other over.

    Either may be a card, but a variable does not go back into the tray. Raises EditError when
    the two are not two, or one of them is gone.
    """
    if id_ == into:
        raise EditError("These are the same already.")
    if id_ in map_.cards:
        one: Card | Variable = map_.cards[id_]
        whole = map_.cards.get(into) or variable_of(map_, into)
        return changed(map_, replace(whole, note=_both_notes(whole, one)), removed=[id_])
    if into in map_.cards:
        return _first_placed(map_, id_, into)
    gone, kept = variable_of(map_, id_), variable_of(map_, into)
    links, lost = _links(map_, id_, into)
    merged = replace(kept, note=_both_notes(kept, gone), kind=kept.kind or gone.kind)
    return changed(
        map_,
        merged,
        *links,
        *loops_losing(map_, lost),
        *_steps(map_, id_, into),
        removed=[id_, *sorted(lost)],
    )


def _first_placed(map_: SystemsMap, id_: str, card: str) -> Change:
    """Merge a variable with a card: it stays where it is and takes the card's name over."""
    variable, name = variable_of(map_, id_), card_of(map_, card).name
    note = _both_notes(map_.cards[card], variable)
    return changed(map_, replace(variable, name=name, note=note), removed=[card])


def _both_notes(kept: Card | Variable, gone: Card | Variable) -> str:
    """Return both notes, and the name that is given up if it says it in other words."""
    told = [kept.note.strip()]
    if gone.name.casefold().split() != kept.name.casefold().split():
        told.append(f"Also called “{' '.join(gone.name.split())}”.")
    if gone.note.strip() not in told:
        told.append(gone.note.strip())
    return "\n".join(line for line in told if line)


def _links(map_: SystemsMap, id_: str, into: str) -> tuple[list[Link], set[str]]:
    """Return the links as they are afterwards, and the ids of those that there is no more."""
    links: dict[tuple[str, str], Link] = {}
    lost: set[str] = set()
    for link_id in map_.links_at.get(id_, ()):
        link = map_.links[link_id]
        ends = tuple(into if end == id_ else end for end in (link.source, link.target))
        pair = (ends[0], ends[1])
        if link.source != link.target and pair == (into, into):
            lost.add(link_id)  # what led from one to the other
            continue
        there = links.get(pair) or map_.links.get(map_.link_between.get(pair, ""))
        if there is None:
            links[pair] = replace(link, source=pair[0], target=pair[1])
        else:
            links[pair] = _as_one(there, link)
            lost.add(link_id)
    return list(links.values()), lost


def _as_one(kept: Link, gone: Link) -> Link:
    """Return two links between the same variables as one; opposite signs become mixed."""
    signs = {kept.polarity, gone.polarity} - {Polarity.UNDECIDED}
    sign = signs.pop() if len(signs) == 1 else Polarity.MIXED if signs else kept.polarity
    levels = list(Evidence)
    return replace(
        kept,
        polarity=sign,
        delayed=kept.delayed or gone.delayed,
        evidence=min(kept.evidence, gone.evidence, key=levels.index),
        rationale=_joined(kept.rationale, gone.rationale),
        reference=_joined(kept.reference, gone.reference),
        note=_joined(kept.note, gone.note),
    )


def _joined(*texts: str) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text.strip()))


def _steps(map_: SystemsMap, id_: str, into: str) -> Iterator[StoryStep]:
    """Yield the steps of the story that show the one that is given up."""
    for step in map_.steps.values():
        if id_ in step.ids:
            yield replace(step, ids=_renamed(step.ids, id_, into))


def _renamed(ids: Iterable[str], id_: str, into: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(into if one == id_ else one for one in ids))
