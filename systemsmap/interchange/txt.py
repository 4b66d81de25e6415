"""Text files: a statement on each line, `#` before what is said about it."""

from dataclasses import replace

from systemsmap.interchange import limits
from systemsmap.interchange.holding import Holds
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.schematex import as_statements
from systemsmap.interchange.statements.parse import parse
from systemsmap.interchange.statements.statement import Statement, StatementTrouble, key_of
from systemsmap.interchange.statements.write import lines_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import Link, MapInfo, Polarity, Variable
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS | Holds.MIXED | Holds.DELAYS | Holds.TITLE | Holds.SELF | Holds.LONE | Holds.MARKS
)
_TITLE = "# "
_HELP = "# A link a line: cause -> effect, a sign (+ - ? ±), and “, delay” where it takes a while."
_LINES = 2 * (limits.VARIABLES + limits.LINKS)
_TOO_MANY = f"There are more than {limits.VARIABLES:,} variables or {limits.LINKS:,} links in it."


def write(map_: SystemsMap) -> bytes:
    """Return the map as text in UTF-8: its title, then a line for each link."""
    title = " ".join(map_.info.title.split())
    head = f"{_TITLE}{title}".rstrip()
    return "\n".join((head, _HELP, "", *lines_of(map_), "")).encode("utf-8", "replace")


def read(data: bytes) -> Imported:
    """Return the map that the lines of a text make. Raises ImportTrouble."""
    text = _text(data)
    if text.count("\n") > _LINES:  # before a million of them are taken apart
        raise ImportTrouble(_TOO_MANY)
    if any(len(line) > limits.TEXT for line in text.split("\n")):
        raise ImportTrouble(f"A line in it has more than {limits.TEXT:,} characters.")
    read_as = as_statements(text)
    lines = read_as.said
    first = next((line for line in lines if line.strip()), "")
    title = first[len(_TITLE) :].strip() if first.startswith(_TITLE) else ""
    said, lost = [], []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                said.append(_checked(parse(line)))
            except StatementTrouble as trouble:
                lost.append(f"Line {number} was left out: {trouble}")
    if not said:
        raise ImportTrouble(lost[0] if lost else "There is nothing in it.")
    map_, more = _map_of(said, title[: limits.LABEL])
    return Imported(map_, (*read_as.told, *lost, *more), frozenset(map_.variables))


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportTrouble("It is not a text in UTF-8.") from None
    if any(ord(c) < 32 and c not in "\t\r\n\f" for c in text):
        raise ImportTrouble("It is not a text: there are control characters in it.")
    return text


def _checked(statement: Statement) -> Statement:
    if any(len(name) > limits.LABEL for name in statement.names):
        raise StatementTrouble(f"A name has more than {limits.LABEL} characters.")
    return statement


def _map_of(said: list[Statement], title: str) -> tuple[SystemsMap, list[str]]:
    """Return the map, and what had to be decided on the way. Raises ImportTrouble."""
    variables: dict[str, Variable] = {}
    links: dict[tuple[str, str], Link] = {}
    again: dict[tuple[str, str], None] = {}
    for statement in said:
        for name in statement.names:
            variables.setdefault(key_of(name), Variable(f"v{len(variables) + 1}", name))
        for link in statement.links:
            ends = (variables[key_of(link.cause)].id, variables[key_of(link.effect)].id)
            new = Link(f"k{len(links) + 1}", *ends, link.polarity, delayed=link.delayed)
            known = links.get(ends)
            if known is not None and (known.polarity, known.delayed) != (new.polarity, new.delayed):
                again[ends] = None
            links[ends] = _both(known, new) if known else new
    if len(variables) > limits.VARIABLES or len(links) > limits.LINKS:
        raise ImportTrouble(_TOO_MANY)
    names = {v.id: v.name for v in variables.values()}
    lost = [f"{names[a]} to {names[b]} was said in different ways: see its sign." for a, b in again]
    made = SystemsMap(
        {v.id: v for v in variables.values()}, {k.id: k for k in links.values()}, {}, {}
    )
    return replace(made, info=MapInfo(title=title)), lost


def _both(one: Link, other: Link) -> Link:
    alike = one.polarity is other.polarity
    sign = one.polarity if alike else Polarity.UNDECIDED
    return Link(one.id, one.source, one.target, sign, delayed=one.delayed or other.delayed)
