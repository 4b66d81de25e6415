"""Runs a function in a process of its own, once, with a time limit and a memory limit."""

import contextlib
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

MEMORY = 2 * 1024**3
"""Bytes of address space the process may have, where the system lets us say so."""

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class NoAnswerError(Exception):
    """The process gave no answer; the message says why, in a few words."""


def run_once(function: Callable[[Asked], Answer], asked: Asked, seconds: float) -> Answer:
    """Return `function(asked)` from a fresh process; both must be picklable.

    Raises `NoAnswerError` if the process cannot be started, takes longer than `seconds` (it is
    killed then), crashes, runs out of memory, or the function raises.
    """
    # A fresh interpreter and no fork: Qt and its threads may be running here.
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(sender, function, asked), daemon=True)
    with receiver:
        try:
            with sender:
                process.start()
        except (OSError, RuntimeError, AssertionError) as error:
            raise NoAnswerError("no process could be started") from error
        try:
            answer: Answer = _answer(receiver, seconds)
            return answer
        finally:
            process.kill()
            process.join()


def _answer(receiver: Connection, seconds: float) -> Any:
    try:
        if not receiver.poll(seconds):
            raise NoAnswerError("it took too long")
        worked, answer = receiver.recv()
    except (EOFError, OSError) as error:
        raise NoAnswerError("it stopped without an answer") from error
    if not worked:
        raise NoAnswerError(answer)
    return answer


def _serve(sender: Connection, function: Callable[[Any], Any], asked: Any) -> None:
    _limit_memory()
    try:
        reply = (True, function(asked))
    except MemoryError:
        reply = (False, "it ran out of memory")
    except Exception as error:  # whatever it was, the asker must hear of it
        reply = (False, f"{type(error).__name__}: {error}")
    with contextlib.suppress(OSError):
        sender.send(reply)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    # macOS accepts the call for some values only; the time limit still holds there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
