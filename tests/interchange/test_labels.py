"""What is written on arrows by hand."""

import pytest

from systemsmap.interchange.labels import said_on


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("+", ("+", False, "")),
        ("− ||", ("-", True, "")),
        ("- (delay)", ("-", True, "")),
        ("Delay", (None, True, "")),
        ("S", ("+", False, "")),
        ("Delayed reports", (None, False, "Delayed reports")),
        ("+ more calls", ("+", False, "more calls")),
        ("-: fewer staff ||", ("-", True, "fewer staff")),
        ("-5 % a year", (None, False, "-5 % a year")),
        ("", (None, False, "")),
    ],
)
def test_signs_delays_and_words_are_told_apart(
    label: str, said: tuple[str | None, bool, str]
) -> None:
    sign, delayed, words = said_on(label)
    assert (sign.value if sign else None, delayed, words) == said
