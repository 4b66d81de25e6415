"""What each thing on a map is called and what there is to say about it, for whoever listens."""

from systemsmap.analysis.reading import arrow, read_link, read_loop, so_many
from systemsmap.analysis.register import ListedLoop
from systemsmap.model.records import Link, Note, Variable
from systemsmap.model.systems_map import SystemsMap

_LONGEST_NOTE = 60


def name_of(map_: SystemsMap, thing: Variable | Link | Note | ListedLoop) -> str:
    """Return a short name: of a link its two ends, of a loop its label and name."""
    match thing:
        case Variable():
            return " ".join(thing.name.split())
        case Link():
            return arrow(map_, thing)
        case Note():
            return f"Note: {' '.join(thing.text.split())[:_LONGEST_NOTE]}"
        case ListedLoop():
            return f"Loop {thing.label} {thing.name}".strip()


def description_of(map_: SystemsMap, thing: Variable | Link | Note | ListedLoop) -> str:
    """Return the rest: links of a variable, the sentence of a link, how a loop reads."""
    match thing:
        case Variable():
            return _about(map_, thing)
        case Link():
            return read_link(map_, thing)
        case Note():
            return " ".join(thing.text.split())
        case ListedLoop():
            return " ".join(read_loop(map_, thing))


def _about(map_: SystemsMap, variable: Variable) -> str:
    links = [map_.links[i] for i in map_.links_at.get(variable.id, ())]
    into = sum(link.target == variable.id for link in links)
    out = sum(link.source == variable.id for link in links)
    told = [f"{so_many(into, 'link')} in, {out} out"]
    if variable.kind:
        told.append(variable.kind.label)
    if variable.outside:
        told.append("outside our boundary")
    told.append(variable.note.strip())
    return ". ".join(words for words in told if words)
