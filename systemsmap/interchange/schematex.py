"""Text of other programs that draw by words, put into the words of ours.

Schematex writes `causalloop "title"` and then `A -> B : + delay`; CLD-System writes `A + B` on
each line, names without spaces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from systemsmap.interchange import limits
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.statements.write import name_of
from systemsmap.interchange.trouble import ImportTrouble

# Each quote stops at the next one of its kind: thousands of open ones take no time.
_QUOTES = r'"[^"]*"|“[^“”]*”|«[^«»]*»|「[^「」]*」'
_HEAD = re.compile(r"(?:causalloop|cld)\b(.*)$", re.IGNORECASE)
_QUOTED = re.compile(_QUOTES)
_COMMENT = re.compile(rf"{_QUOTES}|(?:^|(?<=\s))(?:#|//)")
_COLON = re.compile(rf"{_QUOTES}|:")
_MARKS = ("#", "//", ":")
_ARROW = re.compile(rf"{_QUOTES}|->")
_VAR = re.compile(r"var(?:iable)?\s+(.*)$", re.IGNORECASE)
_LOOP = re.compile(r"loop\s+(.*)$", re.IGNORECASE)
_LAYOUT = re.compile(r"layout\s*:", re.IGNORECASE)
_DELAY = re.compile(r"~?\bdelay(?:ed)?\b|\|\|", re.IGNORECASE)
_SIGN = re.compile(r"\s*([+\-−]|(?:same|opposite|s|o)\b)", re.IGNORECASE)
_TRIPLE = re.compile(r"([^\s#>]+) ([+\-–−]) ([^\s#>]+)(?: ?#.*)?$")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in our words, and what of a text they do not say or take for granted."""

    said: list[str]
    told: tuple[str, ...] = ()


def as_statements(text: str) -> Lines:
    """Return the lines of a text, in our words where it is one of these two languages.

    Raises ImportTrouble for a text that is longer than any map.
    """
    if text.count("\n") > limits.LINES:
        raise ImportTrouble(f"It has more than {limits.LINES:,} lines.")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if max(map(len, lines), default=0) > limits.LINE:
        raise ImportTrouble(f"A line has more than {limits.LINE:,} characters.")
    said = [line for line in lines if line and not line.startswith(("#", "//"))]
    lost = Losses()
    if said and _title(said[0]) is not None:
        return Lines(list(_of_schematex(lines, lost)), lost.told())
    triples = sum(_TRIPLE.match(line) is not None for line in said)
    if said and triples > len(said) / 2 and not any("->" in line for line in said):
        return Lines([_of_triple(line, lost) for line in lines], lost.told())
    return Lines(lines)


def _title(line: str) -> str | None:
    """Return the title in the first line of Schematex, None for a line that is another."""
    found = _HEAD.match(_without_comment(line))
    rest = found[1].strip() if found else ""
    if found is None or (rest and not _QUOTED.fullmatch(rest)):
        return None
    return rest[1:-1]


def _without_comment(line: str) -> str:
    return line[: _first(_COMMENT, line)].strip()


def _first(pattern: re.Pattern[str], line: str) -> int | None:
    """Return where the first mark is that stands in no quotes."""
    return next((m.start() for m in pattern.finditer(line) if m[0] in _MARKS), None)


def _of_schematex(lines: list[str], lost: Losses) -> Iterator[str]:
    is_begun = False
    for line in lines:
        plain = _without_comment(line)
        title = None if is_begun or not plain else _title(plain)
        variable, loop = _VAR.match(plain), _LOOP.match(plain)
        if title is not None:
            is_begun = True
            yield f"# {title}"
        elif loop and "->" not in plain:
            lost.add("Name of a loop left out, the text does not say which links it has", loop[1])
            yield ""
        elif _LAYOUT.match(plain):
            yield ""
        elif variable and "->" not in plain:
            yield name_of(_unquoted(variable[1]))
        else:
            yield _of_edge(plain, lost)


def _of_edge(line: str, lost: Losses) -> str:
    """Return a link in our words; what is no link of Schematex stays as it is."""
    arrows = [found.start() for found in _ARROW.finditer(line) if found[0] == "->"]
    if len(arrows) != 1:
        return line
    start, rest = line[: arrows[0]].strip(), line[arrows[0] + 2 :].strip()
    quoted = _QUOTED.match(rest)
    if quoted:
        end, tail = quoted[0], rest[quoted.end() :]
    elif (colon := _first(_COLON, rest)) is not None:
        end, tail = rest[:colon].strip(), rest[colon:]
        last = next((m for m in _QUOTED.finditer(end) if m.end() == len(end)), None)
        if last:
            end, tail = end[: last.start()], f"{last[0]}{tail}"
    else:
        end, _, tail = rest.partition(" ")
        if not _SIGN.match(_DELAY.sub(" ", tail)):
            return line
    if not start or not end.strip():
        return line
    delay = ", delay" if _DELAY.search(tail) else ""
    names = [_unquoted(name) for name in (start, end)]
    sign, label = _sign_and_label(_DELAY.sub(" ", tail))
    if label:
        lost.add("Words on a link left out", f"{names[0]} to {names[1]}: {label}")
    return f"{name_of(names[0])} -> {name_of(names[1])} {sign}{delay}"


def _sign_and_label(tail: str) -> tuple[str, str]:
    before, colon, after = tail.partition(":")
    said = after if colon else before
    found = _SIGN.match(said)
    sign = sign_of(found[1]) if found else None
    parts = (before if colon else "", said[found.end() :] if found else said)
    words = " ".join(_unquoted(part.strip(" ,")) for part in parts if part.strip(" ,"))
    return (sign.value if sign else "?"), words


def _unquoted(name: str) -> str:
    name = name.strip()
    return name[1:-1].strip() if _QUOTED.fullmatch(name) else name


def _of_triple(line: str, lost: Losses) -> str:
    found = _TRIPLE.match(line)
    if found is None:
        return line
    cause, effect = (name.replace("_", " ") for name in (found[1], found[3]))
    sign = sign_of(found[2])
    lost.add("Read as cause, sign, effect", f"{found[1]} {found[2]} {found[3]}")
    return f"{name_of(cause)} -> {name_of(effect)} {sign.value if sign else '?'}"
