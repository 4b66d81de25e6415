"""Maps on their way into windows: opened, opened before, or left behind by a killed process."""

from dataclasses import dataclass, replace
from os.path import normcase
from pathlib import Path
from typing import Protocol

from systemsmap.gui.importing import ask_which, look_at
from systemsmap.gui.opening import Opened, Opener
from systemsmap.gui.recent import RecentFiles
from systemsmap.gui.recovering import offer
from systemsmap.gui.rescuing import tell
from systemsmap.gui.session import Session
from systemsmap.resources import resource
from systemsmap.storage.recovery import Found, Orphan, discard, recover

PATIENCE = 2.0  # seconds the end of the program waits for what is still being written


class Windows(Protocol):
    """The windows of the program."""

    sessions: list[Session]

    @property
    def front(self) -> Session | None:
        """The session whose window is being used, or else the newest."""

    def new_window(self) -> Session:
        """Open a window with an empty map."""


@dataclass(frozen=True)
class _Asked:
    """A path to open, where it leads, and whether it is a shipped example."""

    path: Path
    place: Path
    is_example: bool


class Arrivals:
    """Reads what is asked for away from the windows' thread and finds each map its window."""

    def __init__(self, windows: Windows, settings: Path, work: Path) -> None:
        self._windows, self._work = windows, work
        self._recent = RecentFiles(settings)
        self.recent: list[Path] = []
        self._opener = Opener()
        self._opener.run(self._recent.list, self._take_recent)

    def open(self, paths: list[Path]) -> None:
        """Open each of these maps: in the window that is still empty, or in one of its own."""
        for path in paths:
            self._opener.run(lambda path=path: _asked(path), self._open)  # type: ignore[misc]

    def open_text(self, name: str, data: bytes) -> None:
        """Look at a map that was pasted as text; `name` ends in the suffix of its format."""
        self._opener.open_text(name, data, self._opened)

    def open_copy(self, path: Path) -> None:
        """Open what is in a file as a map of its own."""
        self._opener.open(path, self._opened, copy=True)

    def read_anew(self, session: Session) -> None:
        """Show what is in a session's file now, unless something is edited before it is read."""
        if session.filing.path:
            self._opener.open(session.filing.path, lambda opened: self._renew(session, opened))

    def remember(self, path: Path) -> None:
        """Put a file at the top of those opened last."""
        self._opener.run(lambda: self._recent.add(path))
        self._opener.run(self._recent.list, self._take_recent)

    def offer_recovered(self) -> None:
        """Offer what killed processes left behind."""
        self._opener.run(lambda: recover(self._work), self._offer)

    def close(self) -> None:
        """Read nothing more."""
        self._opener.close(PATIENCE)

    # ------------------------------------------------------------------ opening

    def _open(self, asked: _Asked) -> None:
        holder = self._holder(asked.place)
        if holder and not asked.is_example:
            _bring_forward(holder)
        elif asked.is_example:
            self._opener.open(asked.path, self._opened, copy=True)
        else:
            self._opener.open_beside(asked.path, self._work, self._opened)

    def _opened(self, opened: Opened) -> None:
        if opened.several:
            self._ask_which(opened)
            return
        if opened.stored is None:
            bar = (self._windows.front or self._windows.new_window()).window.trouble_bar
            tell(bar, opened, lambda use: self._opener.open_instead(opened.path, use, self._show))
            return
        holder = self._holder(opened.stored.path)
        if holder:  # it was asked for twice before it was there
            _bring_forward(holder)
            return
        if opened.is_foreign:
            front = self._windows.front or self._windows.new_window()
            look_at(front, opened, self._show)
            return
        self._show(opened)

    def _renew(self, session: Session, opened: Opened) -> None:
        if session not in self._windows.sessions or session.filing.path != opened.path:
            return
        if opened.stored is None:
            session.window.trouble_bar.show_trouble(opened.trouble)
        elif not session.keeping.is_dirty:
            holder = session.neighbours.holder
            readonly = opened.stored.readonly or holder is not None
            session.editor.expected = opened.composition
            session.load(replace(opened.stored, readonly=readonly), holder=holder)

    def _ask_which(self, opened: Opened) -> None:
        front = self._windows.front or self._windows.new_window()
        ask_which(
            front, opened, lambda name: self._opener.open_part(opened.path, name, self._opened)
        )

    def _show(self, opened: Opened) -> None:
        """Show a map in the window that is still empty, or in one of its own."""
        assert opened.stored is not None
        session = self._free_session()
        session.editor.expected = opened.composition
        session.load(opened.stored, holder=opened.holder)
        _bring_forward(session)
        if opened.stored.path:
            self.remember(opened.stored.path)
        if opened.notices and not opened.is_foreign:
            session.window.trouble_bar.show_news(" ".join(opened.notices))

    def _free_session(self) -> Session:
        front = self._windows.front
        sessions = [*([front] if front else []), *self._windows.sessions]
        free = (s for s in sessions if s.is_untouched)
        return next(free, None) or self._windows.new_window()

    def _holder(self, path: Path | None) -> Session | None:
        """Return the session that has this file open."""
        there = (s for s in self._windows.sessions if path and _same(s.filing.path, path))
        return next(there, None)

    def _take_recent(self, paths: tuple[Path, ...]) -> None:
        self.recent = list(paths)
        for session in self._windows.sessions:
            session.window.start_page.refresh()

    # ------------------------------------------------------------------ what was left behind

    def _offer(self, found: Found) -> None:
        if self._windows.front:
            bar = self._windows.front.window.trouble_bar
            offer(found, bar, self._take_up, self._throw_away)

    def _take_up(self, orphan: Orphan) -> None:
        session = self._holder(orphan.stored.path)
        if session:  # its file has been opened meanwhile, as it was before
            session.take_over(orphan.stored.map_, lambda: self._throw_away(orphan))
        else:
            session = self._free_session()
            session.load(orphan.stored, orphan)
        _bring_forward(session)

    def _throw_away(self, orphan: Orphan) -> None:
        self._opener.run(lambda: discard(orphan))


def _asked(path: Path) -> _Asked:
    """Find out where a path leads; the disk is asked."""
    try:
        place = path.resolve()
    except (OSError, RuntimeError):  # a circle of links
        place = path.absolute()
    return _Asked(place, place, resource("examples").resolve() in place.parents)


def _same(one: Path | None, other: Path) -> bool:
    """Return whether two paths that were resolved when they were asked for are one file."""
    return one is not None and normcase(one) == normcase(other)


def _bring_forward(session: Session) -> None:
    window = session.window
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
