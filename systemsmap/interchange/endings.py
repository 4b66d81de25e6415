"""File names by how they end: a name may fit `.json` and `.kumu.json` at once."""

from collections.abc import Iterable


def ending(name: str, suffixes: Iterable[str]) -> str | None:
    """Return the longest of these suffixes that a file name ends in, whatever its case."""
    fitting = [suffix for suffix in suffixes if name.lower().endswith(suffix)]
    return max(fitting, key=len, default=None)
