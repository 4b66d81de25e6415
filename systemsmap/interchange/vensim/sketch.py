"""The sketch part of a Vensim model, record by record: V300 and the older V160."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from systemsmap.interchange.vensim.equations import unquoted

START = "\\\\\\---///"
END = "///---\\\\\\"
_POINT = re.compile(r"\|\((-?\d{1,9}),(-?\d{1,9})\)")
_MARK = re.compile(r'\\.|[",]')
_VIEW = re.compile(r"^\*(.*)$")
_CLOUD = "48"
PIPE = 20  # lines thicker than this are the pipes of flows
_FILLS = {"4": True, "100": False}  # with a head where it ends at a stock, without where it begins
UNBENT = "0-0-1"  # a colour that is not shown: of an arrow that nobody bent, when we wrote it
_VARIABLE, _ARROW, _VALVE, _COMMENT = "10", "1", "11", "12"


@dataclass(frozen=True, slots=True)
class Word:
    """A variable in a view, or a shadow of it; of a flow the name stands beside its valve."""

    id: str
    name: str
    x: float
    y: float
    is_shadow: bool
    is_at_valve: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two records of a view; `sign` is the letter that stands at it."""

    start: str
    end: str
    sign: str
    delayed: bool
    is_hidden: bool
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Pipe:
    """The pipe between a valve and a stock; `fills` is None where the drawing does not say."""

    valve: str
    stock: str
    fills: bool | None


@dataclass(frozen=True, slots=True)
class Comment:
    """Words on a view, their middle and half their size; of a loop symbol its letters."""

    text: str
    x: float
    y: float
    wide: float
    high: float
    is_loop: bool


@dataclass(slots=True)
class View:
    """One page of a sketch. `valves` are the ids of valves, each with the name beside it.

    `first_values` are the ids at the ends of arrows that only say what a stock begins with.
    """

    name: str
    words: dict[str, Word] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    pipes: list[Pipe] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    first_values: list[str] = field(default_factory=list)
    valves: dict[str, str] = field(default_factory=dict)


def views_of(text: str) -> Iterator[View]:
    """Yield the views of a sketch."""
    for part in text.split(START)[1:]:
        lines = part.split(END)[0].splitlines()
        view = View("")
        rest = iter(lines)
        last_valve = ""
        for line in rest:
            if found := _VIEW.match(line):
                view.name = found[1].strip()
                continue
            kind, fields = _fields(line)
            if kind == _VALVE:
                last_valve = "".join(fields[1:2])
            elif kind == _COMMENT:
                _take_comment(view, fields, rest)
            else:
                _take(view, kind, fields, line, last_valve)
        if view.words or view.comments:
            yield view


def _fields(line: str) -> tuple[str, list[str]]:
    """Return what a record is, and its fields in the order of V300."""
    line = line.strip("\r\n")
    if line.startswith("|"):  # V160: words and comments
        fields = _split(line[1:])
        kind = _COMMENT if fields[1:2] and fields[1].startswith('"\\n') else _VARIABLE
        return kind, [kind, *fields]
    if line.startswith(">"):
        return _ARROW, [_ARROW, "0", *_split(line[1:])]
    fields = _split(line)
    return fields[0], fields


def _split(line: str) -> list[str]:
    """Split at commas outside quotes, in one go: a line may be long."""
    fields, begun, quoted = [], 0, False
    for found in _MARK.finditer(line):
        if found[0] == '"':
            quoted = not quoted
        elif found[0] == "," and not quoted:
            fields.append(line[begun : found.start()])
            begun = found.end()
    if quoted:  # as in comments of V160, where a quote begins and none ends
        return line.split(",")
    return [*fields, line[begun:]]


def _take(view: View, kind: str, fields: list[str], line: str, valve: str) -> None:
    if kind == _VARIABLE and len(fields) > 7:
        shape, bits = _whole(fields[7]), _whole(fields[8]) if len(fields) > 8 else 1
        word = Word(
            fields[1],
            unquoted(fields[2]),
            float(_whole(fields[3])),
            float(_whole(fields[4])),
            not bits & 1,
            bool(shape & 32),
        )
        view.words[word.id] = word
        if word.is_at_valve and valve:
            view.valves[valve] = word.id
    elif kind == _ARROW and len(fields) > 7 and _whole(fields[7]) > PIPE:
        view.pipes.append(Pipe(fields[2], fields[3], _FILLS.get(fields[4])))
    elif kind == _ARROW and len(fields) > 7:
        _take_arrow(view, fields, line)


def _take_arrow(view: View, fields: list[str], line: str) -> None:
    points = _POINT.findall(line)
    sign, delay = _whole(fields[6]), _whole(fields[9]) if len(fields) > 9 else 0
    if len(fields) > 10 and fields[10] == "1":
        view.first_values.append(fields[3])
        return
    is_arc = len(points) == 1 and fields[4] != "0" and UNBENT not in fields[11:12]
    at = (float(points[0][0]), float(points[0][1])) if is_arc else None
    letter = chr(sign) if 32 < sign < 127 else ""
    hidden = fields[5] not in ("0", "")
    view.arrows.append(Arrow(fields[2], fields[3], letter, bool(delay & 1), hidden, at))


def _take_comment(view: View, fields: list[str], rest: Iterator[str]) -> None:
    if len(fields) < 8:
        return
    text, bits = fields[2], _whole(fields[8]) if len(fields) > 8 else 0
    if bits & 4 and not text.startswith('"'):
        text = next(rest, "").replace("\\n", "\n")
    elif text == _CLOUD:
        return
    elif text.startswith('"\\n'):  # V160 ends no quote
        text = text.strip('"').replace("\\n", "\n")
    else:
        text = unquoted(text)
    text = text.split("|<<", 1)[0].strip()
    if text:
        x, y, wide, high = (float(_whole(part)) for part in fields[3:7])
        is_loop = _whole(fields[7]) & 7 in (4, 5)
        view.comments.append(Comment(text, x, y, wide, high, is_loop))


def _whole(text: str) -> int:
    """Return the whole number at the start of a text, and 0 where there is none."""
    found = re.match(r"\s*(-?[0-9]{1,9})", text)
    return int(found[1]) if found else 0
