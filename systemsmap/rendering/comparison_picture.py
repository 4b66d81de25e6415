"""A whole picture of what changed: the newer map with its marks, and a key of them."""

from collections.abc import Iterator
from dataclasses import replace

from systemsmap.analysis.comparing import About, Comparison, What
from systemsmap.model.records import Polarity
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.difference_mark import DifferenceMark
from systemsmap.rendering.differences import difference_marks
from systemsmap.rendering.drawing import Bounds, Paint, Path, Shape
from systemsmap.rendering.key import KeyEntry, moved
from systemsmap.rendering.picture import Besides, Item, Layer, Picture, PictureOptions, picture
from systemsmap.rendering.tags import (
    Tag,
    cross_tag,
    delay_tag,
    dots,
    old_name_tag,
    open_dot,
    pencil_tag,
    pill,
    sign_tag,
    word_tag,
)
from systemsmap.rendering.theme import Theme

_DASHED = (4.5, 4.5)


def comparison_picture(
    composition: Composition, comparison: Comparison, options: PictureOptions
) -> Picture:
    """Return the picture of the newer map, which `composition` is of, with what changed."""
    marks = difference_marks(composition, comparison)
    gone = [mark for mark in marks if mark.is_ghost]
    over = [mark for mark in marks if not mark.is_ghost]
    layers = (Layer("Removed", _items("gone", gone)), Layer("Changes", _items("change", over)))
    key = tuple(_key(comparison, composition.theme))
    drawn = picture(composition, options, Besides(layers, key))
    return replace(drawn, title=f"What changed: {drawn.title}")


def _items(prefix: str, marks: list[DifferenceMark]) -> tuple[Item, ...]:
    return tuple(
        Item(f"{prefix}-{n}-{mark.about}", mark.words, "", mark.drawing)
        for n, mark in enumerate(marks, 1)
    )


def _key(comparison: Comparison, theme: Theme) -> Iterator[KeyEntry]:
    """Yield what the marks on this picture mean; the first begins a row of its own."""
    drawn = (About.VARIABLE, About.LINK, About.NOTE)
    seen = {d.what for d in comparison.differences if d.about in drawn}
    names = {d.what for d in comparison.differences if d.about is About.VARIABLE}
    first = True
    for is_shown, tag, words in (
        (What.ADDED in seen, word_tag("new", theme), "was added"),
        (What.REMOVED in seen, _gone(theme), "was removed"),
        (What.RENAMED in names, old_name_tag("name", theme), "its name before"),
        (
            What.RESIGNED in seen,
            sign_tag(Polarity.POSITIVE, Polarity.NEGATIVE, theme),
            "its sign before, and now",
        ),
        (
            any(not d.now for d in comparison.of(What.DELAYED)),
            delay_tag(theme, delayed=False),
            "no delay any more",
        ),
        (What.MOVED in seen, _way(theme), "was moved from there"),
        (bool(seen & _PENCILLED), pencil_tag(theme), "something else is said of it"),
    ):
        if is_shown:
            shapes = tuple(moved(shape, tag.wide / 2, 0.0) for shape in tag.shapes)
            yield KeyEntry(shapes, tag.wide, words, first)
            first = False


_PENCILLED = {What.REWORDED, What.BOUNDARY, What.KIND, What.EVIDENCE, What.BENT}


def _gone(theme: Theme) -> Tag:
    """Return a dashed ring with a cross on it."""
    box = Bounds(-20.0, -9.0, 34.0, 18.0)
    line = Paint(stroke=theme.change, width=1.3, dash=_DASHED)
    shapes: list[Shape] = [moved(Path(pill(box.width, box.height), line), -3.0, 0.0)]
    shapes += [moved(shape, 13.0, -7.0) for shape in cross_tag(theme).shapes]
    return Tag(tuple(shapes), 44.0, 18.0)


def _way(theme: Theme) -> Tag:
    line = Path((("M", (-12.0, 0.0)), ("L", (22.0, 0.0))), dots(theme))
    return Tag((line, moved(open_dot(theme), -18.0, 0.0)), 44.0, 8.0)
