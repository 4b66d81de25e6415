"""What a command prints: answers on standard output, troubles in one line on standard error."""

import contextlib
import os
import sys
from collections.abc import Sequence

WRONG = 2


class Trouble(Exception):  # noqa: N818 - what a person has got, not a fault of the program
    """What was asked for cannot be done; the message is one line."""


def show(text: str, encoding: str | None = None) -> None:
    """Print to standard output, whatever letters its encoding has."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding=encoding, errors="backslashreplace")
    print(text.rstrip("\n"))


def show_object(value: object) -> None:
    """Print an object as JSON, for programs."""
    import json  # noqa: PLC0415 - only where it is asked for

    show(json.dumps(value, ensure_ascii=False, indent=2), "utf-8")


def ask(question: str) -> str | None:
    """Ask a person at the terminal; None when there is nobody to answer any more."""
    try:
        return input(question)
    except EOFError:
        return None


def say(sentence: str) -> int:
    """Print one line to standard error; return the exit code for what went wrong."""
    print(f"systemsmap: {one_line(sentence)}", file=sys.stderr)
    return WRONG


def one_line(text: str) -> str:
    """A text that may hold foreign names, on one line, with nothing a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def indented(sentences: Sequence[str]) -> list[str]:
    """Return sentences as lines under a heading."""
    return [f"  {one_line(sentence)}" for sentence in sentences]


def reason(error: Exception) -> str:
    """Return what the system says is wrong, to stand inside a sentence."""
    said = error.strerror if isinstance(error, OSError) else None
    return (said or str(error)).lower()


def forget_output() -> None:
    """Drop what could not be written: Python would try and complain once more on the way out."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
