"""Words of people and of files, made fit to stand in a sentence or a title of ours."""

import re
from html import escape

_TURNING = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""What would break a line, or turn round what stands after it."""


def plain(words: str) -> str:
    """Return the words on one line, with nothing in them that changes what follows."""
    return " ".join(_TURNING.sub(" ", words).split())


def tip(words: str) -> str:
    """Return the words as a tool tip, where Qt would take `<img src=…>` for a page to show."""
    return f'<p style="white-space: pre-wrap">{escape(words)}</p>' if "<" in words else words
