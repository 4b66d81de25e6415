"""Builds the program from its parts: the only place that knows them all."""

import faulthandler
import os
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from systemsmap.editor.settings import Settings
from systemsmap.gui.application import make_application
from systemsmap.gui.arrivals import Arrivals
from systemsmap.gui.catching import catch_errors
from systemsmap.gui.fault_desk import FaultDesk
from systemsmap.gui.first_paint import tell_first_paint
from systemsmap.gui.folders import Folders, folders
from systemsmap.gui.palette_theme import dress, looks
from systemsmap.gui.session import Session, World
from systemsmap.gui.settings_store import SettingsStore
from systemsmap.interchange.examples import EXAMPLES
from systemsmap.rendering.theme import Theme

STEP = QPoint(32, 32)  # pixels that a new window stands aside of another
SETTLED = 60  # milliseconds after the first painting: then what is heavy may be loaded


class Program:
    """Every open window, and what they share."""

    def __init__(self, app: QApplication, where: Folders) -> None:
        self._app = app
        self.sessions: list[Session] = []
        self.store = SettingsStore(where.settings)
        self.arrivals = Arrivals(self, where.settings, where.work)
        self.faults = FaultDesk(self, where.work)
        self._world = World(
            work=where.work,
            store=self.store,
            recent=lambda: self.arrivals.recent,
            examples=examples,
            open_paths=self.arrivals.open,
            open_text=self.arrivals.open_text,
            open_copy=self.arrivals.open_copy,
            new_window=self.add_window,
            quit=self.quit,
            closed=self._closed,
            kept_at=self.arrivals.remember,
            read_anew=self.arrivals.read_anew,
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
        self._step_aside(session)
        self.sessions.append(session)
        session.begin()
        session.window.after_painting(lambda: QTimer.singleShot(SETTLED, session.wake))
        session.window.show()
        return session

    def add_window(self) -> None:
        """Open a window with an empty map, as the command does."""
        self.new_window()

    @property
    def front(self) -> Session | None:
        """The session whose window is being used, or else the newest."""
        active = (s for s in self.sessions if s.window.isActiveWindow())
        return next(active, self.sessions[-1] if self.sessions else None)

    def quit(self) -> None:
        """Close every window; one that has to ask something stays."""
        for session in tuple(self.sessions):
            session.window.close()

    def _step_aside(self, session: Session) -> None:
        """Do not cover another window exactly."""
        corners = [s.window.pos() for s in self.sessions]
        window = session.window
        while window.pos() in corners:
            window.move(window.pos() + STEP)
        room = window.screen().availableGeometry()
        if corners and not room.contains(window.geometry()):
            over = window.geometry().bottomRight() - room.bottomRight()
            window.resize(window.width() - max(over.x(), 0), window.height() - max(over.y(), 0))

    def _closed(self, session: Session) -> None:
        if session not in self.sessions:
            return
        self.sessions.remove(session)
        trouble = session.end()
        session.window.deleteLater()
        if trouble and self.front:
            self.front.window.trouble_bar.show_trouble(trouble)
        if not self.sessions:
            self.arrivals.close()

    # ------------------------------------------------------------------ looks

    @property
    def _theme(self) -> Theme:
        return looks(self.store.settings.theme)[1]

    def _dress(self, settings: Settings) -> None:
        dress(self._app, looks(settings.theme)[0], settings.type_size)
        for session in self.sessions:
            session.dress(self._theme, settings)


def examples() -> list[tuple[str, Path]]:
    """Return the shipped examples by name."""
    return [(one.title, one.path) for one in EXAMPLES]


def main(paths: list[str]) -> int:
    """Open a window with these maps, or an empty one; return the exit code at the end."""
    with suppress(OSError, ValueError, AttributeError):  # started without a place to write to
        faulthandler.enable()
    app = make_application(sys.argv[:1])
    program = Program(app, folders())
    session = program.new_window()
    catch_errors(program.faults.take)
    if os.environ.get("SYSTEMSMAP_FIRST_PAINT"):
        tell_first_paint(session.window, with_map=bool(paths))
    session.window.after_painting(lambda: program.arrivals.open([Path(p) for p in paths]))
    session.window.after_painting(program.arrivals.offer_recovered)
    return app.exec()
