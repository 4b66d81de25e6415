"""A person at work on one map: what is selected, held, typed, lit and seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from typing import TYPE_CHECKING

from systemsmap.analysis.pushing import Pushed
from systemsmap.analysis.register import ListedLoop, listing, numbering
from systemsmap.analysis.report import Report
from systemsmap.editor.closing import Closing
from systemsmap.editor.hit_test import Hit, hit
from systemsmap.editor.loop_sets import LoopSets
from systemsmap.editor.overlay import Overlay
from systemsmap.editor.pointer import Pointer
from systemsmap.editor.settings import Settings
from systemsmap.editor.tools import TOOLS, Tool
from systemsmap.editor.typing import Typing
from systemsmap.editor.upkeep import Upkeep
from systemsmap.model.document import Document, MapChanged
from systemsmap.model.events import Event
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.rendering.composition import Composition, compose
from systemsmap.rendering.drawing import Bounds
from systemsmap.rendering.theme import LIGHT, Theme

if TYPE_CHECKING:
    from systemsmap.analysis.folding import Folding

WHOLESALE = 200  # records changed at once from which the picture is made anew, not mended


class Aspect(Flag):
    """What differs after an announcement of the editor."""

    PICTURE = auto()
    SELECTION = auto()
    OVERLAY = auto()
    TOOL = auto()
    TYPING = auto()
    LOOPS = auto()
    LIT = auto()
    NOTICE = auto()
    CLOSING = auto()


@dataclass(frozen=True, slots=True)
class EditorChanged:
    """What differs, and the ids whose drawing is another one or gone."""

    aspects: Aspect
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """The part of the map on screen, and screen pixels per map unit."""

    area: Bounds = field(default_factory=lambda: Bounds(-400.0, -300.0, 800.0, 600.0))
    scale: float = 1.0


class Editor:
    """Everything about editing one map that is not the map itself, announced when it changes."""

    def __init__(self, document: Document, theme: Theme = LIGHT) -> None:
        self.document = document
        self.changed: Event[EditorChanged] = Event()
        self.composition = compose(document.map, theme)
        self.expected: Composition | None = None  # made while a large map was read
        self.selection: frozenset[str] = frozenset()
        self.overlay = Overlay()
        self.typing: Typing | None = None
        self.asking_sign: str | None = None
        self.report: Report | None = None
        self.loops: tuple[ListedLoop, ...] = ()
        self.upkeep = Upkeep()
        self.sets = LoopSets(self)
        self.hovered_loop: str | None = None
        self.pushed: Pushed | None = None
        self.spot: frozenset[str] = frozenset()  # what alone is lit while a key is held
        self.closing: Closing | None = None
        self.notice = ""
        self.settings = Settings()
        self.shading = False
        self.evidenced = False  # only what does not rest on assumptions is shown
        self.folding: Folding | None = None  # while the map is seen folded
        self.view = View()
        self.tool: Tool = TOOLS["select"](self)
        document.changed.subscribe(self._follow)

    # ------------------------------------------------------------------ the map

    @property
    def map(self) -> SystemsMap:
        """The current map."""
        return self.document.map

    def _follow(self, event: MapChanged) -> None:
        ids = self._recompose(event)
        self.pushed = None
        self.show_overlay(marks=())
        aspects = Aspect.PICTURE
        left = frozenset(i for i in self.selection if self.map.get(i) is not None)
        if left != self.selection:
            self.selection = left
            aspects |= Aspect.SELECTION
        if self.asking_sign and self.asking_sign not in self.map.links:
            self.asking_sign = None
            aspects |= Aspect.TYPING
        self.changed.emit(EditorChanged(aspects, ids))
        if any(i in self.map.loops or i in event.change.before for i in event.change.after):
            self._list_loops()

    def _recompose(self, event: MapChanged) -> frozenset[str]:
        """Bring the picture up to date; return the ids that look different or are gone."""
        old = self.composition
        if not event.provisional and len(event.change.after) > WHOLESALE:
            ready, self.expected = self.expected, None
            if ready and ready.map == self.map:
                self.composition = ready.with_theme(old.theme)
            else:
                self.composition = compose(self.map, old.theme, old.loops)
            return frozenset((*old.ids(), *self.composition.ids()))
        self.composition, ids = old.after(self.map, event.change)
        if not event.provisional:
            self.composition, settled = self.composition.settled()
            ids |= settled
        return ids

    # ------------------------------------------------------------------ loops

    def take_report(self, report: Report) -> None:
        """Take an answer about the current map: number its loops and list them."""
        self.report = report
        found = self.sets.found()
        if found:
            self.document.remark(numbering(self.map, found))
        self._list_loops()
        self.changed.emit(EditorChanged(Aspect.LOOPS))

    def _list_loops(self) -> None:
        found = self.sets.found()
        if found is None:
            return
        loops = tuple(loop for loop in listing(self.map, found) if _still_there(self.map, loop))
        if loops == self.loops:
            return
        self.loops = loops
        self.composition, ids = self.composition.with_loops(loops)
        self.changed.emit(EditorChanged(Aspect.LOOPS | Aspect.PICTURE, ids))

    def loop(self, id_: str | None) -> ListedLoop | None:
        """Return the listed loop with this id, or None."""
        return next((loop for loop in self.loops if loop.id == id_), None)

    @property
    def lit(self) -> ListedLoop | None:
        """The loop the rest of the map is dimmed for: hovered in the panel, or selected."""
        chosen = self.selection if len(self.selection) == 1 else frozenset[str]()
        return self.loop(self.hovered_loop) or self.loop(next(iter(chosen), None))

    @property
    def selected_loop(self) -> ListedLoop | None:
        """The one loop that is selected, directly or by selecting exactly its links, or None."""
        if len(self.selection) == 1:
            return self.loop(next(iter(self.selection)))
        links = self.selection & self.map.links.keys()
        return self.loop(loop_id(links)) if links else None

    def hover_loop(self, id_: str | None) -> None:
        """Light a loop for as long as the pointer rests on its row or badge."""
        if id_ != self.hovered_loop:
            self.hovered_loop = id_
            self.changed.emit(EditorChanged(Aspect.LIT))

    # ------------------------------------------------------------------ choosing

    def select(self, *ids: str) -> None:
        """Select exactly these records."""
        chosen = frozenset(ids)
        if chosen != self.selection:
            self.selection = chosen
            self.changed.emit(EditorChanged(Aspect.SELECTION | Aspect.LIT))
        if self.asking_sign and self.asking_sign not in chosen:
            self.ask_sign(None)

    @property
    def selected_variables(self) -> tuple[Variable, ...]:
        """The selected variables, in the order of the map."""
        return tuple(v for i, v in self.map.variables.items() if i in self.selection)

    @property
    def selected_links(self) -> tuple[str, ...]:
        """The ids of the selected links, in the order of the map."""
        if len(self.selection) < len(self.map.links) / 8:
            return tuple(i for i in self.selection if i in self.map.links)
        return tuple(i for i in self.map.links if i in self.selection)

    # ------------------------------------------------------------------ the hand

    def take(self, tool: str) -> None:
        """Put down the tool in hand and take another."""
        self.tool.cancel()
        self.tool = TOOLS[tool](self)
        self.changed.emit(EditorChanged(Aspect.TOOL))

    def pointer(self, event: Pointer) -> None:
        """Pass an event of the pointer to the tool in hand."""
        match event.kind:
            case "press":
                self.tool.press(event)
            case "drag":
                self.tool.drag(event)
            case "move":
                self.tool.move(event)
            case "release":
                self.tool.release(event)
            case "double":
                self.tool.double(event)

    def hit(self, at: Pointer) -> Hit | None:
        """Return what lies under the pointer."""
        return hit(self.composition, at)

    def cancel(self) -> None:
        """Stop whatever is going on and leave the map as it was; then let go step by step."""
        if self.typing:
            self.type(None)
        elif self.pushed:
            self.pushed = None
            self.show_overlay(marks=())
        elif self.tool.state != "resting":
            self.tool.cancel()
        elif self.asking_sign:
            self.ask_sign(None)
        elif self.tool.id != "select":
            self.take("select")
        else:
            self.select()

    def cancel_quietly(self) -> None:
        """End a drag or a question, keeping the selection: something else is about to happen."""
        self.tool.cancel()
        self.ask_sign(None)

    def show_overlay(self, **parts: object) -> None:
        """Set hover, band, ghost or guides; what is not named stays."""
        overlay = replace(self.overlay, **parts)  # type: ignore[arg-type]
        if overlay != self.overlay:
            self.overlay = overlay
            self.changed.emit(EditorChanged(Aspect.OVERLAY))

    # ------------------------------------------------------------------ asking and saying

    def type(self, typing: Typing | None) -> None:
        """Open the name editor for this, or close it."""
        self.typing = typing
        self.document.history.seal()
        self.changed.emit(EditorChanged(Aspect.TYPING))

    def ask_sign(self, link: str | None) -> None:
        """Ask for the sign of a link at its arrowhead, or stop asking."""
        if not self.settings.ask_signs:
            link = None
        if link != self.asking_sign:
            self.asking_sign = link
            self.changed.emit(EditorChanged(Aspect.TYPING))

    def say(self, notice: str) -> None:
        """Tell the person something in one sentence, without a dialog."""
        self.notice = notice
        self.changed.emit(EditorChanged(Aspect.NOTICE))

    def look(self, theme: Theme) -> None:
        """Draw the map in another theme."""
        self.composition = self.composition.with_theme(theme)
        self.changed.emit(EditorChanged(Aspect.PICTURE, frozenset(self.composition.ids())))

    def see(self, area: Bounds, scale: float) -> None:
        """Note which part of the map is on screen."""
        self.view = View(area, scale)

    def boxes(self, but: Iterable[str] = ()) -> list[Bounds]:
        """Return the boxes of all names and notes except these."""
        left_out = set(but)
        ids = (*self.map.variables, *self.map.notes)
        return [self.composition.box(i) for i in ids if i not in left_out]


def _still_there(map_: SystemsMap, loop: ListedLoop) -> bool:
    """Return whether a loop that was found a moment ago can still be drawn."""
    return loop.broken or all(i in map_.links for i in loop.links)
