"""The whole of a JSON file to a map."""

from dataclasses import replace

from systemsmap.interchange import limits
from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.open_json import FORMAT
from systemsmap.interchange.open_json.ends import Ends
from systemsmap.interchange.open_json.fields import Fields
from systemsmap.interchange.open_json.identities import Identities
from systemsmap.interchange.open_json.loops import loops_of
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.open_json.records import links_of, notes_of, variables_of
from systemsmap.interchange.open_json.telling import cards_of, steps_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import MapInfo
from systemsmap.model.systems_map import SystemsMap

LABELS = ("title", "author", "organisation", "created", "changed")
TEXTS = ("description", "question")


def read(data: bytes) -> Imported:
    """Return the map a JSON file holds. Raises ImportTrouble."""
    losses, cleaner = Losses(), Cleaner()
    raw = cleaner.clean(parse(data))
    if not isinstance(raw, dict) or "variables" not in raw:
        raise ImportTrouble("The file is JSON, but not a map: it lists no variables.")
    fields = Fields(raw, "the map", losses)
    _refuse_newer(fields)
    labels = {key: fields.text(key, limits.LABEL) for key in LABELS}
    info = MapInfo(**labels, **{key: fields.text(key) for key in TEXTS})
    map_, unplaced = _content(fields, info, losses)
    map_ = replace(map_, info=replace(info, extra=fields.extra()))
    return Imported(map_, (*losses.told(), *_told(cleaner)), unplaced)


def _content(fields: Fields, info: MapInfo, losses: Losses) -> tuple[SystemsMap, frozenset[str]]:
    identities = Identities(info.title)
    raw = fields.items("variables", limits.VARIABLES)
    placed = list(variables_of(raw, identities, losses))
    variables = {p.variable.id: p.variable for p in placed}
    ends = Ends(variables.values())
    raw = fields.items("links", limits.LINKS)
    links = {link.id: link for link in links_of(raw, ends, identities, losses)}
    raw = fields.items("notes", limits.NOTES)
    notes = {note.id: note for note in notes_of(raw, identities, losses)}
    drawn = SystemsMap(variables, links, {}, notes)
    raw = fields.items("loops", limits.LOOPS)
    loops = {loop.id: loop for loop in loops_of(raw, drawn, losses)}
    raw = fields.items("tray", limits.VARIABLES)
    cards = {card.id: card for card in cards_of(raw, identities, losses)}
    raw = fields.items("story", limits.STEPS)
    steps = {step.id: step for step in steps_of(raw, drawn, identities, losses)}
    whole = replace(drawn, loops=loops, cards=cards, steps=steps)
    return whole, frozenset(p.variable.id for p in placed if not p.is_placed)


def _refuse_newer(fields: Fields) -> None:
    version = fields.number("systemsmap")
    if version is not None and version > FORMAT:
        raise ImportTrouble("The file was written by a newer systemsmap; please update this one.")


def _told(cleaner: Cleaner) -> tuple[str, ...]:
    told = []
    if cleaner.stripped:
        told.append(f"{cleaner.stripped} control characters were taken out.")
    if cleaner.turned:
        turned = Losses()
        for text in cleaner.turned:
            visible = text.encode("ascii", "backslashreplace").decode()
            turned.add("With characters that turn the direction of reading", visible[:80])
        told.extend(turned.told())
    return tuple(told)
