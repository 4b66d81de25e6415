"""The loops of the map in hand, kept up with every edit on the spot.

The engine is built elsewhere, in the worker's process, and follows the edits here from then on:
each costs it 8 ms at most. What it can no longer follow that quickly it says (its horizon comes
nearer), and whoever asks the worker for a new one gets back what was lost.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from systemsmap.analysis.loops.loop import Loop, LoopPolarity, Loops
from systemsmap.analysis.loops.walk import loop_along
from systemsmap.analysis.reading_delta import read_delta
from systemsmap.editor.closing import Closing
from systemsmap.model.change import Change
from systemsmap.model.document import MapChanged
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Link
from systemsmap.model.systems_map import SystemsMap

if TYPE_CHECKING:
    from systemsmap.analysis.loops.engine import LoopEngine

PAGE = 200
"""Loops listed at first, and more with each page that is asked for."""
MOST_THROUGH = 5_000


class Upkeep:
    """Follows the changes of one map with an engine, once it has been given one."""

    def __init__(self) -> None:
        self.pages = 1
        self._engine: LoopEngine | None = None
        self._wanted = 0
        self._since: list[Change] | None = None  # while an engine is being built
        self._news: list[str] = []
        self._closed: Closing | None = None

    @property
    def is_there(self) -> bool:
        """True once there is an engine for the map in hand."""
        return self._engine is not None

    @property
    def is_short(self) -> bool:
        """True when a new engine would know more: there is none, or its horizon came nearer."""
        engine = self._engine
        return engine is None or (not engine.complete and engine.horizon < self._wanted)

    def begin(self) -> None:
        """Note that an engine is being built for the map as it is now."""
        self._since = []

    def adopt(self, engine: "LoopEngine") -> None:
        """Go on with this engine, brought up to what was done since `begin`."""
        for change in self._since or ():
            engine.apply(change)
        self._since = None
        self._engine, self._wanted = engine, engine.horizon

    def follow(self, event: MapChanged) -> None:
        """Take a change in as the document announces it. Another map ends the upkeep."""
        if event.provisional:
            return
        if event.remark and event.change.is_structural:
            self._engine, self._since = None, None
            self._news.clear()
            self.pages = 1
            return
        if self._since is not None:
            self._since.append(event.change)
        if self._engine is not None:
            delta = self._engine.apply(event.change)
            if delta:
                self._news.append(read_delta(delta, _new_links(event.change)))
            if delta.added and _new_links(event.change):
                self._closed = Closing(loop_id(delta.added[0].links), len(delta.added) - 1)

    def news(self) -> str:
        """Return in words what happened to loops since this was asked last."""
        told, self._news = " ".join(self._news[-2:]), []
        return told

    def closed(self) -> Closing | None:
        """Return what new links closed since this was asked last."""
        told, self._closed = self._closed, None
        return told

    # ------------------------------------------------------------------ what is known

    def loops(self) -> Loops | None:
        """Return the pages of loops that are wanted, shortest first; None without an engine."""
        engine = self._engine
        if engine is None:
            return None
        loops = engine.loops(limit=PAGE * self.pages)
        complete = engine.complete and len(loops) == len(engine)
        return Loops(loops, complete, len(engine), engine.horizon, exactly=engine.complete)

    def loops_beside(self, listed: Loops, map_: SystemsMap) -> Loops | None:
        """Return the pages that are wanted, with those still standing that were listed before.

        When an edit brought the horizon near, a better answer is on its way; until then nothing
        that runs on this map is to vanish from the list.
        """
        now = self.loops()
        if now is None or not self.is_short:
            return now
        known = {loop.links for loop in now.loops}
        stood = (loop_along(map_, loop.links) for loop in listed.loops)
        more = [loop for loop in stood if loop and loop.links not in known]
        loops = sorted((*now.loops, *more), key=len)
        return replace(now, loops=tuple(loops), known=max(now.known, len(loops)))

    def through(self, ids: frozenset[str]) -> tuple[Loop, ...]:
        """Return a page of the loops that run through all these variables and links."""
        if self._engine is None or not ids:
            return ()
        first, *others = sorted(ids)
        limit = MOST_THROUGH if others else PAGE
        loops = self._engine.loops(through=first, limit=limit)
        sought = set(others)
        found = (loop for loop in loops if sought <= {*loop.links, *loop.variables})
        return tuple(found)[:PAGE]

    def __len__(self) -> int:
        """Return how many loops are kept; those listed are the first of them."""
        return len(self._engine) if self._engine is not None else 0

    @property
    def horizon(self) -> int:
        """Every loop of at most so many links is kept."""
        return self._engine.horizon if self._engine is not None else 0

    @property
    def is_complete(self) -> bool:
        """True when all loops of the map are kept."""
        return self._engine is not None and self._engine.complete

    def by_polarity(self) -> Mapping[LoopPolarity, int]:
        """Return how many of the loops kept do what."""
        return self._engine.count() if self._engine is not None else {}

    def by_length(self) -> Mapping[int, int]:
        """Return how many loops of each length are kept."""
        return self._engine.by_length() if self._engine is not None else {}


def _new_links(change: Change) -> int:
    return sum(isinstance(r, Link) and change.before[i] is None for i, r in change.after.items())
