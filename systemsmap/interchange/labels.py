"""What is written on an arrow by hand: its sign, whether the effect takes a while, other words."""

import re

from systemsmap.interchange.signs import sign_of
from systemsmap.model.records import Polarity

DELAY = "||"
_MARK = re.compile(r"\|\||‖|⧗|⏳|\b(?:time )?(?:delay|delayed|lag|lagged)\b", re.IGNORECASE)
_DRAWN = re.compile(r"\|\||‖")
_AROUND = " ,;:()[]/\n\t"
_ALONE = "+-−–±?"


def said_on(label: str) -> tuple[Polarity | None, bool, str]:
    """Return the sign, whether there is a delay, and what else a label says.

    The word “delay” is a mark only where it stands beside a sign or alone: “Delayed reports” is
    a note. So is a sign with words after it, but for the sign.
    """
    rest = _MARK.sub(" ", label).strip(_AROUND)
    sign = sign_of(rest)
    if not rest or sign is not None:
        return sign, bool(_MARK.search(label)), ""
    drawn = bool(_DRAWN.search(label))
    words = _DRAWN.sub(" ", label).strip(_AROUND) if drawn else label.strip()
    if words[:1] in _ALONE and words[1:2] in (" ", "\n", ":", ","):
        return sign_of(words[0]), drawn, words[1:].strip(_AROUND)
    return None, drawn, words
