"""An unexpected error told without a word of the map: what kind, where in the program, no more.

Messages of errors quote what they are about: names, texts, paths. So a message is only told when
it is known where it comes from: when it stands in the program as it is, or when Python says it
of anything. Files are told when they are the program's, by their place in it.
"""

import builtins
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, TracebackType

import systemsmap

PROGRAM = Path(systemsmap.__file__).parent
_MOST = 60  # frames of one error: of an endless recursion the ends say all
_FEW = 8  # errors that led to one another
_SHORTEST = 12  # characters of a message that no name is by chance
_SAID_OF_ANYTHING = frozenset(
    {
        "division by zero",
        "dictionary changed size during iteration",
        "dictionary keys changed during iteration",
        "Set changed size during iteration",
        "generator already executing",
        "list index out of range",
        "tuple index out of range",
        "string index out of range",
        "pop from empty list",
        "pop from an empty deque",
        "maximum recursion depth exceeded",
        "maximum recursion depth exceeded in comparison",
        "maximum recursion depth exceeded while calling a Python object",
        "database is locked",
        "disk I/O error",
        "database disk image is malformed",
        "database or disk is full",
        "attempt to write a readonly database",
        "unable to open database file",
    }
)
_SAID_OF_TYPES = re.compile(
    r"unsupported operand type\(s\) for [-+*/%&|^<>=@]{1,3}: '(\w+)' and '(\w+)'"
    r"|'[<>=]{1,2}' not supported between instances of '(\w+)' and '(\w+)'"
    r"|'(\w+)' object is not (?:subscriptable|iterable|callable|reversible|an iterator)"
    r"|'(\w+)' object does not support item (?:assignment|deletion)"
    r"|cannot unpack non-iterable (\w+) object"
    r"|argument of type '(\w+)' is not iterable"
    r"|object of type '(\w+)' has no len\(\)"
    r"|unhashable type: '(\w+)'"
)
_TYPES = frozenset({"NoneType", *(n for n, one in vars(builtins).items() if isinstance(one, type))})


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, line by line. Equal faults are the same fault again."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        """All lines, as they stand in a report."""
        return "\n".join(self.lines)


def fault_of(error: BaseException) -> Fault:
    """Return what may be told of an error and of those that led to it, the first one first."""
    chain: list[BaseException] = []
    next_: BaseException | None = error
    while next_ is not None and next_ not in chain and len(chain) < _FEW:
        chain.append(next_)
        next_ = next_.__cause__ or (None if next_.__suppress_context__ else next_.__context__)
    lines: list[str] = []
    for one in reversed(chain):
        lines += ["which led to"] if lines else []
        lines += _told(one)
    return Fault(tuple(lines))


def _told(error: BaseException) -> list[str]:
    codes = list(_codes(error.__traceback__))
    frames = list(_joined(_place(code, line) for code, line in codes))
    if len(frames) > _MOST:
        left_out = f"  … {len(frames) - _MOST} more …"
        frames = [*frames[: _MOST // 2], left_out, *frames[-_MOST // 2 :]]
    said = _message(error, [code for code, _ in codes if _own(code)])
    kind = _kind(type(error))
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    inside = [f"  {line}" for part in parts[:_FEW] for line in _told(part)]
    return [f"{kind}: {said}" if said else kind, *frames, *inside]


def _codes(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def _place(code: CodeType, line: int) -> str:
    own = _own(code)
    return f"  {own}:{line} in {code.co_name}" if own else "  (outside systemsmap)"


def _own(code: CodeType) -> str:
    """Return the place in the program where this code stands; an empty text for all other."""
    try:
        return f"systemsmap/{Path(code.co_filename).relative_to(PROGRAM).as_posix()}"
    except ValueError:
        return ""


def _joined(frames: Iterable[str]) -> Iterator[str]:
    """Yield the frames, several outside the program in a row as one."""
    last = ""
    for frame in frames:
        if frame != last or "outside" not in frame:
            yield frame
        last = frame


def _kind(kind: type[BaseException]) -> str:
    """Return the name of a kind of error, if it is the name of one in the module it says."""
    for one in kind.__mro__:
        found: object = sys.modules.get(one.__module__)
        is_code = one.__module__ == "builtins" or getattr(found, "__file__", None)
        for name in one.__qualname__.split("."):
            found = getattr(found, name, None)
        if is_code and found is one:
            home = "" if one.__module__ == "builtins" else f"{one.__module__}."
            return f"{home}{one.__qualname__}"
    return "Exception"


def _message(error: BaseException, codes: list[CodeType]) -> str:
    """Return what the error says if it can hold nothing of a map, else an empty text."""
    try:
        said = str(error)
    except Exception:  # a message that fails is no reason to tell nothing
        return ""
    if said in _SAID_OF_ANYTHING or _is_of_types(said) or _is_written(said, codes):
        return said
    if isinstance(error, AttributeError | NameError):
        name = error.name
        if name and any(name in (*code.co_names, *code.co_varnames) for code in codes):
            return f"“{name}” is not there"
    return ""


def _is_written(said: str, codes: list[CodeType]) -> bool:
    """Return whether this stands as it is in the code that was running."""
    return len(said) >= _SHORTEST and any(said in code.co_consts for code in codes)


def _is_of_types(said: str) -> bool:
    """Return whether this is a sentence of Python's about types that every program has."""
    found = _SAID_OF_TYPES.fullmatch(said)
    return found is not None and all(name in _TYPES for name in found.groups() if name)
