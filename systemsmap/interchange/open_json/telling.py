"""JSON objects to the cards of the tray and the steps of the story."""

from collections.abc import Iterator

from systemsmap.interchange import limits
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.open_json.fields import Fields
from systemsmap.interchange.open_json.identities import Identities
from systemsmap.interchange.open_json.records import name_of
from systemsmap.model.records import Card, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap

_SHOWN = {shown.value: shown for shown in Shown}


def cards_of(raw: list[object], identities: Identities, losses: Losses) -> Iterator[Card]:
    """Yield the cards of a file in its order. Raises ImportTrouble."""
    for number, entry in enumerate(raw, 1):
        fields = Fields(entry, f"card {number}", losses)
        name = name_of(fields)
        id_ = identities.of(fields.id(), fields.what, "card", name)
        yield Card(id_, name, fields.text("note"), fields.extra())


def steps_of(
    raw: list[object], map_: SystemsMap, identities: Identities, losses: Losses
) -> Iterator[StoryStep]:
    """Yield the steps of a file in its order, but for those of which nothing is on the map.

    Raises ImportTrouble.
    """
    for place, entry in enumerate(raw):
        fields = Fields(entry, f"step {place + 1}", losses)
        shown = _SHOWN.get(fields.text("shows", limits.LABEL))
        ids = fields.texts("ids", limits.LINKS)
        words = fields.text("words")
        known = any(map_.get(id_) is not None for id_ in ids)
        if shown is None or (shown is not Shown.MAP and not known):
            losses.add(
                "Left out of the story, nothing it shows is on the map", words or fields.what
            )
            continue
        id_ = identities.of(fields.id(), fields.what, "step", str(place))
        yield StoryStep(id_, place, shown, ids, words, fields.extra())
