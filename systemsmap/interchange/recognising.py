"""Which format a pasted text is in, when it is more than lines of words."""

import re

from systemsmap.interchange.csv import is_table
from systemsmap.interchange.importers import IMPORTERS, ImportTrouble
from systemsmap.interchange.open_json.parse import parse
from systemsmap.interchange.prsm import is_packed

_ROOTS = {
    "mxfile": ".drawio",
    "mxgraphmodel": ".drawio",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "mentalmodeler": ".mmp",
    "xmile": ".stmx",
    "svg": ".svg",
}
_ROOT = re.compile(r"(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:\w+:)?(\w+)", re.DOTALL)
_OF_GRAPHVIZ = re.compile(r"(?:strict\s+)?(?:di)?graph\b[^{\n]*\{", re.IGNORECASE)
_REMARKS = re.compile(r"(?:(?://|#)[^\n]*\n\s*|/\*(?:(?!\*/).)*\*/\s*)+", re.DOTALL)
_OF_GML = re.compile(r"(?:(?:#|creator|version|comment)[^\n]*\n\s*)*graph\s*\[", re.IGNORECASE)
_LOOPY = re.compile(r"https?://(?:www\.)?ncase\.me/loopy/", re.IGNORECASE)
_LONGEST = 20_000_000


def suffix_of_text(text: str) -> str | None:
    """Return the suffix of the format a text is in; None for words that people type."""
    if len(text) > _LONGEST:
        return None
    known = {importer.suffix for importer in IMPORTERS}
    suffix = _suffix(text)
    return suffix if suffix in known else None


def _suffix(text: str) -> str | None:
    whole = text.lstrip("\ufeff\r\n")  # a matrix begins with an empty cell
    text = whole.lstrip()
    if text.startswith(("{", "[")):
        return ".mdl" if text.startswith("{UTF-8}") else _of_json(text)
    if root := _ROOT.match(text):
        return _ROOTS.get(root[1].casefold())
    remarks = _REMARKS.match(text)
    tests = {
        ".loopy": _LOOPY.match(text),
        ".gml": _OF_GML.match(text),
        ".gv": _OF_GRAPHVIZ.match(text, remarks.end() if remarks else 0),
        ".prsm": is_packed(text),
        ".csv": is_table(whole),
    }
    return next((suffix for suffix, found in tests.items() if found), None)


def _of_json(text: str) -> str | None:
    try:
        raw = parse(text.encode("utf-8", "replace"))
    except ImportTrouble:
        return None
    if isinstance(raw, dict) and "variables" in raw and "links" in raw:
        return ".json"
    found = (one for one in IMPORTERS if one.is_this and one.is_this(raw))
    return next((one.suffix for one in found), None)
