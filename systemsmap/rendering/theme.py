"""Every colour, width and size of a map's picture, in four sets."""

from dataclasses import dataclass

from systemsmap.model.records import Polarity


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours are #rrggbb, sizes and widths map units. Text sizes are whole numbers.

    `change` is the one colour of all marks of what changed; which it was, their shapes tell.

    `shows_kinds` writes each variable's kind under its name; `dashes_assumptions` breaks the
    line of links that rest on an assumption. Both are off until someone asks: a fresh map
    should look calm.
    """

    name: str
    paper: str
    ink: str
    soft: str
    positive: str
    negative: str
    undecided: str
    badge: str
    change: str
    text_size: int = 17
    sign_size: int = 20
    badge_size: int = 14
    note_size: int = 14
    kind_size: int = 11
    line: float = 2.0
    shows_kinds: bool = False
    dashes_assumptions: bool = False

    def link_colour(self, polarity: Polarity) -> str:
        """Return the colour of a link; its sign says the same, so colour is never alone."""
        if polarity is Polarity.POSITIVE:
            return self.positive
        return self.negative if polarity is Polarity.NEGATIVE else self.undecided


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    ink="#1f2937",
    soft="#5b6675",
    positive="#0072b2",
    negative="#c2410c",
    undecided="#646e7c",
    badge="#1f2937",
    change="#8a2f8f",
)
DARK = Theme(
    name="dark",
    paper="#15191f",
    ink="#e9ecf1",
    soft="#a3adba",
    positive="#5ab4ea",
    negative="#ff9a6b",
    undecided="#a3adba",
    badge="#e9ecf1",
    change="#e09be6",
)
PRINT = Theme(
    name="print",
    paper="#ffffff",
    ink="#000000",
    soft="#404040",
    positive="#00588a",
    negative="#a83208",
    undecided="#4d4d4d",
    badge="#000000",
    change="#6f1d75",
)
STRONG = Theme(
    name="high contrast",
    paper="#000000",
    ink="#ffffff",
    soft="#ffffff",
    positive="#7fd0ff",
    negative="#ffb070",
    undecided="#ffffff",
    badge="#ffffff",
    change="#fff04d",
    line=2.6,
)
THEMES = (LIGHT, DARK, STRONG, PRINT)
