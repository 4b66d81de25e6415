"""What differs around the picture: what the map is about, its tray, its story, declined links."""

from collections.abc import Iterator, Mapping

from systemsmap.analysis.comparing.difference import About, Difference, What
from systemsmap.analysis.comparing.telling import renamed, reworded
from systemsmap.analysis.reading import quoted
from systemsmap.model.edits.declined import declined
from systemsmap.model.records import INFO_ID, MapInfo, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap

_TEXTS = (
    ("description", "the description of the map"),
    ("author", "the author of the map"),
    ("organisation", "the organisation of the map"),
)
_STEPS = {
    Shown.LOOP: "a loop",
    Shown.SELECTION: "a selection",
    Shown.NOTE: "a note",
    Shown.MAP: "the whole map",
}


def info(was: MapInfo, is_: MapInfo) -> Iterator[Difference]:
    """Yield what differs in what the map says of itself."""
    if was.title != is_.title:
        words = f"The map is called {quoted(is_.title)} now"
        words += f"; it was {quoted(was.title)}." if was.title else "."
        if not is_.title:
            words = f"The map has no title any more; it was {quoted(was.title)}."
        yield Difference(What.RENAMED, About.MAP, INFO_ID, words, was.title, is_.title)
    if was.question != is_.question:
        words = f"The question in focus is {quoted(is_.question)} now"
        words += f"; it was {quoted(was.question)}." if was.question else "."
        if not is_.question:
            words = f"The question in focus was taken out; it was {quoted(was.question)}."
        yield Difference(What.REWORDED, About.MAP, INFO_ID, words, was.question, is_.question)
    for field, words in _TEXTS:
        before, now = getattr(was, field), getattr(is_, field)
        if before != now:
            yield reworded(About.MAP, INFO_ID, words, before, now)


def not_linked(old: SystemsMap, new: SystemsMap, ids: Mapping[str, str]) -> Iterator[Difference]:
    """Yield which links the room said are not there; `ids`: which of the older became what."""
    before = {(ids.get(a, a), ids.get(b, b)) for a, b in declined(old)}
    now = declined(new)
    for pairs, words in (
        (sorted(now - before), "{a} does not affect {b}: the room said so."),
        (sorted(before - now), "That {a} does not affect {b} is not said any more."),
    ):
        for cause, effect in pairs:
            if cause in new.variables and effect in new.variables:
                a, b = (quoted(new.variables[i].name) for i in (cause, effect))
                yield Difference(What.DECLINED, About.MAP, cause, words.format(a=a, b=b))


def cards(old: SystemsMap, new: SystemsMap) -> Iterator[Difference]:
    """Yield what differs in the tray."""
    drawn = {quoted(v.name) for i, v in new.variables.items() if i not in old.variables}
    for id_, is_ in new.cards.items():
        was, name = old.cards.get(id_), quoted(is_.name)
        if was is None:
            words = f"{name} waits in the tray."
            yield Difference(What.ADDED, About.CARD, id_, words, "", is_.name)
            continue
        if was.name != is_.name:
            words = renamed(is_, was.name)
            yield Difference(What.RENAMED, About.CARD, id_, words, was.name, is_.name)
        if was.note != is_.note:
            note = f"the note of {name} in the tray"
            yield reworded(About.CARD, id_, note, was.note, is_.note)
    for id_, was in old.cards.items():
        if id_ not in new.cards:
            name = quoted(was.name)
            where = "it is on the map" if name in drawn else "it is not on the map"
            words = f"{name} waits in the tray no longer; {where}."
            yield Difference(What.REMOVED, About.CARD, id_, words, was.name)


def story(old: SystemsMap, new: SystemsMap) -> Iterator[Difference]:
    """Yield what differs in the steps of the story."""
    step_ = About.STEP
    for place, is_ in enumerate(new.story, 1):
        was = old.steps.get(is_.id)
        called = f"step {place} of the story"
        if was is None:
            words = f"{called.capitalize()}, which shows {_STEPS[is_.shown]}, is new."
            yield Difference(What.ADDED, step_, is_.id, words, "", is_.words)
            continue
        if was.words != is_.words:
            yield reworded(step_, is_.id, f"what is said at {called}", was.words, is_.words)
        if (was.shown, was.ids) != (is_.shown, is_.ids):
            words = f"{called.capitalize()} shows something else."
            yield Difference(What.SHOWN, step_, is_.id, words)
    for place, was in enumerate(old.story, 1):
        if was.id not in new.steps:
            words = f"Step {place} of the story, which showed {_STEPS[was.shown]}, is gone."
            yield Difference(What.REMOVED, step_, was.id, words, was.words)
    if _order(old.story, new) != _order(new.story, old):
        words = "The story is told in another order."
        yield Difference(What.ORDERED, step_, INFO_ID, words)


def _order(steps: tuple[StoryStep, ...], other: SystemsMap) -> list[str]:
    return [step.id for step in steps if step.id in other.steps]
