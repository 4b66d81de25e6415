"""The marks of a push beside the names: which way each variable goes, told by shape and colour."""

from systemsmap.analysis.pushing import Pull, Pushed
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.drawing import Bounds, Drawing, Paint, Path, Point, Segment, Text

RADIUS = 12.0
_UP: tuple[Segment, ...] = (("M", (0, -6.5)), ("L", (6.5, 5)), ("L", (-6.5, 5)), ("Z", ()))
_DOWN: tuple[Segment, ...] = (("M", (0, 6.5)), ("L", (6.5, -5)), ("L", (-6.5, -5)), ("Z", ()))
_BOTH: tuple[Segment, ...] = (
    *(("M", (0, -8)), ("L", (5.5, -1.5)), ("L", (-5.5, -1.5)), ("Z", ())),
    *(("M", (0, 8)), ("L", (5.5, 1.5)), ("L", (-5.5, 1.5)), ("Z", ())),
)
_SHAPES = {Pull.UP: _UP, Pull.DOWN: _DOWN, Pull.BOTH: _BOTH}
_KAPPA = 0.5523 * RADIUS  # of the cubic curve that comes closest to a quarter of a circle


def push_marks(composition: Composition, pushed: Pushed) -> tuple[Drawing, ...]:
    """Return a mark for each variable reached, above the left end of its name."""
    return tuple(
        _mark(composition, composition.box(id_), pull)
        for id_, pull in pushed.pulls.items()
        if composition.has(id_)
    )


def _mark(composition: Composition, box: Bounds, pull: Pull) -> Drawing:
    theme = composition.theme
    at = Point(box.x, box.y)
    colour = {Pull.UP: theme.positive, Pull.DOWN: theme.negative}.get(pull, theme.ink)
    ground = Path(_circle(), Paint(stroke=colour, width=2.0, fill=theme.paper))
    if pull is Pull.OPEN:
        sign: Path | Text = Text("?", Point(0.0, 6.0), 17, colour, 700)
    else:
        sign = Path(_SHAPES[pull], Paint(fill=colour))
    around = Bounds(at.x - RADIUS, at.y - RADIUS, 2 * RADIUS, 2 * RADIUS)
    return Drawing(at, (ground, sign), around.grown(2.0))


def _circle() -> tuple[Segment, ...]:
    r, k = RADIUS, _KAPPA
    return (
        ("M", (0, -r)),
        ("C", (k, -r, r, -k, r, 0)),
        ("C", (r, k, k, r, 0, r)),
        ("C", (-k, r, -r, k, -r, 0)),
        ("C", (-r, -k, -k, -r, 0, -r)),
        ("Z", ()),
    )
