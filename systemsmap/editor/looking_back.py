"""Looking back: the map as it was at any moment, in an editor of its own that is only looked at."""

from systemsmap.analysis.loops.loop import Loops
from systemsmap.analysis.loops.walk import loop_along
from systemsmap.analysis.register import ListedLoop, listing
from systemsmap.editor.editor import Aspect, Editor, EditorChanged
from systemsmap.editor.moments import Moment, Moments, moments
from systemsmap.editor.tools.look import Look
from systemsmap.model.change import replaced
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.events import Event
from systemsmap.model.history import History
from systemsmap.model.past import map_between
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition
from systemsmap.rendering.theme import Theme

_EMPTY = SystemsMap()


class LookingBack:
    """A person who goes through the moments of one map, forwards and back.

    `at` is the place among `moments` that is looked at, None in the present. `changed` announces
    that another moment is looked at. `number` counts the steps up to what is shown. The map
    itself is never touched.
    """

    def __init__(self, whole: Editor) -> None:
        self.whole = whole
        self.changed: Event[int | None] = Event()
        self.moments: tuple[Moment, ...] = moments(())
        self._book = Moments()
        self._history: History | None = None
        self.at: int | None = None
        self.editor = PastEditor(whole.composition.theme)
        self.number = 0
        self._before: tuple[int, SystemsMap] = (0, _EMPTY)

    @property
    def steps(self) -> History:
        """The history that is gone through."""
        return self.whole.document.history

    @property
    def moment(self) -> Moment | None:
        """The moment that is looked at, None in the present."""
        return None if self.at is None else self.moments[self.at]

    @property
    def map(self) -> SystemsMap:
        """The map as it was at the moment that is looked at."""
        return self.editor.map if self.at is not None else self.whole.map

    def refresh(self) -> None:
        """Take in what was done and named since."""
        self.adopt(self.steps, self._book)

    @property
    def unread(self) -> int:
        """How many steps have not been taken in yet."""
        return len(self.steps) - (self._book.read if self.steps is self._history else 0)

    def adopt(self, history: History, book: Moments) -> None:
        """Go on with moments that were read elsewhere, from the history in hand."""
        if history is not self.steps:
            return
        if history is not self._history and book is self._book:
            book = Moments(history.start)
        self._history, self._book = history, book.read_on(history)
        self.moments = book.all

    def begin(self) -> None:
        """Go into the past, first of all to where we are now."""
        self.refresh()
        self.editor.become(self.whole)
        self.number = len(self.steps)
        self._before = (-1, _EMPTY)
        self.at = len(self.moments) - 1

    def end(self) -> None:
        """Come back to the present."""
        if self.at is not None:
            self.at = None
            self.changed.emit(None)

    def go(self, at: int) -> None:
        """Look at the moment at this place; places beyond the ends are the first and the last."""
        if self.at is None:
            self.begin()
        at = max(0, min(at, len(self.moments) - 1))
        self.show(at, self.map_of(at))

    def distance(self, at: int) -> int:
        """Return how many steps lie between what is shown and the moment at this place."""
        start = self.number if self.at is not None else len(self.steps)
        return abs(start - self.moments[at].number)

    def map_of(self, at: int) -> SystemsMap:
        """Return the map at the moment at this place, from that which is looked at now."""
        return map_between(self.steps, self.editor.map, self.number, self.moments[at].number)

    def show(self, at: int, map_: SystemsMap) -> None:
        """Look at the moment at this place, whose map this is."""
        self._before = (self.number, self.editor.map)
        self.at, self.number = at, self.moments[at].number
        document = self.editor.document
        document.remark(replaced(document.map, map_))
        self.editor.show_loops()
        self.changed.emit(at)

    def before(self) -> SystemsMap:
        """Return the map before the step that led to what is looked at."""
        if self.at is None or self.at == 0:
            return self.map
        earlier = self.moments[self.at - 1].number
        number, map_ = self._before
        if number == earlier:
            return map_
        return map_between(self.steps, self.editor.map, self.number, earlier)


class PastEditor(Editor):
    """An editor that shows a map as it was; nothing can be drawn with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Document(), theme)
        self.tool = Look(self)
        self._ready: Composition | None = None

    def become(self, other: Editor) -> None:
        """Show what another editor shows, every arc where it is there."""
        self._ready = other.composition
        self.document.remark(replaced(self.map, other.map))
        self._ready = None
        self.composition, self.loops = other.composition, other.loops
        ids = frozenset(self.composition.ids())
        self.changed.emit(EditorChanged(Aspect.PICTURE | Aspect.LOOPS, ids))

    def _recompose(self, event: MapChanged) -> frozenset[str]:
        if self._ready is None:
            return super()._recompose(event)
        old, self.composition = self.composition, self._ready
        return frozenset((*old.ids(), *self.composition.ids()))

    def show_loops(self) -> None:
        """Show the badges of all loops that ever had a number and run on this map."""
        loops = standing_loops(self.map)
        if loops != self.loops:
            self.loops = loops
            self.composition, ids = self.composition.with_loops(loops)
            self.changed.emit(EditorChanged(Aspect.LOOPS | Aspect.PICTURE, ids))


def standing_loops(map_: SystemsMap) -> tuple[ListedLoop, ...]:
    """Return those of the loops a map remembers that run on it."""
    found = (loop_along(map_, record.links) for record in map_.loops.values())
    standing = tuple(loop for loop in found if loop)
    listed = listing(map_, Loops(standing, complete=False, known=0, complete_to=0))
    return tuple(loop for loop in listed if not loop.broken)
