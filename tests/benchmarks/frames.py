"""The canvas, frame by frame: from the pointer to what is painted, on a window in memory."""

from collections.abc import Callable
from functools import cache, partial
from itertools import cycle

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from systemsmap.editor.editor import Editor
from systemsmap.editor.pointer import Modifiers, Pointer
from systemsmap.gui.canvas.view import CanvasView
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from tests.benchmarks.row import Row, clocked
from tests.benchmarks.spread import spread, with_hub

Job = Callable[[], object]
WIDTH, HEIGHT = 1600, 900


@cache
def _application() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])


def shown(map_: SystemsMap) -> CanvasView:
    """Return a canvas that shows the whole of a map, painted once."""
    _application()
    view = CanvasView(Editor(Document(map_)))
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.fit()
    _paint()
    return view


def _paint() -> None:
    QApplication.processEvents()


def _drag(map_: SystemsMap, id_: str) -> Job:
    view = shown(map_)
    variable = map_.variables[id_]
    scale = view.scale_now
    places = cycle((8.0 * k, 5.0 * k) for k in (*range(1, 20), *range(20, 0, -1)))
    view.editor.pointer(Pointer("press", variable.x, variable.y, scale=scale))

    def frame() -> None:
        dx, dy = next(places)
        view.send("drag", QPointF(view.mapFromScene(variable.x + dx, variable.y + dy)), Modifiers())
        _paint()

    return frame


def _usual(map_: SystemsMap) -> str:
    """Return the variable that half of all others have more links than."""
    return sorted(map_.variables, key=lambda id_: len(map_.links_at.get(id_, ())))[
        len(map_.variables) // 2
    ]


def _pan(view: QGraphicsView) -> Job:
    view.scale(1.5, 1.5)  # so that what comes in at the edge is not empty
    steps = cycle((*[40] * 8, *[-40] * 8))

    def frame() -> None:
        bar = view.horizontalScrollBar()
        bar.setValue(bar.value() + next(steps))
        _paint()

    return frame


def _zoom(map_: SystemsMap) -> Job:
    view, steps = shown(map_), cycle((1.05, 1.05, 1 / 1.05, 1 / 1.05))

    def frame() -> None:
        view.zoom_at(QPointF(WIDTH / 3, HEIGHT / 2), next(steps))
        _paint()

    return frame


def _boxes(count: int) -> QGraphicsView:
    """As many bare words and straight lines as Qt's own items paint: the least there can be."""
    _application()
    scene = QGraphicsScene()
    for variable in spread(count, count).variables.values():
        scene.addSimpleText(variable.name).setPos(variable.x, variable.y)
        scene.addLine(variable.x, variable.y, variable.x + 220, variable.y + 130)
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.fitInView(scene.sceneRect())
    view.scale(1.2, 1.2)
    _paint()
    return view


def _rows(variables: int, links: int, goals: tuple[float, float, float]) -> tuple[Row, ...]:
    map_, what = spread(variables, links), f"{variables:,} / {links:,}"
    drag, pan, zoom = goals
    bare = clocked(lambda: _pan(_boxes(variables)), 20)
    return (
        Row(f"{what}: drag", drag, clocked(partial(_drag, map_, _usual(map_)))),
        Row(f"{what}: pan", pan, clocked(lambda: _pan(shown(map_))), "bare Qt items", bare),
        Row(f"{what}: zoom", zoom, clocked(partial(_zoom, map_))),
    )


def _hub() -> Row:
    map_, hub = with_hub(spread(1000, 1600), 100)
    return Row("1,000 / 1,700: drag a hub of 100", 33, clocked(partial(_drag, map_, hub)))


ROWS = (
    *_rows(200, 340, (16, 16, 33)),
    *_rows(1000, 1700, (16, 33, 33)),
    _hub(),
    _rows(2000, 4000, (16, 100, 100))[0],
)
