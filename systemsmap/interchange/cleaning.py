"""Takes out of foreign text what can harm a file, a picture or a reader."""

import re
from collections.abc import Mapping

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble

# Control characters but tab and line feed, halves of surrogate pairs, and the two code points
# that are no characters: none of them may stand in XML, the halves not even in UTF-8.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Cleaner:
    """Cleans every text in a value made of lists, objects and scalars, and counts what it met.

    `stripped` is the number of control characters taken out. `turned` holds the texts with
    characters that reverse the direction of reading: they are kept, for honest names in Hebrew
    or Arabic may need them, but a person should know, because they can make a text look like
    another.
    """

    def __init__(self) -> None:
        self.stripped = 0
        self.turned: list[str] = []

    def clean(self, value: object, depth: int = 0) -> object:
        """Return the value with clean texts. Raises ImportTrouble when it is nested too deep."""
        if depth > limits.DEPTH:
            raise ImportTrouble("The file nests lists too deep to be a map.")
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.clean(item, depth + 1) for item in value]
        if isinstance(value, Mapping):
            return {self.text(key): self.clean(item, depth + 1) for key, item in value.items()}
        return value

    def text(self, text: str) -> str:
        """Return the text without control characters, its lines ended by line feeds."""
        if text.isascii() and text.isprintable():
            return text
        cleaned, count = _CONTROL.subn("", _LINE_ENDS.sub("\n", text))
        self.stripped += count
        if _TURNING.search(cleaned):
            self.turned.append(cleaned)
        return cleaned
