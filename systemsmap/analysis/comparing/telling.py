"""How differences are worded: names of links and loops, and what became of a text."""

from systemsmap.analysis.comparing.difference import About, Difference, What
from systemsmap.analysis.reading import arrow, quoted
from systemsmap.model.records import Card, Link, NamedLoop, Note, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

SIGNS = {
    Polarity.POSITIVE: "+",
    Polarity.NEGATIVE: "−",
    Polarity.UNDECIDED: "undecided (?)",
    Polarity.MIXED: "±",
}
_LONGEST_NOTE = 40  # characters of a note on the canvas that stand for it
_LONGEST_WAY = 4  # variables of a loop that are named


def link_words(map_: SystemsMap, link: Link) -> str:
    """Return what a link is called within a sentence."""
    return f"link {arrow(map_, link)}"


def note_words(note: Note) -> str:
    """Return what a note is called: how it begins."""
    words = " ".join(note.text.split())
    short = words if len(words) <= _LONGEST_NOTE else f"{words[:_LONGEST_NOTE].rstrip()}…"
    return f"note “{short}”"


def loop_words(map_: SystemsMap, loop: NamedLoop) -> str:
    """Return what a loop is called: its label and name, or where it runs."""
    label = "".join(str(part) for part in loop.numbers[-1]) if loop.numbers else ""
    called = " ".join(part for part in (label, quoted(loop.name) if loop.name else "") if part)
    return f"loop {called}" if called else f"loop {way_words(map_, loop.links)}"


def way_words(map_: SystemsMap, links: tuple[str, ...]) -> str:
    """Return the way of a loop, back to where it began, or the beginning of a long one."""
    there = [map_.links[i] for i in links if i in map_.links]
    names = [quoted(map_.variables[k.source].name) for k in there]
    if len(names) > _LONGEST_WAY:
        return f"{' → '.join(names[:_LONGEST_WAY])} → … ({len(names)} links)"
    return " → ".join([*names, *names[:1]])


def reworded(about: About, id_: str, words: str, was: str, now: str) -> Difference:
    """Return the difference of a text; `words` say what text it is: “the note of “Staff””."""
    if not was.strip():
        became = "was written"
    elif not now.strip():
        became = "was taken out"
    else:
        became = "was reworded"
    begun = words[0].upper() + words[1:]
    return Difference(What.REWORDED, about, id_, f"{begun} {became}.", was, now)


def renamed(record: Variable | Card, was: str) -> str:
    """Return the sentence on another name."""
    return f"{quoted(record.name)} was renamed; it was {quoted(was)}."
