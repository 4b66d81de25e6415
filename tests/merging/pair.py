"""Two copies, A and B, and what becomes of them."""

from systemsmap.merging.copy import Copy
from systemsmap.merging.merge import Merged, merge
from systemsmap.merging.questions import Choices
from systemsmap.model.records import Polarity
from systemsmap.model.systems_map import SystemsMap

PLUS, MINUS, OPEN, MIXED = (Polarity(sign) for sign in "+-?±")
LINK = "births>people"


def both(
    base: SystemsMap | None, a: SystemsMap, b: SystemsMap, choices: Choices | None = None
) -> Merged:
    return merge(base, [Copy("A", a), Copy("B", b)], choices or Choices())


def asked(merged: Merged) -> list[str]:
    return [conflict.id for conflict in merged.conflicts]
