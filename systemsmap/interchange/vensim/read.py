"""A Vensim model to a map."""

from math import hypot

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.loop import Loop
from systemsmap.analysis.loops.search import find_loops
from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, SaidOfLink, SaidOfVariable
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.vensim.equations import CONTROL, causes_in, equations_of
from systemsmap.interchange.vensim.sketch import START, Arrow, Comment, View, views_of
from systemsmap.model.systems_map import SystemsMap

_LONGEST_LINE = 100_000
_LETTERS = frozenset("+-−sSoO")
_SEARCH = Budget(seconds=0.4)  # a large map has more loops than it has symbols


def read(data: bytes) -> Imported:
    """Return the map of a model. Raises ImportTrouble."""
    text = _decoded(data)
    head, mark, _ = text.partition(START)
    if "~" not in head and not mark:
        raise ImportTrouble("It is no model of Vensim: it has neither equations nor a sketch.")
    equations = list(equations_of(head.removeprefix("{UTF-8}")))
    notes = {folded(e.name): e.note for e in equations if e.note}
    builder = MapBuilder("vensim")
    views = list(views_of(text))
    _take_words(builder, views, notes)
    signs: dict[tuple[str, str], str] = {}
    for view in views:
        _take_arrows(builder, view, signs)
    if not views:
        for equation in equations:
            builder.named(equation.name)
        for equation in equations:
            _take_causes(builder, equation.name, equation.formula)
    _take_comments(builder, views)
    return builder.imported()


def _decoded(data: bytes) -> str:
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble(f"The file is larger than {limits.FILE_BYTES // 1_000_000} MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise ImportTrouble("It is no model of Vensim, for it is not a text.")
    if any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        raise ImportTrouble("It is no model of Vensim: a line of it is too long.")
    return text


def _take_words(builder: MapBuilder, views: list[View], notes: dict[str, str]) -> None:
    """Add the variables of all views; the first place of a name counts, a shadow's last of all."""
    words = [word for view in views for word in view.words.values()]
    for word in sorted(words, key=lambda word: word.is_shadow):
        if folded(word.name) in CONTROL:
            builder.lose("Left out, it only makes a model run", word.name)
        elif builder.find(word.name) is None:
            said = SaidOfVariable(notes.get(folded(word.name), ""))
            builder.variable(word.name, word.name, (word.x, word.y), said)
        elif not word.is_shadow:
            builder.lose("In several places, now where it was first", word.name)


def _take_arrows(builder: MapBuilder, view: View, signs: dict[tuple[str, str], str]) -> None:
    """Add the arrows of a view; `signs` has those of the views before, which may come again."""
    for arrow in view.arrows:
        start, end = (view.valves.get(i, i) for i in (arrow.start, arrow.end))
        if start not in view.words or end not in view.words:
            continue  # from a cloud, or a valve without a name
        a, b = view.words[start], view.words[end]
        pair = folded(a.name), folded(b.name)
        if {*pair} & CONTROL:
            continue
        if pair in signs:
            if signs[pair] != arrow.sign:
                told = f"{a.name} to {b.name}"
                builder.lose("Drawn again with another sign, the first counts", told)
            continue
        signs[pair] = arrow.sign
        builder.link(a.name, b.name, _said(builder, arrow, (a.x, a.y), (b.x, b.y)))


def _said(
    builder: MapBuilder, arrow: Arrow, start: tuple[float, float], end: tuple[float, float]
) -> SaidOfLink:
    sign = sign_of(arrow.sign) if arrow.sign in _LETTERS else None
    note = "" if sign or not arrow.sign else arrow.sign
    if arrow.is_hidden:
        builder.lose("Hidden in Vensim, shown now", arrow.sign or "an arrow")
    bend = bend_through(start, arrow.point, end) if arrow.point else None
    return SaidOfLink(sign, arrow.delayed, bend, note=note)


def bend_through(
    start: tuple[float, float], point: tuple[float, float], end: tuple[float, float]
) -> float | None:
    """Return the height over the chord of the arc through a point, left of travel positive.

    None where the three lie on a line, or the ends on one spot.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = hypot(dx, dy)
    if chord < 1.0:
        return None
    px, py = point[0] - start[0], point[1] - start[1]
    along, left = (px * dx + py * dy) / chord, (px * dy - py * dx) / chord
    if abs(left) < chord / 200:
        return 0.0
    middle = ((along - chord / 2) ** 2 + left**2 - chord**2 / 4) / (2 * left)
    radius = hypot(chord / 2, middle)
    return round((middle + (radius if left > 0 else -radius)) / chord, 4)


def _take_causes(builder: MapBuilder, name: str, formula: str) -> None:
    seen: set[str] = set()
    for cause in causes_in(formula):
        key = folded(cause)
        if key not in seen and key != folded(name) and builder.find(cause) is not None:
            seen.add(key)
            builder.link(cause, name)
    if seen:
        builder.lose("Links read from equations, without signs, for there is no sketch", name)


def _take_comments(builder: MapBuilder, views: list[View]) -> None:
    """Keep words as notes; a loop symbol names the loop whose middle is nearest, as a guess."""
    comments = [comment for view in views for comment in view.comments]
    symbols = [comment for comment in comments if comment.is_loop]
    for comment in comments:
        if not comment.is_loop:
            builder.text(comment.text, (comment.x - 60, comment.y - 10))
    if symbols:
        map_ = builder.imported().map_
        _name_loops(builder, map_, symbols)


def _name_loops(builder: MapBuilder, map_: SystemsMap, symbols: list[Comment]) -> None:
    left: dict[str, dict[Loop, tuple[float, float]]] = {}
    for loop in find_loops(map_, _SEARCH).loops:
        left.setdefault(loop.polarity.letter, {})[loop] = _middle(map_, loop)
    for symbol in symbols:
        fitting = left.get(symbol.text[:1].upper())
        if not fitting:
            builder.lose("Loop symbol left out, no loop has its letter", symbol.text)
            continue
        x, y = symbol.x, symbol.y
        nearest, _ = min(fitting.items(), key=lambda one: hypot(one[1][0] - x, one[1][1] - y))
        del fitting[nearest]
        if len(symbol.text) > 1:
            builder.loop_through([map_.variables[i].name for i in nearest.variables], symbol.text)
            builder.lose("Loop symbol taken for the name of the nearest loop", symbol.text)


def _middle(map_: SystemsMap, loop: Loop) -> tuple[float, float]:
    """Return the middle of the variables of a loop."""
    around = [map_.variables[i] for i in loop.variables]
    return sum(v.x for v in around) / len(around), sum(v.y for v in around) / len(around)
