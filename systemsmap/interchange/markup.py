"""Takes the words out of marked-up text: labels in HTML, letters written as codes."""

import re
from html import unescape

# Short ones only: Python refuses numbers of many thousand digits with an error of its own.
_CODE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# None of these looks past the next bracket, or thousands of open ones would take minutes.
_BREAK = re.compile(r"</?\s*(?:br|div|p|li|h[1-6]|tr|ul|ol|hr|table)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def decoded_letters(text: str) -> str:
    """Return a text with its codes for letters, such as `&amp;` and `&#10;`, as the letters."""
    return _CODE.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def words_of_markup(text: str) -> str:
    """Return the words of a text in HTML, its lines kept and all else gone."""
    told = decoded_letters(_TAG.sub("", _BREAK.sub("\n", text)))
    lines = (" ".join(line.split()) for line in told.split("\n"))
    return "\n".join(line for line in lines if line)
