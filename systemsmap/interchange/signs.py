"""The many ways in which programs and people write the sign of a link."""

from systemsmap.model.records import Polarity

_POSITIVE = ("+", "positive", "pos", "same", "s", "++", "--", "plus", "+ve", "increases", "1", "＋")
_NEGATIVE = (
    "-",
    "−",
    "–",
    "negative",
    "neg",
    "opposite",
    "o",
    "+-",
    "-+",
    "minus",
    "-ve",
    "decreases",
    "-1",
)
_MIXED = ("±", "+/-", "both", "mixed", "ambiguous", "reciprocal")
_OPEN = ("?", "unknown", "undecided", "none", "neutral", "0", "indeterminate")

_SIGNS = {
    **dict.fromkeys(_POSITIVE, Polarity.POSITIVE),
    **dict.fromkeys(_NEGATIVE, Polarity.NEGATIVE),
    **dict.fromkeys(_MIXED, Polarity.MIXED),
    **dict.fromkeys(_OPEN, Polarity.UNDECIDED),
}


def sign_of(words: str) -> Polarity | None:
    """Return the sign that a word means, or None when it means none.

    Two signs together, one for each end as Kumu writes them, are their product: `--` is positive.
    """
    return _SIGNS.get(" ".join(words.split()).casefold())


def sign_of_number(weight: float) -> Polarity:
    """Return the sign of a weight; none for 0."""
    if weight > 0:
        return Polarity.POSITIVE
    return Polarity.NEGATIVE if weight < 0 else Polarity.UNDECIDED
