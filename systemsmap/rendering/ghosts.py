"""What is no longer there, drawn faint, dashed and struck where it was."""

from dataclasses import dataclass, replace

from systemsmap.analysis.comparing import About, Comparison, What
from systemsmap.layout.near import free_spot
from systemsmap.model.change import changed
from systemsmap.model.records import Link, Note, Record, Variable
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Path, Shape, Text
from systemsmap.rendering.notes import note_box
from systemsmap.rendering.tags import struck
from systemsmap.rendering.theme import STRONG, Theme
from systemsmap.rendering.variables import box_of

_FADED = 0.62  # how much of its colour is left to what is gone
_GAP = 6.0
_DASH = (6.0, 6.0)


@dataclass(frozen=True, slots=True)
class Ghosts:
    """The map with what is gone put back, to draw that from; `ids`: what it is."""

    composition: Composition
    ids: tuple[str, ...]

    def draw(self, id_: str) -> Drawing:
        """Return the faint drawing of what is gone."""
        return faded(self.composition.draw(id_), self.composition.theme)


def ghosts(composition: Composition, comparison: Comparison, by: tuple[float, float]) -> Ghosts:
    """Return what is gone in its old place, or beside that where something else stands by now.

    Links run between where their ends are now. `by`: how far the whole map went meanwhile.
    """
    old, map_ = comparison.old, composition.map
    kinds = (About.VARIABLE, About.NOTE, About.LINK)
    gone = [d for d in comparison.of(What.REMOVED) if d.about in kinds]
    occupied = [_sides(composition.box(i)) for i in (*map_.variables, *map_.notes)]
    put_back: list[Record] = []
    for difference in gone:
        record = old.get(difference.id)
        if isinstance(record, Variable | Note):
            record = _beside(record, by, occupied, composition.theme)
            occupied.append(_sides(_box(record, composition.theme)))
        if isinstance(record, Variable | Note | Link):
            put_back.append(record)
    change = changed(map_, *put_back)
    again, _ = composition.after(change.applied_to(map_), change)
    return Ghosts(again, tuple(r.id for r in put_back))


def _beside(
    record: Variable | Note,
    by: tuple[float, float],
    occupied: list[tuple[float, float, float, float]],
    theme: Theme,
) -> Variable | Note:
    record = replace(record, x=record.x + by[0], y=record.y + by[1])
    box = _box(record, theme)
    middle = box.middle
    x, y = free_spot(occupied, (box.width, box.height), (middle.x, middle.y), _GAP)
    return replace(record, x=record.x + x - middle.x, y=record.y + y - middle.y)


def _box(record: Variable | Note, theme: Theme) -> Bounds:
    return box_of(record, theme) if isinstance(record, Variable) else note_box(record, theme)


def _sides(box: Bounds) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def faded(drawing: Drawing, theme: Theme) -> Drawing:
    """Return a drawing in pale colours, its lines dashed and its words struck out."""
    shapes: list[Shape] = []
    for shape in drawing.shapes:
        if isinstance(shape, Text):
            pale = replace(shape, colour=_mixed(shape.colour, theme))
            shapes.append(pale)
            if len(shape.words) > 1:
                shapes.append(struck(pale, theme.change))
        else:
            shapes.append(Path(shape.segments, _pale(shape.paint, theme)))
    return Drawing(drawing.at, tuple(shapes), drawing.bounds)


def _pale(paint: Paint, theme: Theme) -> Paint:
    stroke = _mixed(paint.stroke, theme) if paint.stroke else None
    fill = _mixed(paint.fill, theme) if paint.fill else None
    dash = _DASH if paint.stroke and not paint.fill else ()
    return Paint(stroke, paint.width, fill, dash, paint.opacity)


def _mixed(colour: str, theme: Theme) -> str:
    """Return a colour nearer to that of the paper, but where contrast is what was asked for."""
    if theme.name == STRONG.name:
        return colour
    parts = [(int(c[i : i + 2], 16)) for i in (1, 3, 5) for c in (colour, theme.paper)]
    mixed = [round(a * _FADED + b * (1 - _FADED)) for a, b in zip(*[iter(parts)] * 2, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)
