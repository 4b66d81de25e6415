"""The marks of what changed, over the picture of the newer map.

All are of one colour; what happened is told by shape and word: a ring and “new”, a cross on what
is pale, dashed and struck out, the old name struck out, dots from where something stood, the old
sign beside the new one, a pencil for whatever is said otherwise.
"""

from collections.abc import Iterator
from math import hypot

from systemsmap.analysis.comparing import About, Comparison, Difference, What
from systemsmap.analysis.comparing.lines import moved_together
from systemsmap.model.records import Link, NamedLoop, Note, Variable
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.difference_mark import DifferenceMark
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Path, Point, Segment, Shape, united
from systemsmap.rendering.ghosts import Ghosts, ghosts
from systemsmap.rendering.key import moved
from systemsmap.rendering.link_tags import ALONG, along_line, by_sign
from systemsmap.rendering.notes import words_box
from systemsmap.rendering.tag_room import TagRoom, at_corners, box_round, under
from systemsmap.rendering.tags import (
    DOT,
    Tag,
    cross_tag,
    delay_tag,
    dots,
    old_name_tag,
    open_dot,
    pencil_tag,
    ring,
    sign_tag,
    word_tag,
)
from systemsmap.rendering.theme import Theme
from systemsmap.rendering.variables import box_of

ORIGIN = Point(0.0, 0.0)
_GLOW, _GLOW_WIDTH = 0.28, 9.0
_NOTHING_LEFT = 14.0  # map units of a way that are hidden by the dot and the name anyway
_WORDS = {What.ADDED: "new", What.TURNED: "turned", What.REROUTED: "rerouted"}
_REWORDED = (
    *(What.REWORDED, What.BOUNDARY, What.KIND, What.EVIDENCE),
    *(What.SHOWN, What.BENT, What.RENAMED, What.RESIGNED),
)


def difference_marks(
    composition: Composition, comparison: Comparison
) -> tuple[DifferenceMark, ...]:
    """Return the marks of all differences that can be seen on the map, the lowest first.

    `composition` is that of the newer map.
    """
    by = moved_together(comparison)
    gone = ghosts(composition, comparison, by or (0.0, 0.0))
    marking = _Marking(composition, comparison, gone)
    made = [*marking.ghosts(), *marking.ways(together=by is not None)]
    return (*made, *marking.rings(), *marking.tags())


class _Marking:
    """Makes the marks of one comparison; tags find their room one after another."""

    def __init__(self, composition: Composition, comparison: Comparison, gone: Ghosts) -> None:
        self._composition, self._comparison, self._gone = composition, comparison, gone
        self._theme = composition.theme
        self._room = TagRoom(composition)
        self._pencilled: set[str] = set()
        self._removed = {d.id: d for d in comparison.of(What.REMOVED)}

    def ghosts(self) -> Iterator[DifferenceMark]:
        """Yield what is gone."""
        for id_ in self._gone.ids:
            if isinstance(self._comparison.old.get(id_), Variable | Note):
                self._room.keep_clear(_words_in(self._gone.composition, id_).grown(-5.0))
            words = self._removed[id_].sentence
            leans_on = self._leaning(id_)
            yield DifferenceMark(id_, words, self._gone.draw(id_), leans_on, is_ghost=True)

    def ways(self, *, together: bool) -> Iterator[DifferenceMark]:
        """Yield the dotted ways from where things stood; none where the whole map went by."""
        for difference in () if together else self._comparison.of(What.MOVED):
            if difference.about in (About.VARIABLE, About.NOTE):
                start, box = (
                    self._old_middle(difference.id),
                    _words_in(self._composition, difference.id),
                )
                drawing = self._way(start, box)
                self._room.keep_clear(_round(start, DOT))
                yield self._mark(difference.id, difference.sentence, drawing)

    def _old_middle(self, id_: str) -> Point:
        record = self._comparison.old.get(id_)
        if isinstance(record, Note):
            return _note_box(record, self._theme).middle
        assert isinstance(record, Variable)
        return box_of(record, self._theme).middle

    def _way(self, start: Point, box: Bounds) -> Drawing:
        end = _rim(start, box)
        dx, dy = end.x - start.x, end.y - start.y
        away = hypot(dx, dy)
        shapes: list[Shape] = []
        if away > _NOTHING_LEFT and not box.contains(start.x, start.y):
            x, y = start.x + dx / away * (DOT + 4), start.y + dy / away * (DOT + 4)
            line: tuple[Segment, ...] = (("M", (x, y)), ("L", (end.x, end.y)))
            shapes.append(Path(line, dots(self._theme)))
        shapes.append(moved(open_dot(self._theme), start.x, start.y))
        around = united((_round(start, DOT), Bounds(end.x, end.y, 0, 0))).grown(3.0)
        return Drawing(ORIGIN, tuple(shapes), around)

    def rings(self) -> Iterator[DifferenceMark]:
        """Yield rings round what is new and what is gone, and glows along new links."""
        for difference in self._comparison.of(What.ADDED):
            id_ = difference.id
            if difference.about in (About.VARIABLE, About.NOTE):
                drawing = self._ring(_words_in(self._composition, id_))
                yield self._mark(id_, difference.sentence, drawing)
            elif difference.about is About.LINK:
                yield self._mark(id_, difference.sentence, self._glow(id_))
        for id_ in self._gone.ids:
            if isinstance(self._comparison.old.get(id_), Variable | Note):
                drawing = self._ring(_words_in(self._gone.composition, id_), dashed=True)
                yield self._mark(id_, self._removed[id_].sentence, drawing)

    def _ring(self, box: Bounds, *, dashed: bool = False) -> Drawing:
        shape = ring(box, self._theme, dashed=dashed)
        return Drawing(box.middle, (shape,), box.grown(2.0))

    def _glow(self, link: str) -> Drawing:
        curve = self._composition.curve(link)
        paint = Paint(stroke=self._theme.change, width=_GLOW_WIDTH, opacity=_GLOW)
        return Drawing(ORIGIN, (Path(curve.segments(), paint),), curve.bounds.grown(_GLOW_WIDTH))

    # ------------------------------------------------------------------ tags

    def tags(self) -> Iterator[DifferenceMark]:
        """Yield the tags, those of structure first: they have the best places."""
        for difference in self._comparison.differences:
            if (found := self._tag(difference)) is None:
                continue
            tag, places, line = found
            at = self._room.place(tag, places, line)
            drawing = Drawing(at, tag.shapes, box_round(at, tag).grown(2.0))
            yield self._mark(difference.id, difference.sentence, drawing)

    def _tag(self, d: Difference) -> tuple[Tag, tuple[Point, ...], str] | None:
        if d.what is What.REMOVED:
            return self._cross(d) if d.id in self._gone.ids else None
        if not self._composition.has(d.id):
            return None
        tag = self._worded(d)
        if tag is None:
            return None
        if d.about is About.LINK:
            is_sign = d.what is What.RESIGNED
            places = by_sign(self._composition, d.id, tag) if is_sign else ()
            return tag, (*places, *along_line(self._composition, d.id, tag)), d.id
        if d.about is About.LOOP:
            return tag, at_corners(self._composition.badge(d.id), tag), ""
        box = _words_in(self._composition, d.id)
        is_name = d.what is What.RENAMED
        return tag, under(box, tag) if is_name else at_corners(box, tag), ""

    def _worded(self, d: Difference) -> Tag | None:
        """Return the tag of a difference, or None where another mark tells it already."""
        theme = self._theme
        if d.what in _WORDS:
            return word_tag(_WORDS[d.what], theme)
        match d.what, d.about:
            case What.DELAYED, _:
                return delay_tag(theme, delayed=bool(d.now))
            case What.RENAMED, About.VARIABLE:
                return old_name_tag(d.was, theme)
            case What.RESIGNED, About.LINK:
                was, now = self._comparison.old.links[d.id], self._comparison.new.links[d.id]
                return sign_tag(was.polarity, now.polarity, theme)
            case What.RESIGNED, About.LOOP:
                return self._old_label(d.id)
        return self._pencil(d)

    def _pencil(self, d: Difference) -> Tag | None:
        """Return a pencil, but one for a thing however much of it is said otherwise."""
        if d.what not in _REWORDED or d.id in self._pencilled:
            return None
        self._pencilled.add(d.id)
        return pencil_tag(self._theme)

    def _cross(self, d: Difference) -> tuple[Tag, tuple[Point, ...], str]:
        tag, there = cross_tag(self._theme), self._gone
        if isinstance(self._comparison.old.get(d.id), Link):
            curve = there.composition.curve(d.id)
            return tag, tuple(curve.point(t) for t in (0.5, *ALONG)), ""
        return tag, at_corners(_words_in(self._gone.composition, d.id), tag), ""

    def _old_label(self, loop: str) -> Tag | None:
        """Return the number that a loop had while it did the opposite."""
        record = self._comparison.old.loops.get(loop)
        if not record or not record.numbers:
            return None
        return word_tag(f"was {label_of(record)}", self._theme)

    # ------------------------------------------------------------------ marks

    def _mark(self, id_: str, words: str, drawing: Drawing) -> DifferenceMark:
        return DifferenceMark(id_, words, drawing, self._leaning(id_))

    def _leaning(self, id_: str) -> frozenset[str]:
        """Return the id and the ends of a link: what carries its mark along."""
        link = self._comparison.new.links.get(id_) or self._comparison.old.links.get(id_)
        return frozenset({id_, link.source, link.target} if link else {id_})


def label_of(loop: NamedLoop) -> str:
    """Return the label a loop goes by: R1, B2."""
    return "".join(str(part) for part in loop.numbers[-1]) if loop.numbers else ""


def _words_in(composition: Composition, id_: str) -> Bounds:
    """Return the box of a name, or of the words of a note."""
    note = composition.map.notes.get(id_)
    return _note_box(note, composition.theme) if note else composition.box(id_)


def _note_box(note: Note, theme: Theme) -> Bounds:
    return words_box(note, theme).grown(6.0)


def _round(at: Point, radius: float) -> Bounds:
    return Bounds(at.x - radius, at.y - radius, 2 * radius, 2 * radius)


def _rim(start: Point, box: Bounds) -> Point:
    """Return where the way from a point to the middle of a box meets its rim."""
    middle = box.middle
    dx, dy = start.x - middle.x, start.y - middle.y
    shares = [
        half / abs(d) for half, d in ((box.width / 2, dx), (box.height / 2, dy)) if abs(d) > 1e-6
    ]
    share = min([*shares, 1.0])
    return Point(middle.x + dx * share, middle.y + dy * share)
