"""The words in which files say what kind a variable is, how sure a link is, and yes."""

from systemsmap.interchange.open_json.ends import folded
from systemsmap.model.records import Evidence, Kind

YES = frozenset({"yes", "y", "true", "1", "1.0", "x"})

_KINDS = {folded(said): kind for kind in Kind for said in (kind.value, kind.label)}
_LEVELS = {folded(said): level for level in Evidence for said in (level.value, level.label)}


def kind_of(words: str) -> Kind | None:
    """Return the kind that words name, by its value or its label, or None."""
    return _KINDS.get(folded(words))


def evidence_of(words: str) -> Evidence | None:
    """Return how well a link is known, by its value or its label, or None."""
    return _LEVELS.get(folded(words))
