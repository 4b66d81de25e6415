"""Links said as sentences: "more A leads to less B", "A affects B"."""

import re

from systemsmap.interchange.statements.statement import SaidLink, Statement
from systemsmap.model.records import Polarity

_UP = ("more", "higher", "greater", "rising", "increasing")
_DOWN = ("less", "fewer", "lower", "falling", "decreasing")
_WORDS = "|".join((*_UP, *_DOWN))
_LEADS = "leads? to|means?|causes?|brings?|gives?"
_SIGNED = re.compile(
    rf"\s*(?P<first>{_WORDS})\s+(?P<cause>.+?)\s+(?:{_LEADS})(?P<slow>,?\s+after a while,?)?"
    rf"\s+(?P<second>{_WORDS})\s+(?P<effect>.+?)\s*\.?\s*",
    re.IGNORECASE | re.DOTALL,
)
_OPEN = re.compile(r"\s*(?P<cause>.+?)\s+affects\s+(?P<effect>.+?)\s*\.?\s*", re.I | re.DOTALL)


def as_sentence(line: str) -> Statement | None:
    """Return the link a sentence claims, or None when the line is not one."""
    signed = _SIGNED.fullmatch(line)
    if signed:
        first, second = (signed[part].lower() in _UP for part in ("first", "second"))
        sign = Polarity.POSITIVE if first is second else Polarity.NEGATIVE
        return _statement(signed, sign, delayed=bool(signed["slow"]))
    found = None if '"' in line else _OPEN.fullmatch(line)
    return _statement(found, Polarity.UNDECIDED, delayed=False) if found else None


def _statement(found: re.Match[str], sign: Polarity, *, delayed: bool) -> Statement:
    cause, effect = found["cause"].strip('"“”'), found["effect"].strip('"“”')
    return Statement((cause, effect), (SaidLink(cause, effect, sign, delayed),))
