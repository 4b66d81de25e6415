"""What records are called in the questions of a merge."""

from systemsmap.analysis.reading import quoted
from systemsmap.merging.rules import Rule, Value
from systemsmap.merging.sides import Sides
from systemsmap.model.records import (
    Card,
    Evidence,
    Kind,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Polarity,
    Record,
    Shown,
    StoryStep,
    Variable,
)

LONGEST = 48
"""Characters of a name or text that stand in a sentence."""

SIGNS = {
    Polarity.POSITIVE: "+",
    Polarity.NEGATIVE: "−",
    Polarity.MIXED: "±",
    Polarity.UNDECIDED: "?",
}
_NO_VALUE = {
    "kind": "no kind",
    "name": "no name",
    "title": "no title",
}
_YES_NO = {
    "outside": ("inside our boundary", "outside our boundary"),
    "delayed": ("without a delay", "with a delay"),
}
_SHOWN = {
    Shown.LOOP: "a loop",
    Shown.SELECTION: "a selection",
    Shown.NOTE: "a note",
    Shown.MAP: "the whole map",
}


class Wording:
    """Knows the names of the variables of all sides, those of the beginning first."""

    def __init__(self, sides: Sides) -> None:
        self._names: dict[str, str] = {}
        for map_ in (*(copy.map_ for copy in reversed(sides.copies)), sides.base):
            self._names.update((v.id, v.name) for v in map_.variables.values())

    def about(self, record: Record) -> str:
        """Return what a record is called within a sentence."""
        match record:
            case Variable():
                return short(self._names.get(record.id, record.name))
            case Link():
                return f"the link {self.arrow(record.source, record.target)}"
            case MapInfo():
                return "the map"
        what, words = _what(record)
        return f"the {what} {short(words)}" if words.strip() else f"a {what}"

    def arrow(self, source: str, target: str) -> str:
        """Return cause and effect with an arrow between them."""
        ends = (short(self._names.get(id_, id_))[1:-1] for id_ in (source, target))
        return f"“{' → '.join(ends)}”"

    def said(self, rule: Rule, value: Value) -> str:
        """Return the value of a rule in words."""
        match value:
            case (Polarity() as sign,):
                return SIGNS[sign]
            case (bool(flag),):
                return _YES_NO[rule.name][flag]
            case (str(source), str(target)) if rule.name == "source":
                return self.arrow(source, target)
        said = value[0]
        if isinstance(said, Kind | Evidence):
            return said.label
        words = _SHOWN[said] if isinstance(said, Shown) else said
        return str(words or _NO_VALUE.get(rule.name, "nothing"))


def _what(record: NamedLoop | Note | Card | StoryStep) -> tuple[str, str]:
    match record:
        case NamedLoop():
            return "loop", record.name
        case Note():
            return "note", record.text
        case Card():
            return "card", record.name
        case StoryStep():
            return "step of the story", record.words


def short(text: str) -> str:
    """Return a text in quotation marks, on one line and not too long."""
    line = " ".join(text.split())
    return quoted(line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…")


def sentence(words: str) -> str:
    """Return the words with a capital letter in front."""
    return words[:1].upper() + words[1:]
