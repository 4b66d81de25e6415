"""Does what may take a while away from the window's thread: reading, writing, laying out."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from systemsmap.gui.gate import Gate

T = TypeVar("T")
_Task = tuple[Callable[[], object], Callable[[object], None]]


class Background(QObject):
    """One job after another in a thread of its own; answers arrive in the thread of the window.

    The thread never keeps the process from ending: a share that does not answer must not. What a
    job raises is raised again in the window's thread, where unexpected errors are shown.
    """

    _done = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox: SimpleQueue[_Task | None] = SimpleQueue()
        self._gate, inbox = Gate(self), self._inbox
        self.destroyed.connect(lambda *_: inbox.put(None))
        self._done.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], T], then: Callable[[T], None] = lambda _: None) -> None:
        """Do the job when those before it are done, and hand on its answer."""
        self._inbox.put((job, then))  # type: ignore[arg-type]

    def close(self, timeout: float = 0.0) -> None:
        """Hand on no further answer; wait at most so many seconds for what was asked."""
        self._gate.shut()
        self._inbox.put(None)
        self._thread.join(timeout)

    def _work(self) -> None:
        while (task := self._inbox.get()) is not None:
            job, then = task
            answer: object
            try:
                answer = job()
            except Exception as error:
                then, answer = _raise, error
            self._say(then, answer)

    def _say(self, then: Callable[[object], None], answer: object) -> None:
        self._gate.say(lambda: self._done.emit(then, answer))

    def _hand_on(self, then: Callable[[object], None], answer: object) -> None:
        if self._gate.is_open:
            then(answer)


def _raise(error: object) -> None:
    if isinstance(error, BaseException):
        raise error
