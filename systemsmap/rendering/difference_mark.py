"""One mark of what changed."""

from dataclasses import dataclass

from systemsmap.rendering.drawing import Drawing


@dataclass(frozen=True, slots=True)
class DifferenceMark:
    """One mark in map coordinates. `about` is what it is about, `words` say what it says.

    `leans_on` are the records it stands beside: when one of them moves, it stands wrong.
    `is_ghost`: it is what is gone itself.
    """

    about: str
    words: str
    drawing: Drawing
    leans_on: frozenset[str]
    is_ghost: bool = False
