"""Map files made to harm whoever opens them: HOSTILE names each and says how it is made.

Each is a good file first, then spoiled by statements anybody can run or by bytes no program
would write. `CANARY` stands for a file that nobody may read from, with `SECRET` in it.
"""

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from systemsmap.model.identity import loop_id
from systemsmap.model.records import (
    Card,
    Link,
    MapInfo,
    NamedLoop,
    Note,
    Shown,
    StoryStep,
    Variable,
)
from systemsmap.model.systems_map import map_of
from systemsmap.storage.map_file import publish
from systemsmap.storage.stored_map import StoredMap
from tests.storage.damage import workshop_map
from tests.storage.spoiled import EVIL, good_file, overwrite, spoil

SECRET = "nobody may read this"
PAGE = 4096
_NOTE = "CREATE TABLE note (id TEXT, text TEXT, x REAL, y REAL, width REAL, extra TEXT"
_COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "

STATEMENTS = {
    **EVIL,
    "full text search": "DROP TABLE variable; CREATE VIRTUAL TABLE variable USING fts5(id, name)",
    "r-tree": "DROP TABLE note; CREATE VIRTUAL TABLE note USING rtree(id, x, y)",
    "the pages as a table": (
        "DROP TABLE note; INSERT INTO sqlite_master VALUES ('table', 'note', 'note', 0, "
        "'CREATE VIRTUAL TABLE note USING dbstat')"
    ),
    "a file as a table": (
        "INSERT INTO sqlite_master VALUES ('table', 'f', 'f', 0, "
        "'CREATE VIRTUAL TABLE f USING csv(filename=\"{canary}\")')"
    ),
    "a view that reads a file": (
        "DROP TABLE note; CREATE VIEW note AS SELECT readfile('{canary}') AS id, 1 AS text, "
        "2 AS x, 3 AS y, 4 AS width, 5 AS extra"
    ),
    "a view that loads a library": (
        "DROP TABLE card; CREATE VIEW card AS SELECT load_extension('{canary}') AS id"
    ),
    "a view over another file": (
        "ATTACH '{canary}.db' AS other; CREATE TABLE other.t (x TEXT); "
        "INSERT INTO other.t VALUES ('nobody may read this'); DETACH other; "
        "DROP TABLE card; INSERT INTO sqlite_master VALUES ('view', 'card', 'card', 0, "
        "'CREATE VIEW card AS SELECT x AS id FROM other.t')"
    ),
    "a stored computed column": (
        "DROP TABLE note; CREATE TABLE note (id TEXT, text TEXT, x REAL, y REAL, width REAL, "
        "extra TEXT AS (text || text) STORED)"
    ),
    "checks that call functions": (
        f"DROP TABLE note; {_NOTE}, CHECK (length(hex(zeroblob(100000000))) > 0)); "
        "PRAGMA ignore_check_constraints=ON; INSERT INTO note VALUES ('n', 'A', 0, 0, 1, '')"
    ),
    "defaults that call functions": (
        f"DROP TABLE note; {_NOTE} DEFAULT (hex(randomblob(100000000))))"
    ),
    "a default for rows that lack it": (
        "DROP TABLE note; CREATE TABLE note (id TEXT, text TEXT, x REAL, y REAL, width REAL); "
        f"{_COUNTED.format(200000)} INSERT INTO note SELECT 'i' || i, 'A', 0, 0, 1 FROM n; "
        "UPDATE sqlite_master SET sql = 'CREATE TABLE note (id TEXT, text TEXT, x REAL, y REAL, "
        "width REAL, extra TEXT DEFAULT ''' || printf('%.*c', 19000, 'x') || ''')' "
        "WHERE name = 'note'"
    ),
    "an index that calls functions": "CREATE INDEX i ON variable (upper(name))",
    "an index of some rows": "CREATE INDEX i ON variable (name) WHERE name LIKE 'B%'",
    "columns that changed places": (
        "UPDATE sqlite_master SET sql = replace(replace(replace(sql, 'name TEXT', 'q TEXT'), "
        "'note TEXT', 'name TEXT'), 'q TEXT', 'note TEXT') WHERE name = 'variable'"
    ),
    "types that changed places": (
        "UPDATE sqlite_master SET sql = replace(replace(sql, 'REAL', 'BLOB'), 'TEXT', 'INTEGER')"
    ),
    "two tables in one page": (
        "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE "
        "name = 'link') WHERE name = 'variable'"
    ),
    "a table in the schema's own page": (
        "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'variable'"
    ),
    "a table in no page": "UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'variable'",
    "a table that names itself": (
        "UPDATE sqlite_master SET sql = 'CREATE TABLE note AS SELECT * FROM note' "
        "WHERE name = 'note'"
    ),
    "thousands of tables": (
        "BEGIN;" + "".join(f"CREATE TABLE t{n} (x DEFAULT {n});" for n in range(3000)) + "COMMIT"
    ),
    "too many columns": (
        "DROP TABLE note; CREATE TABLE note (" + ", ".join(f"c{n} TEXT" for n in range(1900)) + ")"
    ),
    "a blob of 36 million": "UPDATE variable SET note = zeroblob(36000000) WHERE id = 'v1'",
    "a text of 36 million": (
        "UPDATE variable SET note = CAST(zeroblob(36000000) AS TEXT) WHERE id = 'v1'"
    ),
    "two hundred thousand and one notes": (
        f"{_COUNTED.format(200001)} INSERT INTO note SELECT 'i' || i, 'A', 0, 0, 1, '' FROM n"
    ),
    "36 million letters that are four bytes each": (
        f"{_COUNTED.format(36)} INSERT INTO note SELECT 'i' || i, "
        "printf('%.*c', 999999, 'x') || '😀', 0, 0, 1, '' FROM n"
    ),
    "texts that fill the file": (
        f"{_COUNTED.format(36)} INSERT INTO note SELECT 'i' || i, "
        "printf('%.*c', 999999, 'x'), 0, 0, 1, '' FROM n"
    ),
    "half a million short rows": "".join(
        f"{_COUNTED.format(100000)} INSERT INTO {table} SELECT i || '{table}', {cells} FROM n;"
        for table, cells in (
            ("note", "'A', 0, 0, 1, ''"),
            ("card", "'A', '', ''"),
            ("step", "1, 'loop', '[]', '', ''"),
            ("variable", "'A', 1, 1, NULL, 0, '', ''"),
            ("loop", "'[]', '[]', '', '', NULL, NULL, 0, 0, '[]', ''"),
        )
    ),
    "a history that opens to 200 million bytes": (
        "DELETE FROM history; INSERT INTO history_pack VALUES (0, 256, x'{bomb}')"
    ),
}


def _bytes_at(*pieces: tuple[int, bytes]) -> Callable[[Path], None]:
    def spoiled(path: Path) -> None:
        for at, content in pieces:
            overwrite(path, at, content)

    return spoiled


def _number(value: int) -> bytes:
    return struct.pack(">I", value)


def _root(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table])
        return int(found.fetchone()[0])


def _tree_in_a_circle(path: Path) -> None:
    """The page of the variables says it is an inner one, of whose pages each is itself."""
    root = _root(path, "variable")
    cells = struct.pack(">H", PAGE - 5) * 400
    head = b"\x05\0\0" + struct.pack(">HHB", 400, PAGE - 5, 0) + _number(root)
    body = head + cells
    body += bytes(PAGE - 5 - len(body)) + _number(root) + b"\1"
    overwrite(path, (root - 1) * PAGE, body)


def _deep_tree(path: Path) -> None:
    """Every page below leads to all others: a walk without memory would never end."""
    pages = 40
    first = path.stat().st_size // PAGE + 1
    with path.open("ab") as file:
        for n in range(pages):
            below = [first + (n + k) % pages for k in range(pages)]
            cells = b"".join(_number(page) + b"\1" for page in below)
            begin = PAGE - len(cells)
            places = b"".join(struct.pack(">H", begin + 5 * k) for k in range(pages))
            head = b"\x05\0\0" + struct.pack(">HHB", pages, begin, 0) + _number(below[0])
            file.write((head + places).ljust(begin, b"\0") + cells)
    overwrite(path, 28, _number(path.stat().st_size // PAGE))
    spoil(path, f"UPDATE sqlite_master SET rootpage = {first} WHERE name = 'variable'")


def _overflow_in_a_circle(path: Path) -> None:
    publish(StoredMap(workshop_map(100), path), overwrite=True, backup=False)
    whole = path.read_bytes()
    pages = [whole[at : at + PAGE] for at in range(0, len(whole), PAGE)]
    for number, page in enumerate(pages, 1):  # every chain leads back to its own page
        if page[:2] == b"\0\0" and page[:4] != bytes(4):
            pages[number - 1] = _number(number) + page[4:]
    path.write_bytes(b"".join(pages))


def _one_text_for_all(path: Path) -> None:
    """Thousands of rows in a few pages, each of four million bytes in the same chain of pages."""
    chain, rows, pages = 1000, 8, 400
    length = chain * (PAGE - 4)
    header = bytes([9, 23, 13 + 2]) + _varint(13 + 2 * length)
    row = _cell(header, length)
    first = path.stat().st_size // PAGE + 1
    leaf = _leaf([row.replace(b"LINK", _number(first + pages))] * rows)
    with path.open("ab") as file:
        for _ in range(pages):
            file.write(leaf)
        for n in range(chain):
            following = first + pages + n + 1 if n + 1 < chain else 0
            file.write(_number(following) + b"x" * (PAGE - 4))
    overwrite(path, 28, _number(path.stat().st_size // PAGE))


def _cell(_: bytes, length: int) -> bytes:
    """A row of a variable whose note is as long as this; LINK stands for its chain."""
    types = bytes([23, 15, 8, 8, 0, 8]) + _varint(13 + 2 * length) + b"\x0d"
    header = bytes([len(types) + 1]) + types
    total = len(header) + 5 + 1 + length
    least = (PAGE - 12) * 32 // 255 - 23
    local = least + (total - least) % (PAGE - 4)
    local = local if local <= PAGE - 35 else least
    body = (header + b"vvvvv" + b"N" + b"x" * local)[:local]
    return _varint(total) + b"\1" + body + b"LINK"


def _leaf(rows: list[bytes]) -> bytes:
    cells = b"".join(rows)
    begin = PAGE - len(cells)
    places, at = b"", begin
    for row in rows:
        places += struct.pack(">H", at)
        at += len(row)
    head = b"\x0d\0\0" + struct.pack(">HHB", len(rows), begin, 0)
    return (head + places).ljust(begin, b"\0") + cells


def _varint(number: int) -> bytes:
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(number & 0x7F | 0x80)
    return bytes(reversed(parts))


def _grown(path: Path, to: int, fill: bytes) -> None:
    """Fill the file with the same page to nearly the largest size that is read."""
    with path.open("ab") as file:
        while file.tell() < to:
            file.write(fill * 256)
    overwrite(path, 28, _number(path.stat().st_size // PAGE))
    overwrite(path, 24, bytes(4))


_ROWS_LIKE = bytes([9, 23, 15, 8, 8, 0, 8, 13, 13]) + b"vvvvvN"

BYTES: dict[str, Callable[[Path], None]] = {
    "a claim of four gigabytes": _bytes_at((28, _number(2**20))),
    "a claim of eight terabytes": _bytes_at((28, _number(2**31 - 1))),
    "no pages at all": _bytes_at((28, _number(0)), (92, _number(0))),
    "pages of one byte": _bytes_at((16, b"\0\1")),
    "pages of 64 kilobytes": _bytes_at((16, b"\0\1"), (28, _number(9))),
    "nothing usable in a page": _bytes_at((20, b"\xff")),
    "a free list in a circle": _bytes_at((32, _number(3)), (36, _number(9)), (8192, _number(3))),
    "a free list of everything": _bytes_at((32, _number(2)), (36, _number(2**31))),
    "a free list that leads out": _bytes_at((32, _number(2**31 - 1)), (36, _number(5))),
    "texts in another encoding": _bytes_at((56, _number(2))),
    "an encoding unheard of": _bytes_at((56, _number(77))),
    "a tree in a circle": _tree_in_a_circle,
    "a tree without end": _deep_tree,
    "texts in a circle": _overflow_in_a_circle,
    "one text for thousands of rows": _one_text_for_all,
    "zeros to the brim": lambda path: _grown(path, 36_000_000, bytes(PAGE)),
    "empty leaves to the brim": lambda path: _grown(path, 36_000_000, _leaf([]).ljust(PAGE, b"\0")),
    "what looks like rows to the brim": lambda path: _grown(
        path, 36_000_000, (_ROWS_LIKE * 300)[:PAGE]
    ),
    "spaces and letters to the brim": lambda path: _grown(
        path, 36_000_000, (b" the cat sat on the mat" * 200)[:PAGE]
    ),
}

TEXTS = {
    "a script": "<script>alert(1)</script>",
    "a picture from elsewhere": '<img src="http://127.0.0.1:9/x.png" onerror="alert(1)">',
    "a drawing inside": '"/><svg onload="alert(1)"><image href="file:///etc/passwd"/></svg>',
    "the end of a text": "]]></text></svg><script>alert(1)</script>",
    "a file": "file:///etc/passwd",
    "a path": "../../../../etc/passwd",
    "an entity": "&xxe; <!ENTITY xxe SYSTEM 'file:///etc/passwd'>",
    "a format": "%s%n{0.__class__.__init__.__globals__}{path!r}[*]",
    "a formula": '=cmd|" /C calc"!A0',
    "letters that turn round": "safe\u202egnp.exe\u2066\u200f",
    "a terminal's orders": "\x1b]0;owned\x07\x1b[2J",
    "a zero": "a\0b",
}
"""What people can write to harm whoever shows it as anything but plain text."""


def worded_map() -> StoredMap:
    """Return a map with all these texts, wherever a map can hold a text."""
    texts = list(TEXTS.values())
    all_of_it = " ".join(texts)
    variables = [Variable(f"v{n}", t, 0.0, 80.0 * n, note=t) for n, t in enumerate(texts)]
    links = [
        Link(f"l{n}", f"v{n}", f"v{(n + 1) % len(texts)}", rationale=t, reference=t, note=t)
        for n, t in enumerate(texts)
    ]
    ids = tuple(link.id for link in links)
    notes = [Note(f"n{n}", t, 400.0, 80.0 * n) for n, t in enumerate(texts)]
    cards = [Card(f"c{n}", t, t) for n, t in enumerate(texts)]
    steps = [StoryStep(f"s{n}", n, Shown.LOOP, ids, t) for n, t in enumerate(texts)]
    loop = NamedLoop(loop_id(ids), ids, (("R", 1),), texts[0], all_of_it)
    info = MapInfo(all_of_it, all_of_it, all_of_it, all_of_it, all_of_it)
    return StoredMap(map_of([info, *variables, *links, *notes, *cards, *steps, loop]))


def hostile_file(what: str, folder: Path) -> Path:
    """Make the hostile file of this name in a folder, and the canary beside it."""
    path = good_file(folder)
    canary = folder / "canary"
    canary.write_text(SECRET)
    if what in BYTES:
        BYTES[what](path)
        return path
    bomb = _bomb().hex() if "{bomb}" in STATEMENTS[what] else ""
    statements = STATEMENTS[what].replace("{canary}", str(canary)).replace("{bomb}", bomb)
    return spoil(path, statements)


def _bomb() -> bytes:
    import zlib

    packing = zlib.compressobj(9)
    parts = [packing.compress(bytes(10_000_000)) for _ in range(20)]
    return b"".join([*parts, packing.flush()])


HOSTILE = (*STATEMENTS, *BYTES)
