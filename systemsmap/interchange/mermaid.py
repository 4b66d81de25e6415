"""Mermaid, which wikis and notebooks draw: written only, for it keeps no places and no notes."""

from systemsmap.interchange.cleaning import Cleaner
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap

_SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "−", Polarity.MIXED: "±"}


def write(map_: SystemsMap) -> bytes:
    """Return the map as a flowchart: slow links dotted, each with its sign."""
    names = {id_: f"v{number}" for number, id_ in enumerate(map_.variables, 1)}
    lines = ["flowchart LR"]
    lines += [f'    {names[v.id]}["{_quoted(v.name)}"]' for v in map_.variables.values()]
    lines += [f"    {names[k.source]} {_arrow(k)} {names[k.target]}" for k in map_.links.values()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _arrow(link: Link) -> str:
    sign = _SIGNS.get(link.polarity, "?")
    return f'-. "{sign} delay" .->' if link.delayed else f'-- "{sign}" -->'


def _quoted(name: str) -> str:
    """Return a name as Mermaid takes it: its own words and markup as character codes."""
    plain = Cleaner().text(name)
    for letter in '#&"<>`':
        code = "#35;" if letter == "#" else f"#{ord(letter)};"
        plain = plain.replace(letter, code)
    return plain.replace("\n", "<br>")
