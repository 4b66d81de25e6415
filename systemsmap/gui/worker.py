"""One polite process that analyses maps; the newest request wins."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE = 0.25  # seconds an overtaken request may still run before its process is ended

Job = Callable[..., object]


class Worker(QObject):
    """Runs a picklable function in a niced process and emits `answered(number, answer)`.

    A process rather than a thread: networkx holds the interpreter, and every paint would wait
    for it (measured: 54 ms a frame alone, 113 ms beside a searching thread, 56 ms beside a niced
    process). A request that takes long is ended when a newer one waits, because a search in
    networkx cannot be asked to stop.
    """

    answered = Signal(int, object)
    _arrived = Signal(int, object)

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._round = 0
        self._running: tuple[int, float] | None = None
        self._waiting: tuple[int, tuple[object, ...]] | None = None
        self._overdue = QTimer(self)
        self._overdue.setSingleShot(True)
        self._overdue.timeout.connect(self._replace)
        self._arrived.connect(self._take)

    def start(self) -> None:
        """Start the process ahead of the first request."""
        if self._process is None:
            self._spawn()

    def ask(self, number: int, *arguments: object) -> None:
        """Run the job on these arguments; an older request that still waits is forgotten."""
        self._waiting = (number, arguments)
        if self._running is None:
            self._send()
        elif not self._overdue.isActive():
            left = PATIENCE - (time.monotonic() - self._running[1])
            self._overdue.start(max(int(left * 1000), 0))

    def close(self) -> None:
        """End the process."""
        self._waiting = self._running = None
        self._end()

    def _send(self) -> None:
        self.start()
        if self._waiting and self._pipe:
            number, arguments = self._waiting
            self._waiting, self._running = None, (number, time.monotonic())
            try:
                self._pipe.send(arguments)
            except (BrokenPipeError, OSError):  # it died meanwhile: once more in a new one
                self._waiting, self._running = (number, arguments), None
                self._end()
                QTimer.singleShot(200, self._send)

    def _take(self, round_: int, answer: object) -> None:
        if round_ != self._round or self._running is None:
            return
        number, self._running = self._running[0], None
        self._overdue.stop()
        overtaken = self._waiting is not None
        if answer is _Died:
            self._end()
        elif not overtaken:
            self.answered.emit(number, answer)
        if self._waiting:
            self._send()

    def _replace(self) -> None:
        """End a request that a newer one has waited for long enough."""
        if self._waiting:
            self._end()
            self._running = None
            self._send()

    def _spawn(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, self._job), daemon=True)
        self._process.start()
        far.close()
        self._round += 1
        listener = threading.Thread(
            target=self._listen, args=(self._pipe, self._round), daemon=True, name="answers"
        )
        listener.start()

    def _listen(self, pipe: Connection, round_: int) -> None:
        """Wait for answers in a thread of its own: pipes have no Qt notifier on Windows."""
        while True:
            try:
                answer = pipe.recv()
            except (EOFError, OSError):
                answer = _Died
            try:
                self._arrived.emit(round_, answer)
            except RuntimeError:  # the window is gone
                return
            if answer is _Died:
                return

    def _end(self) -> None:
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        self._round += 1
        if process:
            process.kill()
            process.join(1.0)
        if pipe:
            pipe.close()


class _Died:
    """The answer of a process that ended instead of answering."""


def _serve(pipe: Connection, job: Job) -> None:
    """Answer requests until the pipe closes. Runs in the process."""
    if hasattr(os, "nice"):
        os.nice(10)
    while True:
        try:
            pipe.send(job(*pipe.recv()))
        except (EOFError, OSError, KeyboardInterrupt):  # the window has gone
            return
