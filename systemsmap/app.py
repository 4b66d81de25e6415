"""Builds the program from its parts: the only place that knows them all."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from systemsmap.editor.settings import Settings
from systemsmap.gui.application import catch_errors, make_application
from systemsmap.gui.first_paint import tell_first_paint
from systemsmap.gui.folders import Folders, folders
from systemsmap.gui.opening import Opened, Opener
from systemsmap.gui.palette_theme import DARK_CHROME, LIGHT_CHROME, dress, wants_dark
from systemsmap.gui.recent import RecentFiles
from systemsmap.gui.recovering import offer
from systemsmap.gui.session import Session, World
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.rendering.theme import DARK, LIGHT, Theme
from systemsmap.resources import resource
from systemsmap.storage.recovery import Orphan, recover

SETTLED = 60  # milliseconds after the first painting: then what is heavy may be loaded


class Program:
    """Every open window, and what they share."""

    def __init__(self, app: QApplication, where: Folders) -> None:
        self._app, self._where = app, where
        self.sessions: list[Session] = []
        self.store = SettingsStore(where.settings)
        self._recent = RecentFiles(where.settings)
        self._opener = Opener()
        self._world = World(
            work=where.work,
            store=self.store,
            recent=lambda: list(self._recent.list()),
            examples=examples,
            open_paths=self.open,
            new_window=self.add_window,
            quit=self.quit,
            closed=self._closed,
            kept_at=self._recent.add,
            shortcuts=self.store.shortcuts,
        )
        self.store.changed.subscribe(self._dress)
        QGuiApplication.styleHints().colorSchemeChanged.connect(
            lambda _: self._dress(self.store.settings)
        )
        self._dress(self.store.settings)

    # ------------------------------------------------------------------ windows

    def new_window(self) -> Session:
        """Open a window with an empty map."""
        session = Session(self._world, self._theme)
        self.sessions.append(session)
        session.begin()
        session.window.after_painting(lambda: QTimer.singleShot(SETTLED, session.wake))
        session.window.show()
        return session

    def add_window(self) -> None:
        """Open a window with an empty map, as the command does."""
        self.new_window()

    def open(self, paths: list[Path]) -> None:
        """Open each of these maps: in the window that is still empty, or in one of its own."""
        for path in paths:
            already = next((s for s in self.sessions if _same(s.filing.path, path)), None)
            if already:
                already.window.activateWindow()
                already.window.raise_()
            else:
                is_example = resource("examples").resolve() in path.resolve().parents
                self._opener.open(path, self._opened, copy=is_example)

    def offer_recovered(self) -> None:
        """Offer what killed processes left behind."""
        self._opener.run(
            lambda: recover(self._where.work),
            lambda found: (
                offer(found, self.sessions[0].window.trouble_bar, self._take_up)
                if self.sessions
                else None
            ),
        )

    def quit(self) -> None:
        """Close every window; one that has to ask something stays."""
        for session in tuple(self.sessions):
            session.window.close()

    def _free_session(self) -> Session:
        free = (s for s in self.sessions if s.is_untouched)
        return next(free, None) or self.new_window()

    def _opened(self, opened: Opened) -> None:
        if opened.stored is None:
            (self.sessions or [self.new_window()])[0].window.trouble_bar.show_trouble(
                opened.trouble
            )
            return
        session = self._free_session()
        session.load(opened.stored)
        if opened.stored.path:
            self._recent.add(opened.stored.path)
        if opened.notices:
            session.window.trouble_bar.show_news(" ".join(opened.notices))

    def _take_up(self, orphan: Orphan) -> None:
        self._free_session().load(orphan.stored, orphan)

    def _closed(self, session: Session) -> None:
        if session in self.sessions:
            self.sessions.remove(session)
            trouble = session.end()
            if trouble and self.sessions:
                self.sessions[0].window.trouble_bar.show_trouble(trouble)
        if not self.sessions:
            self._opener.close()

    # ------------------------------------------------------------------ looks

    @property
    def _theme(self) -> Theme:
        return DARK if wants_dark(self.store.settings.theme) else LIGHT

    def _dress(self, settings: Settings) -> None:
        chrome = DARK_CHROME if wants_dark(settings.theme) else LIGHT_CHROME
        dress(self._app, chrome, settings.type_size)
        for session in self.sessions:
            session.dress(self._theme, settings)


def examples() -> list[tuple[str, Path]]:
    """Return the shipped examples by name."""
    shipped = sorted(resource("examples").glob("*.smap"))
    return [(path.stem.replace("_", " ").capitalize(), path) for path in shipped]


def main(paths: list[str]) -> int:
    """Open a window with these maps, or an empty one; return the exit code at the end."""
    app = make_application(sys.argv[:1])
    program = Program(app, folders())
    session = program.new_window()
    catch_errors(lambda told: session.window.trouble_bar.show_trouble(_unexpected(told)))
    if os.environ.get("SYSTEMSMAP_FIRST_PAINT"):
        tell_first_paint(session.window, with_map=bool(paths))
    session.window.after_painting(lambda: program.open([Path(p) for p in paths]))
    session.window.after_painting(program.offer_recovered)
    return app.exec()


def _same(one: Path | None, other: Path) -> bool:
    return one is not None and one.resolve() == other.resolve()


def _unexpected(told: str) -> str:
    last = told.strip().splitlines()[-1]
    return f"Something went wrong that should not have; the map is kept. ({last})"
