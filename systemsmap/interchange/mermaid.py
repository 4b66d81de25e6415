"""Mermaid, which wikis and notebooks draw: written only, for it keeps no places and no notes.

Its pages draw no more than 500 links and 50,000 letters unless their owner allows it.
"""

import json
import re

from systemsmap.interchange.cleaning import Cleaner
from systemsmap.interchange.holding import Holds
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap

HOLDS = (
    Holds.SIGNS | Holds.MIXED | Holds.DELAYS | Holds.TITLE | Holds.SELF | Holds.LONE | Holds.MARKS
)
# What begins markup, a comment, a formula or an icon wherever it stands, and a list at the start.
_MARKUP = re.compile(r"[#&\"<>`%$*_~\\]|:(?=fa-)|^\s*[-+](?=\s)|(?<=\d)[.)](?=\s)", re.MULTILINE)
_SIGNS = {Polarity.POSITIVE: "+", Polarity.NEGATIVE: "−", Polarity.MIXED: "±"}


def write(map_: SystemsMap) -> bytes:
    """Return the map as a flowchart: slow links dotted, each with its sign."""
    names = {id_: f"v{number}" for number, id_ in enumerate(map_.variables, 1)}
    title = " ".join(Cleaner().text(map_.info.title).split())
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "---"] if title else []
    lines.append("flowchart LR")
    lines += [f'    {names[v.id]}["{_quoted(v.name)}"]' for v in map_.variables.values()]
    lines += [f"    {names[k.source]} {_arrow(k)} {names[k.target]}" for k in map_.links.values()]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _arrow(link: Link) -> str:
    sign = _SIGNS.get(link.polarity, "?")
    return f'-. "{sign} delay" .->' if link.delayed else f'-- "{sign}" -->'


def _quoted(name: str) -> str:
    """Return a name as Mermaid takes it: its own words and markup as character codes."""
    plain = "\n".join(line.strip() for line in Cleaner().text(name).split("\n"))
    return _MARKUP.sub(_coded, plain).replace("\n", "<br>") or " "


def _coded(found: re.Match[str]) -> str:
    return "".join(f"#{ord(letter)};" for letter in found[0])
