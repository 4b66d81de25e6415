"""Ids for records of a file that gives them none: the same file, the same ids."""

from uuid import NAMESPACE_URL, uuid5

from systemsmap.interchange.trouble import ImportTrouble
from systemsmap.model.records import INFO_ID

_SPACE = uuid5(NAMESPACE_URL, "systemsmap:open-json")
_LOOP = "loop-"


class Identities:
    """Gives out ids, each once. Ids follow from what a record says and from the map's title."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._taken: set[str] = {INFO_ID}
        self._given: dict[tuple[str, ...], int] = {}

    def keep(self, id_: str, what: str) -> str:
        """Return the id a file gives. Raises ImportTrouble when it is taken or set aside."""
        if id_ in self._taken or id_.startswith(_LOOP):
            raise ImportTrouble(f"In the file, the id “{id_}” of {what} is already in use.")
        self._taken.add(id_)
        return id_

    def of(self, given: str | None, what: str, *says: str) -> str:
        """Return the id a file gives, or one that follows from what the record says."""
        return self.keep(given, what) if given else self.derive(*says)

    def derive(self, *says: str) -> str:
        """Return an id that follows from what the record says."""
        count = self._given.get(says, 0)  # or thousands that say the same would each begin at 0
        while True:
            content = "\x1f".join((self._title, *says, str(count)))
            id_ = uuid5(_SPACE, content).hex
            if id_ not in self._taken:
                self._taken.add(id_)
                self._given[says] = count + 1
                return id_
            count += 1
