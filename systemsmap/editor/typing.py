"""A name or a text being typed on the canvas."""

from dataclasses import dataclass
from typing import Literal

Purpose = Literal["variable", "rename", "note", "note text", "link to", "loop name"]


@dataclass(frozen=True, slots=True)
class Typing:
    """What the typed words will become.

    `variable`: a new one at x, y, linked from `cause` or to `effect` when one is given ·
    `rename`: another name for the variable `id` · `note`: a new note at x, y · `note text`: other
    words for the note `id` · `link to`: the other end of a link from `cause` · `loop name`: a name
    for the loop `id`.
    """

    purpose: Purpose
    x: float
    y: float
    text: str = ""
    id: str | None = None
    cause: str | None = None
    effect: str | None = None
