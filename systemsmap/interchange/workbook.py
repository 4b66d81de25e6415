"""The cells of a workbook as text, read in one pass over its XML.

Nothing in a workbook is run or followed: of a formula the value last worked out is read. How
much it unpacks to is looked at before anything is unpacked. No tree of it is ever built, so that
a sheet with 20,000 links takes a second and no more memory than its texts.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from systemsmap.interchange import csv, limits
from systemsmap.interchange.trouble import ImportTrouble

UNPACKED, RATIO, MEMBERS = 50_000_000, 200, 2_000
"""How large a workbook may be when it is unpacked, in bytes, times, and files in it."""
MOST_ROWS = limits.LINKS + 2
Row = list[str]
_Start = Callable[[str, dict[str, str]], None]
_End = Callable[[str], None]
_BOOK = "xl/workbook.xml"
_PIECE = 1 << 16
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REMEMBERED = 50_000
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, OverflowError),
    *(NotImplementedError, RuntimeError, IndexError, expat.ExpatError, UnicodeError),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that are not empty. `is_cut`: it has more than were read."""

    title: str
    rows: list[Row]
    is_cut: bool = False


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets that hold anything. Raises ImportTrouble."""
    _look_inside(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [sheet for sheet in _sheets(archive) if sheet.rows]
    except ImportTrouble:
        raise
    except _DAMAGES:
        raise ImportTrouble("It is a damaged workbook.") from None
    if not found:
        raise ImportTrouble("There is nothing in the workbook.")
    return found


def _look_inside(data: bytes) -> None:
    """Refuse what is no zip file, or unpacks to more than any map."""
    if len(data) > limits.FILE_BYTES:
        raise ImportTrouble(f"The file is larger than {limits.FILE_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, OSError, NotImplementedError):
        raise ImportTrouble("It is no workbook, or a damaged one.") from None
    size = sum(member.file_size for member in members)
    if len(members) > MEMBERS or size > UNPACKED or size > RATIO * max(len(data), 100_000):
        raise ImportTrouble("The workbook is far larger inside than any map.")
    if _BOOK not in {member.filename for member in members}:
        raise ImportTrouble("It is no workbook.")


def _sheets(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    members = set(archive.namelist())
    names = _Names()
    names.read(archive, _BOOK)
    parts = _Parts()
    parts.read(archive, "xl/_rels/workbook.xml.rels")
    texts = _Texts()
    if parts.texts in members:
        texts.read(archive, parts.texts)
    left = set(parts.sheets.values())
    for title, key in names.found:
        path = parts.sheets.get(key)
        if path in left and "(ignore)" not in title.casefold():
            left.remove(path)  # a small file could name one large sheet a thousand times
            cells = _Cells(texts.found)
            cells.read(archive, path)
            yield Sheet(title, cells.rows, cells.is_cut)


class _Enough(Exception):  # noqa: N818 - the way out of the parser, nothing went wrong
    """No more of this file is wanted."""


class _Reader:
    """Follows one XML file of a workbook from element to element, by their local names."""

    def start(self, name: str, about: dict[str, str]) -> None:
        """Meet the start of an element."""

    def end(self, name: str) -> None:
        """Meet the end of an element."""

    def text(self, words: str) -> None:
        """Meet words."""

    def read(self, archive: zipfile.ZipFile, member: str) -> None:
        """Follow a member of the archive, as far as it is wanted. Raises one of _DAMAGES."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._handlers()
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = _refuse
        with archive.open(member) as file:
            try:
                while piece := file.read(_PIECE):
                    parser.Parse(piece, False)  # noqa: FBT003
                parser.Parse(b"", True)  # noqa: FBT003
            except _Enough:
                return

    def _handlers(self) -> tuple[_Start, _End]:
        """Return what the parser calls: it knows how deep it is, and names without a prefix.

        A prefix stands for the one namespace that these files are in.
        """
        begin, end, depth = self.start, self.end, 0

        def started(name: str, about: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > limits.DEPTH:
                raise ImportTrouble("The workbook nests elements too deep.")
            begin(name[name.rfind(":") + 1 :], about)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name[name.rfind(":") + 1 :])

        return started, ended


def _refuse(*_: object) -> None:
    raise ImportTrouble("The workbook has a document type declaration, so it was not read.")


class _Names(_Reader):
    """The titles of sheets, each with the key of its part."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, about: dict[str, str]) -> None:
        if name == "sheet":
            key = next((v for k, v in about.items() if k.endswith(":id")), "")
            self.found.append((about.get("name", ""), key))


class _Parts(_Reader):
    """Where in the archive the sheets are, by their keys, and the texts they share."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.texts = ""

    def start(self, name: str, about: dict[str, str]) -> None:
        if name != "Relationship" or about.get("TargetMode") == "External":
            return
        target = about.get("Target", "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        kind = about.get("Type", "").rpartition("/")[2]
        if kind == "worksheet":
            self.sheets[about.get("Id", "")] = path
        elif kind == "sharedStrings":
            self.texts = path


class _Texts(_Reader):
    """The texts that cells share, in order, without how they are pronounced."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_read = self._is_aside = False

    def start(self, name: str, about: dict[str, str]) -> None:  # noqa: ARG002
        if name == "t":
            self._is_read = not self._is_aside
        elif name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_aside = True

    def text(self, words: str) -> None:
        if self._is_read:
            self._parts.append(words)

    def end(self, name: str) -> None:
        if name == "t":
            self._is_read = False
        elif name == "si":
            self.found.append(_plain("".join(self._parts)))
        elif name == "rPh":
            self._is_aside = False


class _Cells(_Reader):
    """The rows of a sheet, each cell at its column."""

    def __init__(self, texts: list[str]) -> None:
        self.rows: list[Row] = []
        self.is_cut = False
        self._texts, self._columns = texts, dict[str, int]()
        self._numbers = dict[str, str]()
        self._row: Row = []
        self._parts: list[str] = []
        self._kind, self._column = "", -1
        self._is_read = self._is_aside = False

    def start(self, name: str, about: dict[str, str]) -> None:
        if name == "c":
            self._kind = about.get("t", "n")
            where = about.get("r")
            self._column = self._column_of(where) if where else self._column + 1
            self._parts = []
        elif name in ("v", "t"):
            self._is_read = not self._is_aside
        elif name == "row":
            self._row, self._column = [], -1
        elif name == "rPh":
            self._is_aside = True

    def text(self, words: str) -> None:
        if self._is_read:
            self._parts.append(words)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._is_read = False
        elif name == "c":
            self._put("".join(self._parts))
        elif name == "rPh":
            self._is_aside = False
        elif name == "row" and any(self._row):
            if len(self.rows) >= MOST_ROWS:
                self.is_cut = True
                raise _Enough
            self.rows.append(self._row)

    def _put(self, raw: str) -> None:
        """Put the value of a cell into the row."""
        if not raw:
            return
        if self._column >= csv.MOST_COLUMNS:
            self.is_cut = True
            return
        lacking = self._column - len(self._row)
        if lacking >= 0:
            self._row.extend([""] * (lacking + 1))
        self._row[self._column] = self._value(raw)

    def _value(self, raw: str) -> str:
        match self._kind:
            case "s":
                return self._texts[int(raw)]
            case "n":
                return self._number(raw)
            case "b":
                return "TRUE" if raw == "1" else "FALSE"
            case "e":
                return ""
            case _:
                return _plain(raw)

    def _number(self, raw: str) -> str:
        """Return a number as people write it; the same few numbers come again and again."""
        if raw not in self._numbers:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            told = repr(float(raw))
            self._numbers[raw] = told.removesuffix(".0")
        return self._numbers[raw]

    def _column_of(self, where: str) -> int:
        letters = where.rstrip("0123456789")
        if letters not in self._columns:
            column = 0
            for letter in letters[:4].upper():
                column = column * 26 + ord(letter) - 64
            self._columns[letters] = column - 1
        return self._columns[letters]


def _plain(text: str) -> str:
    """Return a text without white space round it, the characters that are written by number back.

    Half of a pair of surrogates may be written so too; whoever takes the text cleans it.
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.strip()
