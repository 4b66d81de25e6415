"""Which format a pasted text is in, when it is more than lines of words."""

import re

from systemsmap.interchange.importers import IMPORTERS, ImportTrouble
from systemsmap.interchange.open_json.parse import parse

_ROOTS = {
    "mxfile": ".drawio",
    "mxgraphmodel": ".drawio",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "mentalmodeler": ".mmp",
    "xmile": ".stmx",
    "svg": ".svg",
}
_ROOT = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?(\w+)")
_DIGRAPH = re.compile(r"\s*(?:strict\s+)?digraph\b[^{]*\{", re.IGNORECASE)
_LOOPY = re.compile(r"\s*https?://(?:www\.)?ncase\.me/loopy/", re.IGNORECASE)
_LONGEST = 20_000_000


def suffix_of_text(text: str) -> str | None:
    """Return the suffix of the format a text is in; None for words that people type."""
    if len(text) > _LONGEST:
        return None
    known = {importer.suffix for importer in IMPORTERS}
    suffix = _suffix(text)
    return suffix if suffix in known else None


def _suffix(text: str) -> str | None:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return ".mdl" if text.lstrip("\ufeff").startswith("{UTF-8}") else _of_json(text)
    root = _ROOT.match(text)
    if root:
        return _ROOTS.get(root[1].casefold())
    if _LOOPY.match(text):
        return ".loopy"
    return ".gv" if _DIGRAPH.match(text) else None


def _of_json(text: str) -> str | None:
    try:
        raw = parse(text.encode("utf-8", "replace"))
    except ImportTrouble:
        return None
    if isinstance(raw, dict) and "variables" in raw and "links" in raw:
        return ".json"
    found = (one for one in IMPORTERS if one.is_this and one.is_this(raw))
    return next((one.suffix for one in found), None)
