"""A session of 400 steps played back in the window's timeline, painted."""

from collections.abc import Callable
from itertools import cycle
from random import Random

from PySide6.QtWidgets import QApplication

from systemsmap.editor.editor import Editor
from systemsmap.editor.looking_back import LookingBack
from systemsmap.gui.canvas.past import PastCanvas
from systemsmap.gui.panels.timeline import TimelinePanel
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import compose
from systemsmap.rendering.theme import LIGHT
from tests.benchmarks.frames import shown
from tests.benchmarks.row import Row, clocked
from tests.benchmarks.spread import spread

Job = Callable[[], object]
STEPS = 400


def session() -> Document:
    """Return a map of 60 variables and 110 links as it was drawn in a room, step by step."""
    goal, document, random = spread(60, 110), Document(), Random(4)
    for v in goal.variables.values():
        document.commit(edits.add_variable(document.map, v.name, v.x, v.y, id_=v.id), "Add")
    for k in goal.links.values():
        ends = (k.source, k.target, k.polarity)
        document.commit(edits.add_link(document.map, *ends, id_=k.id), "Add link")
    ids = list(document.map.variables)
    while len(document.history) < STEPS:
        by = (random.uniform(-40, 40), random.uniform(-40, 40))
        document.commit(edits.move(document.map, [random.choice(ids)], *by), "Move")
    return document


def _play() -> Job:
    document = session()
    view = shown(SystemsMap())
    editor: Editor = view.editor
    editor.document.load(document.map, document.history)
    view.fit()
    back = LookingBack(editor)
    canvas = PastCanvas(view, back)
    back.changed.subscribe(lambda at: None if at is None else canvas.look())
    panel = TimelinePanel(editor, back)
    panel.resize(380, 760)
    panel.show()
    panel.refresh()
    places = cycle(range(STEPS))

    def frame() -> None:
        back.go(next(places))
        QApplication.processEvents()

    return frame


def _anew() -> Job:
    map_ = session().map
    return lambda: compose(map_, LIGHT)


ROWS = (
    Row(
        "a moment of 400 shown and told",
        120,
        clocked(_play, STEPS),
        "only composed anew",
        clocked(_anew, 20),
    ),
)
