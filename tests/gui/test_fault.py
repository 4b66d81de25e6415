"""What is told of an error holds nothing of any map, whatever the error says."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.gui.fault import Fault, fault_of
from systemsmap.gui.fault_report import MOST, FaultBook
from systemsmap.interchange import json
from systemsmap.model.change import Change
from systemsmap.model.events import Event
from systemsmap.model.records import Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap

pytestmark = pytest.mark.gui

NONE: Any = None
EMPTY: list[int] = []
NO_NAMES: dict[str, int] = {}
MARKED = st.text(max_size=40).map(lambda text: f"§{text}-§")


def caught(fail: Callable[[], object]) -> BaseException:
    """Return what this raises."""
    try:
        fail()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def raising(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def within(fail: Callable[[], object]) -> BaseException:
    """Return what this raises in the middle of the program."""
    event: Event[str] = Event()

    def hear(_: str) -> None:
        fail()

    event.subscribe(hear)
    return caught(lambda: event.emit("said"))


def kinds(words: str) -> list[BaseException]:
    """Errors of every kind that quotes what it is about."""
    bad = words + "\ud800"
    half = words.encode("utf-8", "replace") + b"\xff"
    word: Any = words
    fails: dict[str, Callable[[], object]] = {
        "KeyError": lambda: NO_NAMES[words],
        "int": lambda: int(words),
        "getattr": lambda: getattr(SystemsMap(), words),
        "global": raising(NameError(words, name=words)),
        "open": lambda: Path(f"/nowhere/{words.replace(chr(0), '')}/Map.smap").read_bytes(),
        "sql": lambda: sqlite3.connect(":memory:").execute(f'SELECT "{words}" FROM "{words}"'),
        "decode": half.decode,
        "encode": bad.encode,
        "unpack": lambda: dict([word]),
        "format": lambda: f"{0:{words}}",
        "arguments": lambda: Variable(**{words: 1}),  # type: ignore[arg-type]
        "json": lambda: json.read(f"{{{words}".encode("utf-8", "replace")),
        "kind": raising(type(words.replace("\0", ""), (ValueError,), {})(words)),
        "group": raising(ExceptionGroup(words, [ValueError(words), KeyError(words)])),
        "note": raising(_noted(ValueError(words), words)),
    }
    return [within(fail) for fail in fails.values()]


def _noted(error: Exception, words: str) -> Exception:
    error.add_note(words.encode("utf-8", "replace").decode())
    return error


@given(MARKED)
def test_no_error_tells_what_it_is_about(words: str) -> None:
    for error in kinds(words):
        fault = fault_of(error)
        assert "§" not in str(fault), repr(error)
        assert "systemsmap/model/events.py" in str(fault)
        assert "nowhere" not in str(fault)
        assert str(Path.home()) not in str(fault)


@given(MARKED, MARKED)
def test_what_led_to_an_error_is_told_without_words_too(words: str, others: str) -> None:
    first = within(raising(ValueError(words)))

    def again() -> None:
        raise KeyError(others) from first

    lines = fault_of(within(again)).lines
    assert lines[0] == "ValueError"
    assert lines.count("which led to") == 1
    assert lines[lines.index("which led to") + 1] == "KeyError"
    assert "§" not in "".join(lines)


def test_a_message_that_stands_in_the_program_is_told() -> None:
    fault = fault_of(caught(lambda: publish(StoredMap())))
    assert fault.lines[0] == "ValueError: a map without a path cannot be published"
    assert " in publish" in fault.lines[-1]
    assert fault.lines[-1].startswith("  systemsmap/storage/map_file.py:")


def test_a_name_that_happens_to_stand_in_the_program_is_not_told() -> None:
    """“record” is a name in the code that was running, and may be a name on a map as well."""
    change = Change({"v": None}, {"v": None})
    assert fault_of(caught(lambda: change.applied_to(raising))).lines[0]  # type: ignore[arg-type]
    for word in ("said", "name", "variables"):
        assert fault_of(within(raising(ValueError(word)))).lines[0] == "ValueError"


@pytest.mark.parametrize(
    ("fail", "told"),
    [
        (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
        (
            lambda: NONE < 1,
            "TypeError: '<' not supported between instances of 'NoneType' and 'int'",
        ),
        (lambda: NONE[0], "TypeError: 'NoneType' object is not subscriptable"),
        (lambda: EMPTY[0], "IndexError: list index out of range"),
        (
            lambda: sqlite3.connect("/nowhere/x"),
            "sqlite3.OperationalError: unable to open database file",
        ),
    ],
)
def test_what_python_says_of_anything_is_told(fail: Callable[[], object], told: str) -> None:
    assert fault_of(within(fail)).lines[0] == told


def test_an_error_whose_message_fails_is_told_all_the_same() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise RuntimeError("§")

    fault = fault_of(within(raising(MuteError())))
    assert fault.lines[0] == "Exception"
    assert "§" not in str(fault)


def test_an_endless_recursion_is_told_in_a_page() -> None:
    def deeper(n: int) -> int:
        return deeper(n + 1) + 1

    event: Event[int] = Event()
    event.subscribe(event.emit)
    fault = fault_of(caught(lambda: event.emit(1)))
    assert fault.lines[0].startswith("RecursionError")
    assert len(fault.lines) < 80
    assert fault_of(caught(lambda: deeper(1))).lines[1:] == ("  (outside systemsmap)",)


def test_the_report_counts_the_same_fault_and_ends_somewhere() -> None:
    book = FaultBook()
    faults = [Fault((f"Kind{n}",)) for n in range(MOST + 5)]
    assert [book.add(fault) for fault in faults] == [True] * MOST + [False] * 5
    assert not book.add(faults[0])
    report = book.report()
    assert book.count == MOST + 6
    assert report.startswith("systemsmap ")
    assert f": {MOST + 6} unexpected errors\n" in report
    assert "\n1, 2 times\nKind0\n" in report
    assert "and 5 errors more" in report
    for what in ("Python 3.", "Qt 6.", "PySide6 6.", "SQLite 3.", "Graphviz"):
        assert what in report
