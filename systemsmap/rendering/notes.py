"""How a note on the canvas is drawn: running text in a quiet tone, wrapped at its width."""

from systemsmap.model.records import Note
from systemsmap.rendering.drawing import Bounds, Drawing, Point, Shape, Text
from systemsmap.rendering.text import ascent, fill, line_height, width
from systemsmap.rendering.theme import Theme


def note_lines(note: Note, theme: Theme) -> tuple[str, ...]:
    """Return the lines a note wraps into; empty lines are kept."""
    return fill(note.text, theme.note_size, max(note.width, 40.0))


def note_box(note: Note, theme: Theme) -> Bounds:
    """Return the rectangle of a note, its text only."""
    lines = note_lines(note, theme)
    widest = max([width(line, theme.note_size) for line in lines] + [40.0])
    high = line_height(theme.note_size) * max(len(lines), 1)
    return Bounds(note.x, note.y, max(widest, note.width), high)


def words_box(note: Note, theme: Theme) -> Bounds:
    """Return the rectangle that the words of a note really fill."""
    widest = max(width(line, theme.note_size) for line in note_lines(note, theme))
    return Bounds(note.x, note.y, max(widest, 20.0), note_box(note, theme).height)


def draw_note(note: Note, theme: Theme) -> Drawing:
    """Return the drawing of a note, anchored at its top left corner."""
    size, step = theme.note_size, line_height(theme.note_size)
    first = (step - size) / 2 + ascent(size) * 0.92
    shapes: tuple[Shape, ...] = tuple(
        Text(line, Point(0.0, first + i * step), size, theme.soft, 400, "start")
        for i, line in enumerate(note_lines(note, theme))
        if line
    )
    return Drawing(Point(note.x, note.y), shapes, note_box(note, theme).grown(2.0))
