"""A Vensim model to a map."""

from systemsmap.interchange import limits
from systemsmap.interchange.building import MapBuilder, SaidOfLink, SaidOfVariable
from systemsmap.interchange.flows import add_flow
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.open_json.ends import folded
from systemsmap.interchange.signs import sign_of
from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.interchange.vensim.arcs import Point, bend_through, turn_of
from systemsmap.interchange.vensim.comments import take_comments
from systemsmap.interchange.vensim.equations import (
    CONTROL,
    causes_in,
    equations_of,
    freed,
    taken_off_in,
)
from systemsmap.interchange.vensim.sketch import START, Arrow, View, views_of

_LONGEST_LINE = 100_000
_LETTERS = frozenset("+-−sSoO")


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
    formulas = {folded(e.name): e.formula for e in equations}
    for view in views:
        _take_arrows(builder, view, signs)
    for view in views:
        _take_pipes(builder, view, formulas)
    if not views:
        for equation in equations:
            if builder.find(equation.name) is None:
                builder.variable(equation.name, freed(equation.name))
        for equation in equations:
            _take_causes(builder, equation.name, equation.formula)
    take_comments(builder, [comment for view in views for comment in view.comments])
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
            builder.variable(word.name, freed(word.name), (word.x, word.y), said)
        elif not word.is_shadow:
            builder.lose("In several places, now where it was first", word.name)


def _take_arrows(builder: MapBuilder, view: View, signs: dict[tuple[str, str], str]) -> None:
    """Add the arrows of a view; `signs` has those of the views before, which may come again."""
    for end in view.first_values:
        if end in view.words:
            told = f"to {view.words[end].name}"
            builder.lose("Arrow left out, it only gives a stock its first value", told)
    for arrow in view.arrows:
        start, end = (view.valves.get(i, i) for i in (arrow.start, arrow.end))
        if start not in view.words or end not in view.words:
            continue  # from a cloud, or a valve without a name
        a, b = view.words[start], view.words[end]
        pair = folded(a.name), folded(b.name)
        if {*pair} & CONTROL:
            told = f"{a.name} to {b.name}"
            builder.lose("Link left out, one of its ends only makes a model run", told)
            continue
        if pair in signs:
            if signs[pair] != arrow.sign:
                told = f"{a.name} to {b.name}"
                builder.lose("Drawn again with another sign, the first counts", told)
            continue
        signs[pair] = arrow.sign
        builder.link(a.name, b.name, _said(builder, arrow, (a.x, a.y), (b.x, b.y)))


def _said(builder: MapBuilder, arrow: Arrow, start: Point, end: Point) -> SaidOfLink:
    sign = sign_of(arrow.sign) if arrow.sign in _LETTERS else None
    note = "" if sign or not arrow.sign else arrow.sign
    if arrow.is_hidden:
        builder.lose("Hidden in Vensim, shown now", arrow.sign or "an arrow")
    bend = None
    if arrow.point:
        is_back = arrow.start == arrow.end
        bend = turn_of(start, arrow.point) if is_back else bend_through(start, arrow.point, end)
    return SaidOfLink(sign, arrow.delayed, bend, note=note)


def _take_pipes(builder: MapBuilder, view: View, formulas: dict[str, str]) -> None:
    """Add a link for each flow into or out of a stock: what is drawn there is a pipe, no arrow."""
    emptied: dict[str, set[str]] = {}
    for pipe in view.pipes:
        valve, stock = pipe.valve, pipe.stock
        if stock in view.valves:
            valve, stock = stock, valve
        if valve not in view.valves or stock not in view.words:
            continue  # to a cloud
        flow, level = view.words[view.valves[valve]].name, view.words[stock].name
        fills = pipe.fills
        if fills is None:
            key = folded(level)
            if key not in emptied:
                emptied[key] = {folded(name) for name in taken_off_in(formulas.get(key, ""))}
            fills = folded(flow) not in emptied[key]
        add_flow(builder, flow, level, fills=fills)


def _take_causes(builder: MapBuilder, name: str, formula: str) -> None:
    seen: set[str] = set()
    for cause in causes_in(formula):
        key = folded(cause)
        if key not in seen and key != folded(name) and builder.find(cause) is not None:
            seen.add(key)
            builder.link(cause, name)
    if seen:
        builder.lose("Links read from equations, without signs, for there is no sketch", name)
