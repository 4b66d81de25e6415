"""The fields of one JSON object, taken out one by one; what nobody takes is kept as `extra`."""

import json

from systemsmap.interchange import limits
from systemsmap.interchange.losses import Losses
from systemsmap.interchange.trouble import ImportTrouble


class Fields:
    """A JSON object on its way into a record. Every taker raises ImportTrouble for wrong types.

    `what` names the object in messages, such as “variable 3”. A field that is null counts as
    one that is not there.
    """

    def __init__(self, raw: object, what: str, losses: Losses) -> None:
        if not isinstance(raw, dict):
            raise ImportTrouble(f"In the file, {what} is not an object with fields.")
        self.what = what
        self._rest: dict[str, object] = dict(raw)
        self._losses = losses

    def peek(self, key: str) -> object:
        """Return a field and leave it where it is; None when it is not there."""
        return self._rest.get(key)

    def drop(self, key: str) -> None:
        """Take a field that has been understood."""
        self._rest.pop(key, None)

    def rename(self, key: str, to: str) -> None:
        """Keep a field nobody takes under another name, unless that is there already."""
        value = self._rest.pop(key, None)
        if value is not None:
            self._rest.setdefault(to, value)

    def text(self, key: str, limit: int = limits.TEXT) -> str:
        """Take a text of at most `limit` characters; empty when it is not there."""
        value = self._taken(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise ImportTrouble(f"In the file, “{key}” of {self.what} is not text.")
        if len(value) > limit:
            raise ImportTrouble(
                f"In the file, “{key}” of {self.what} is longer than {limit:,} characters."
            )
        return value

    def flag(self, key: str) -> bool:
        """Take a truth value; False when it is not there."""
        value = self._taken(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise ImportTrouble(f"In the file, “{key}” of {self.what} is neither true nor false.")
        return value

    def number(self, key: str, reach: float = limits.REACH) -> float | None:
        """Take a number, brought back to `reach` either side of 0; None when it is not there."""
        value = self._taken(key)
        return None if value is None else self._within(value, key, reach)

    def pair(self, key: str) -> tuple[float, float] | None:
        """Take a list of two numbers; None when it is not there."""
        value = self._taken(key)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 2:
            raise ImportTrouble(f"In the file, “{key}” of {self.what} is not a pair of numbers.")
        return (
            self._within(value[0], key, limits.REACH),
            self._within(value[1], key, limits.REACH),
        )

    def texts(self, key: str, limit: int) -> tuple[str, ...]:
        """Take a list of at most `limit` short texts; empty when it is not there."""
        return tuple(self._short(item, key) for item in self.items(key, limit))

    def items(self, key: str, limit: int) -> list[object]:
        """Take a list of at most `limit` things; empty when it is not there."""
        value = self._taken(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise ImportTrouble(f"In the file, “{key}” of {self.what} is not a list.")
        if len(value) > limit:
            raise ImportTrouble(
                f"In the file, “{key}” of {self.what} has more than {limit:,} entries."
            )
        return value

    def id(self) -> str | None:
        """Take an id; None when it is not there."""
        value = self._taken("id")
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise ImportTrouble(f"In the file, the id of {self.what} is not a line of text.")
        if len(value) > limits.ID:
            raise ImportTrouble(f"In the file, the id of {self.what} is too long.")
        return value

    def extra(self) -> str:
        """Return what nobody took as the text of one JSON object; empty when nothing is left."""
        if not self._rest:
            return ""
        text = json.dumps(self._rest, ensure_ascii=False, separators=(",", ":"))
        if len(text) <= limits.TEXT:
            return text
        for key in self._rest:
            self._losses.add("Too long to be kept as an unknown field", f"{key} of {self.what}")
        return ""

    def _taken(self, key: str) -> object:
        return self._rest.pop(key, None)

    def _within(self, value: object, key: str, reach: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ImportTrouble(f"In the file, “{key}” of {self.what} is not a number.")
        kept = float(min(max(value, -reach), reach))
        if kept != value:
            self._losses.add("Too far out, brought nearer", f"{key} of {self.what}")
        return kept

    def _short(self, value: object, key: str) -> str:
        if not isinstance(value, str) or len(value) > limits.LABEL:
            raise ImportTrouble(f"In the file, “{key}” of {self.what} is not a list of names.")
        return value
