"""What differs in variables, links and notes: the things that are drawn."""

from collections.abc import Iterator
from math import hypot

from systemsmap.analysis.comparing.difference import About, Difference, What
from systemsmap.analysis.comparing.telling import SIGNS, link_words, note_words, renamed, reworded
from systemsmap.analysis.reading import quoted
from systemsmap.model.records import Kind, Link, Note, Variable
from systemsmap.model.systems_map import SystemsMap

NEAR = 0.5
"""Map units from which on something stands elsewhere."""

_VARIABLE, _LINK, _NOTE = About.VARIABLE, About.LINK, About.NOTE
_TEXTS = (("rationale", "reason"), ("reference", "source"), ("note", "note"))


def variables(old: SystemsMap, new: SystemsMap) -> Iterator[Difference]:
    """Yield what differs in variables."""
    for id_, is_ in new.variables.items():
        was = old.variables.get(id_)
        if was is None:
            words = f"{quoted(is_.name)} is new."
            yield Difference(What.ADDED, _VARIABLE, id_, words, "", is_.name)
        elif was != is_:
            yield from _variable(was, is_)
    for id_, was in old.variables.items():
        if id_ not in new.variables:
            words = f"{quoted(was.name)} is gone."
            yield Difference(What.REMOVED, _VARIABLE, id_, words, was.name)


def _variable(was: Variable, is_: Variable) -> Iterator[Difference]:
    name = quoted(is_.name)
    if was.name != is_.name:
        words = renamed(is_, was.name)
        if name == quoted(was.name):
            words = f"The lines of {name} are broken elsewhere."
        yield Difference(What.RENAMED, _VARIABLE, is_.id, words, was.name, is_.name)
    if was.outside != is_.outside:
        sides = ("inside", "outside")
        words = f"{name} is {sides[is_.outside]} our boundary now."
        yield Difference(
            What.BOUNDARY, _VARIABLE, is_.id, words, sides[was.outside], sides[is_.outside]
        )
    if was.kind is not is_.kind:
        yield _kind(was, is_)
    if was.note != is_.note:
        yield reworded(_VARIABLE, is_.id, f"the note of {name}", was.note, is_.note)
    if hypot(was.x - is_.x, was.y - is_.y) >= NEAR:
        yield Difference(What.MOVED, _VARIABLE, is_.id, f"{name} was moved.", *_places(was, is_))


def _kind(was: Variable, is_: Variable) -> Difference:
    name, before, now = quoted(is_.name), _label(was.kind), _label(is_.kind)
    if not now:
        words = f"{name} has no kind any more; it was “{before}”."
    elif not before:
        words = f"{name} is of the kind “{now}” now."
    else:
        words = f"{name} is of the kind “{now}” now; it was “{before}”."
    return Difference(What.KIND, _VARIABLE, is_.id, words, before, now)


def _label(kind: Kind | None) -> str:
    return kind.label if kind else ""


def _places(was: Variable | Note, is_: Variable | Note) -> tuple[str, str]:
    return f"{was.x:.0f}, {was.y:.0f}", f"{is_.x:.0f}, {is_.y:.0f}"


def links(old: SystemsMap, new: SystemsMap) -> Iterator[Difference]:
    """Yield what differs in links."""
    for id_, is_ in new.links.items():
        was = old.links.get(id_)
        if was is None:
            words = f"The {link_words(new, is_)} ({_marks(is_)}) is new."
            yield Difference(What.ADDED, _LINK, id_, words, "", _marks(is_))
        elif was != is_:
            yield from _route(old, new, was, is_)
            yield from _claim(new, was, is_)
    for id_, was in old.links.items():
        if id_ not in new.links:
            words = f"The {link_words(old, was)} ({_marks(was)}) is gone."
            yield Difference(What.REMOVED, _LINK, id_, words, _marks(was))


def _marks(link: Link) -> str:
    return f"{SIGNS[link.polarity]}, delayed" if link.delayed else SIGNS[link.polarity]


def _route(old: SystemsMap, new: SystemsMap, was: Link, is_: Link) -> Iterator[Difference]:
    """Yield that a link runs elsewhere, or along another arc."""
    words, before = link_words(new, is_), link_words(old, was)
    is_turned = (was.source, was.target) == (is_.target, is_.source)
    ends = before.removeprefix("link "), words.removeprefix("link ")
    if (was.source, was.target) == (is_.source, is_.target):
        if was.bend != is_.bend:
            bends = tuple("" if b is None else f"{b:g}" for b in (was.bend, is_.bend))
            how = "is bent by the program again" if is_.bend is None else "was bent by hand"
            yield Difference(What.BENT, _LINK, is_.id, f"The {words} {how}.", *bends)
    elif is_turned:
        yield Difference(What.TURNED, _LINK, is_.id, f"The {words} was turned round.", *ends)
    else:
        said = f"The {words} was the {before} before."
        yield Difference(What.REROUTED, _LINK, is_.id, said, *ends)


def _claim(new: SystemsMap, was: Link, is_: Link) -> Iterator[Difference]:
    """Yield what differs in what a link claims, and on what grounds."""
    words = link_words(new, is_)
    if was.polarity is not is_.polarity:
        signs = SIGNS[was.polarity], SIGNS[is_.polarity]
        said = f"The {words} is {signs[1]} now; it was {signs[0]}."
        yield Difference(What.RESIGNED, _LINK, is_.id, said, *signs)
    if was.delayed != is_.delayed:
        said = f"The {words} is {'delayed now' if is_.delayed else 'not delayed any more'}."
        told = tuple("delayed" if k.delayed else "" for k in (was, is_))
        yield Difference(What.DELAYED, _LINK, is_.id, said, *told)
    if was.evidence is not is_.evidence:
        labels = was.evidence.label, is_.evidence.label
        said = f"The {words} rests on “{labels[1]}” now; before on “{labels[0]}”."
        yield Difference(What.EVIDENCE, _LINK, is_.id, said, *labels)
    for field, called in _TEXTS:
        before, now = getattr(was, field), getattr(is_, field)
        if before != now:
            yield reworded(_LINK, is_.id, f"the {called} of the {words}", before, now)


def notes(old: SystemsMap, new: SystemsMap) -> Iterator[Difference]:
    """Yield what differs in notes on the canvas."""
    for id_, is_ in new.notes.items():
        was = old.notes.get(id_)
        if was is None:
            yield Difference(What.ADDED, _NOTE, id_, f"The {note_words(is_)} is new.", "", is_.text)
        elif was != is_:
            yield from _note(was, is_)
    for id_, was in old.notes.items():
        if id_ not in new.notes:
            yield Difference(What.REMOVED, _NOTE, id_, f"The {note_words(was)} is gone.", was.text)


def _note(was: Note, is_: Note) -> Iterator[Difference]:
    words = note_words(is_)
    if was.text != is_.text:
        said = f"The {words} was reworded; it was {note_words(was).removeprefix('note ')}."
        if words == note_words(was):
            said = f"The {words} was reworded."
        yield Difference(What.REWORDED, _NOTE, is_.id, said, was.text, is_.text)
    if hypot(was.x - is_.x, was.y - is_.y) >= NEAR:
        yield Difference(What.MOVED, _NOTE, is_.id, f"The {words} was moved.", *_places(was, is_))
    if was.width != is_.width:
        widths = f"{was.width:.0f}", f"{is_.width:.0f}"
        said = f"The lines of the {words} are {'longer' if was.width < is_.width else 'shorter'}."
        yield Difference(What.BENT, _NOTE, is_.id, said, *widths)
