"""Finds the variable that a name means."""

import unicodedata
from collections.abc import Iterable

from systemsmap.model.edits.error import EditError
from systemsmap.model.edits.variables import clean_name
from systemsmap.model.records import Variable


class EndError(LookupError):
    """No variable, or more than one, goes by this name; the message says which."""


class Ends:
    """The variables of a file by id and by name: exactly first, then folded.

    Folding takes away what people and programs write differently without meaning it: case,
    line breaks, doubled and unbroken spaces, underscores, and the forms of Unicode.
    """

    def __init__(self, variables: Iterable[Variable]) -> None:
        self._by_id: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_folded: dict[str, list[str]] = {}
        for variable in variables:
            self._by_id[variable.id] = variable.id
            self._by_name.setdefault(variable.name, []).append(variable.id)
            self._by_folded.setdefault(folded(variable.name), []).append(variable.id)

    def find(self, name: str) -> str:
        """Return the id of the variable with this name, or with this id. Raises EndError."""
        exact = self._by_name.get(_clean(name), [])
        found = exact or self._by_folded.get(folded(name), [])
        if len(found) == 1:
            return found[0]
        if name in self._by_id:
            return name
        if found:
            raise EndError(f"“{name[:60]}” is the name of {len(found)} variables")
        raise EndError(f"“{name[:60]}” is none of the variables")

    def with_id(self, id_: str) -> str:
        """Return the id if a variable has it. Raises EndError."""
        if id_ not in self._by_id:
            raise EndError(f"no variable has the id “{id_[:60]}”")
        return id_


def folded(name: str) -> str:
    """Return what two names have in common that mean the same."""
    plain = unicodedata.normalize("NFKC", name).replace("_", " ")
    return " ".join(plain.split()).casefold()


def _clean(name: str) -> str:
    try:
        return clean_name(name)
    except EditError:
        return name
