"""Regular expressions that every Python we run on understands in the same way."""

import re

from tests.architecture.sources import python_files, shown

_OF_A_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")


def test_no_group_is_possessive() -> None:
    """Python before 3.11.5, which Debian 12 has, matches such groups wrongly."""
    found = [
        f"{shown(file)}:{number}"
        for file in python_files()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if _OF_A_GROUP.search(line) and "_OF_A_GROUP" not in line
    ]
    assert found == []
