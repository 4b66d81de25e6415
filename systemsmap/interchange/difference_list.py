"""What changed between two maps as a list: for people to read, and as a table."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import groupby

from systemsmap.analysis.comparing import Comparison, lines_of, summary
from systemsmap.interchange.cleaning import Cleaner

KINDS = {".csv": "Table", ".md": "Markdown", ".txt": "Text"}
"""What a list can be written as, by suffix."""

HEADINGS = ("under", "about", "what", "sentence", "before", "now")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def write(comparison: Comparison, since: str, suffix: str) -> bytes:
    """Return the list as a file of one of the `KINDS`; `since` names the older map."""
    if suffix == ".csv":
        return as_csv(comparison)
    text = as_markdown(comparison, since) if suffix == ".md" else as_text(comparison, since)
    return f"{text}\n".encode("utf-8", "replace")


def as_text(comparison: Comparison, since: str = "") -> str:
    """Return the differences under their headings, a sentence a line, and how many there are."""
    head = [f"What changed since {_line(since)}"] if since else []
    lines = [*head, f"{summary(comparison)}."]
    for group, sentences in _grouped(comparison):
        lines += ["", group, *(f"  {sentence}" for sentence in sentences)]
    return "\n".join(lines)


def as_markdown(comparison: Comparison, since: str) -> str:
    """Return the same with headings and bullets; what a name holds is never taken for markup."""
    lines = [f"# What changed since {_plain(since)}", "", f"{summary(comparison)}."]
    for group, sentences in _grouped(comparison):
        lines += ["", f"## {group}", "", *(f"- {_plain(sentence)}" for sentence in sentences)]
    return "\n".join(lines)


def as_csv(comparison: Comparison) -> bytes:
    """Return every difference as a row, in UTF-8 with a mark that spreadsheets know it by.

    A text that a spreadsheet would calculate begins with an apostrophe (CWE-1236).
    """
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(HEADINGS)
    for d in comparison.differences:
        cells = (d.group.value, d.about.value, d.what.value, d.sentence, d.was, d.now)
        table.writerow([_cell(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig", "replace")


def _grouped(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    for group, lines in groupby(lines_of(comparison), lambda line: line.group):
        yield group.value, [_line(line.words) for line in lines]


def _line(text: str) -> str:
    """A text of the map's on one line, without anything a terminal would obey."""
    return " ".join(Cleaner().text(text).split())


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", _line(text))


def _cell(text: str) -> str:
    words = Cleaner().text(text).strip()
    return f"'{words}" if words[:1] in set("=+-@") and len(words) > 1 else words
