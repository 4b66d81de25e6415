"""One polite process that analyses maps; the newest request wins."""

import logging
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, QTimer, Signal

from systemsmap.gui.fault import Fault, fault_of
from systemsmap.gui.gate import Gate

PATIENCE = 250  # milliseconds an overtaken request may still run before its process is ended

Job = Callable[..., object]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Request:
    number: int
    arguments: tuple[object, ...]
    tries: int = 0


class _Ready:
    """What a process says first, when everything it needs is loaded."""


class _Died:
    """The answer of a process that ended instead of answering."""


@dataclass(frozen=True)
class _Failed:
    """The answer when the job raised: what it said, and what may be told of it."""

    told: str
    fault: Fault


class Worker(QObject):
    """Runs a picklable function in a niced process and emits `answered(number, answer)`.

    A process rather than a thread: networkx holds the interpreter, and every paint would wait
    for it (measured: 54 ms a frame alone, 113 ms beside a searching thread, 56 ms beside a niced
    process). A request that takes long is ended when a newer one waits, because not every search
    can be asked to stop; a process that is still starting is let to start, or under load nobody
    would ever get an answer.
    """

    answered = Signal(int, object)
    _arrived = Signal(int, object)

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._listener: threading.Thread | None = None
        self._round = 0
        self._ready = False
        self._running: _Request | None = None
        self._waiting: _Request | None = None
        self._overdue = QTimer(self)
        self._overdue.setSingleShot(True)
        self._overdue.timeout.connect(self._replace)
        self._arrived.connect(self._take)
        self._gate = Gate(self)

    def start(self) -> None:
        """Start the process ahead of the first request."""
        if self._process is None:
            self._spawn()

    def ask(self, number: int, *arguments: object) -> None:
        """Run the job on these arguments; an older request that still waits is forgotten."""
        self._waiting = _Request(number, arguments)
        if self._running is None:
            self._send()
        elif not self._overdue.isActive():
            self._overdue.start(PATIENCE)

    def close(self) -> None:
        """End the process."""
        self._waiting = None
        self._end()

    def _send(self) -> None:
        self.start()
        request = self._waiting
        if request is None or not self._ready or self._pipe is None:
            return
        self._waiting, self._running = None, request
        try:
            self._pipe.send(request.arguments)
        except OSError:  # it died meanwhile; the listener says so too, to nobody by then
            self._again(request)

    def _take(self, round_: int, answer: object) -> None:
        if round_ != self._round:
            return
        if answer is _Ready:
            self._ready = True
            self._send()
            return
        request, self._running = self._running, None
        self._overdue.stop()
        if answer is _Died:
            self._again(request)
            return
        if isinstance(answer, _Failed):
            log.error("an analysis failed\n%s", answer.told, extra={"fault": answer.fault})
        elif request and self._waiting is None:
            self.answered.emit(request.number, answer)
        self._send()

    def _again(self, request: _Request | None) -> None:
        """Ask a new process what the last one did not answer, unless that killed it twice."""
        self._end()
        if self._waiting is None and request and request.tries < 1:
            self._waiting = replace(request, tries=request.tries + 1)
        if self._waiting:
            self._send()

    def _replace(self) -> None:
        """End a request that a newer one has waited for long enough."""
        if self._waiting:
            self._end()
            self._send()

    def _spawn(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, self._job), daemon=True)
        self._process.start()
        far.close()
        self._round += 1
        self._listener = threading.Thread(
            target=self._listen, args=(self._pipe, self._round), daemon=True, name="answers"
        )
        self._listener.start()

    def _listen(self, pipe: Connection, round_: int) -> None:
        """Wait for answers in a thread of its own: pipes have no Qt notifier on Windows."""
        while True:
            try:
                answer = pipe.recv()
            except (EOFError, OSError):
                answer = _Died
            if not self._say(round_, answer) or answer is _Died:
                return

    def _say(self, round_: int, answer: object) -> bool:
        return self._gate.say(lambda: self._arrived.emit(round_, answer))

    def _end(self) -> None:
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        self._running, self._ready = None, False
        self._overdue.stop()
        self._round += 1
        if process:
            process.kill()
            process.join(1.0)
        if self._listener:  # it must not speak to an object that is being taken down
            self._listener.join(1.0)
            self._listener = None
        if pipe:
            pipe.close()


def _serve(pipe: Connection, job: Job) -> None:
    """Answer requests until the pipe closes. Runs in the process."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        pipe.send(_Ready)
        while True:
            pipe.send(_answer(job, pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):  # the window has gone
        return


def _answer(job: Job, arguments: tuple[object, ...]) -> object:
    try:
        return job(*arguments)
    except Exception as error:
        return _Failed(traceback.format_exc(), fault_of(error))
