"""Text of other programs that draw by words, put into the words of ours.

Schematex writes `causalloop "title"` and then `A -> B : + delay`; CLD-System writes `A + B` on
each line, names without spaces.
"""

import re
from collections.abc import Iterator

from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.statements.write import name_of

_HEAD = re.compile(r'\s*(?:causalloop|cld)\b\s*(?:"([^"]*)")?\s*$', re.IGNORECASE)
_EDGE = re.compile(
    r"^(.*->.*?):\s*([+\-−]|s|o|same|opposite)?\s*,?\s*(delay(?:ed)?|\|\|)?\s*$", re.I
)
_VAR = re.compile(r"^\s*var(?:iable)?\s+(.*)$", re.IGNORECASE)
_LOOP = re.compile(r"^\s*loop\b", re.IGNORECASE)
_TRIPLE = re.compile(r"^\s*([^\s#>]+)\s+([+\-–−])\s+([^\s#>]+)\s*(?:#.*)?$")


def as_statements(text: str) -> list[str]:
    """Return the lines of a text, in our words where it is one of these two languages."""
    lines = text.splitlines()
    said = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "//"))]
    if said and _HEAD.match(said[0]):
        return list(_of_schematex(lines))
    triples = sum(_TRIPLE.match(line) is not None for line in said)
    if said and triples > len(said) / 2 and not any("->" in line for line in said):
        return [_of_triple(line) for line in lines]
    return lines


def _of_schematex(lines: list[str]) -> Iterator[str]:
    for line in lines:
        plain = re.sub(r"(^|\s)//.*$", "", line)
        head, edge, variable = _HEAD.match(plain), _EDGE.match(plain), _VAR.match(plain)
        if head:
            yield f"# {head[1] or ''}"
        elif edge:
            sign = sign_of(edge[2] or "")
            delay = ", delay" if edge[3] else ""
            yield f"{edge[1].strip()} {sign.value if sign else '?'}{delay}"
        elif variable:
            yield variable[1]
        else:
            yield f"# {plain}" if _LOOP.match(plain) else plain


def _of_triple(line: str) -> str:
    found = _TRIPLE.match(line)
    if found is None:
        return line
    cause, effect = (name_of(name.replace("_", " ")) for name in (found[1], found[3]))
    sign = sign_of(found[2])
    return f"{cause} -> {effect} {sign.value if sign else '?'}"
