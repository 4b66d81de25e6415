"""Looks after the file of the open map, away from the window's thread, every two seconds."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from systemsmap.gui.background import Background
from systemsmap.gui.keeping import Keeping
from systemsmap.storage.presence import Holder
from systemsmap.storage.watching import Role, Seen, Watch

PACE = 2000  # milliseconds between two looks
PATIENCE = 2.0  # seconds that closing waits for a lock to be removed

T = TypeVar("T")


class Following(QObject):
    """Holds the lock of one file, and knows what others do with it.

    `met` tells who had the file and who has it; `changed`, that something else is in it than what
    we have read or written, or no longer; `doubled`, that a sync program made another version;
    `looked`, that all that a look found has been told.
    """

    met = Signal(object, object)
    changed = Signal()
    doubled = Signal(Path)
    looked = Signal()

    def __init__(self, keeping: Keeping, work: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._keeping, self._work = keeping, work
        self._background = Background("neighbours", self)
        self._watch: Watch | None = None
        self._is_looking = False
        self._told: set[Path] = set()
        self.holder: Holder | None = None
        self.theirs = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(PACE)

    @property
    def path(self) -> Path | None:
        """The file that is looked after."""
        return self._watch.path if self._watch else None

    @property
    def role(self) -> Role | None:
        """What we do with it."""
        return self._watch.role if self._watch else None

    def go_to(self, path: Path | None, role: Role, person: str) -> None:
        """Let go of the file there was and look after this one, in this role."""
        self.forget()
        if self._watch:
            self._background.run(self._watch.end)
        self._watch = Watch(path, self._work, role, person) if path is not None else None
        self._is_looking = False
        self.look()

    def forget(self) -> None:
        """Look with fresh eyes: the map on screen is another."""
        self.holder, self.theirs = None, ""
        self._told.clear()

    def close(self) -> None:
        """Let go of the file, and leave nothing beside it."""
        self._timer.stop()
        self.go_to(None, Role.READING, "")
        self._background.close(PATIENCE)

    def look(self) -> None:
        """Look after the file, unless a look that a slow disk delays is still under way."""
        if self._watch and not self._is_looking:
            self._is_looking = True
            self._ask(self._watch.look, self._take)

    def edit(self, then: Callable[[Seen], None]) -> None:
        """Take the file if nobody has it, and hand on what is there then."""
        if self._watch:
            self._ask(self._watch.edit, then)

    def run(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something else that waits for the same disk."""
        self._background.run(job, then)

    def _ask(self, job: Callable[[float], Seen], then: Callable[[Seen], None]) -> None:
        watch = self._watch

        def answered(seen: Seen) -> None:
            if watch is self._watch:
                then(seen)

        self._background.run(lambda: job(monotonic()), answered)

    # ------------------------------------------------------------------ what was seen

    def _take(self, seen: Seen) -> None:
        self._is_looking = False
        self.take_holder(seen.holder)
        self._take_digest(seen.digest)
        for copy in sorted(seen.conflicts - self._told):
            self._told.add(copy)
            self.doubled.emit(copy)
        self.looked.emit()

    def take_holder(self, holder: Holder | None) -> None:
        """Believe that this is who has the file."""
        before, self.holder = self.holder, holder
        if before != holder:
            self.met.emit(before, holder)

    def _take_digest(self, digest: str | None) -> None:
        if digest == self._keeping.digest:
            if self.theirs:
                self.theirs = ""
                self.changed.emit()
        elif digest and digest != self.theirs:
            self._keeping.when_written(lambda: self._look_again(digest))

    def _look_again(self, digest: str) -> None:
        """What is there may be what we have just written; what is there after that, is not."""

        def judge(seen: Seen) -> None:
            if seen.digest == digest and digest not in (self._keeping.digest, self.theirs):
                self.theirs = digest
                self.changed.emit()

        if self._watch:
            self._ask(self._watch.look, judge)
