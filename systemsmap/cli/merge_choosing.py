"""Answers to what a merge asks: from the command line, or from a person at a terminal."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from systemsmap.cli.voice import Trouble, ask, one_line, show

if TYPE_CHECKING:
    from systemsmap.editor.merging import Gathered
    from systemsmap.merging.merge import Merged
    from systemsmap.merging.questions import Choices, Conflict

_YES = {"yes": True, "y": True, "no": False, "n": False}


def is_asked(asked: argparse.Namespace) -> bool:
    """Return whether there is a person to ask."""
    return not asked.yes and sys.stdin is not None and sys.stdin.isatty()


def chosen(together: "Gathered", said: Sequence[str], *, join: bool) -> tuple["Merged", "Choices"]:
    """Return the merge by these answers, such as “name:v1=Mine.smap”. Raises Trouble."""
    from systemsmap.merging.questions import Choices  # noqa: PLC0415

    choices, left = Choices(), list(said)
    while True:
        merged = _merge(together, choices)
        same = {offer.id: True for offer in merged.offers if join and offer.id not in choices.same}
        options: dict[str, str] = {}
        taken = [text for text in left if _take(text, merged, options, same)]
        left = [text for text in left if text not in taken]
        new = Choices({**choices.options, **options}, {**choices.same, **same})
        if new == choices:
            break
        choices = new
    if left:
        raise Trouble(f"“{left[0]}” is no answer to anything; --list shows what is asked.")
    return merged, choices


def _take(text: str, merged: "Merged", options: dict[str, str], same: dict[str, bool]) -> bool:
    """Take an answer if it answers anything that is asked; return whether it did."""
    for conflict in merged.conflicts:
        if text.startswith(f"{conflict.id}="):
            option = _option(conflict, text[len(conflict.id) + 1 :])
            if option:
                options[conflict.id] = option
                return True
    for offer in merged.offers:
        answer = _YES.get(text[len(offer.id) + 1 :].lower())
        if text.startswith(f"{offer.id}=") and answer is not None:
            same[offer.id] = answer
            return True
    return False


def _option(conflict: "Conflict", said: str) -> str | None:
    """Return the option with this id, or of this number."""
    ids = [option.id for option in conflict.options]
    if said in ids:
        return said
    number = int(said) if said.isascii() and said.isdigit() else 0
    return ids[number - 1] if 0 < number <= len(ids) else None


def ask_each(together: "Gathered", choices: "Choices") -> tuple["Merged", "Choices"]:
    """Ask about each offer and each conflict; an end of input takes the defaults of the rest."""
    from systemsmap.merging.questions import Choices  # noqa: PLC0415

    options, same = dict(choices.options), dict(choices.same)
    while True:
        choices = Choices(options, same)
        merged = _merge(together, choices)
        offer = next((one for one in merged.offers if one.id not in same), None)
        conflict = next((one for one in merged.conflicts if one.id not in options), None)
        if offer:
            usual = "Y/n" if offer.default else "y/N"
            said = ask(f"{one_line(offer.sentence)} One variable? [{usual}] ")
            if said is None:
                return merged, choices
            same[offer.id] = _YES.get(said.strip().lower(), offer.default)
        elif conflict:
            option = _asked(conflict)
            if option is None:
                return merged, choices
            options[conflict.id] = option
        else:
            return merged, choices


def _asked(conflict: "Conflict") -> str | None:
    """Return the option a person takes, or None at the end of input."""
    lines = [one_line(conflict.sentence)]
    usual = 1
    for number, option in enumerate(conflict.options, 1):
        lines.append(f"  {number}  {one_line(option.label)}")
        usual = number if option.id == conflict.default else usual
    show("\n".join(lines))
    while True:
        said = ask(f"1 to {len(conflict.options)}, Enter for {usual}: ")
        if said is None:
            return None
        option_id = _option(conflict, said.strip() or str(usual))
        if option_id:
            return option_id


def _merge(together: "Gathered", choices: "Choices") -> "Merged":
    from systemsmap.merging.merge import merge  # noqa: PLC0415

    return merge(together.base, together.copies, choices)
