"""Something about a map that may deserve a second look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was noticed: `code` names the check, `sentence` is for people, `ids` are the records.

    A finding is a question put softly, never an error: the map may be right as it is.
    """

    code: str
    sentence: str
    ids: tuple[str, ...] = ()
