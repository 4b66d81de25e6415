"""Joining links end to end where there is no choice.

A variable with one way in or one way out can be left out: each way in is joined to each way out,
and no loop is lost or won. What is left holds all the branching (encapsulation, as in Bures,
Systems 2017). There are never more links than before, and far fewer ways that lead nowhere.
"""

from dataclasses import dataclass, field

_Rows = dict[str, list[str]]


@dataclass(slots=True)
class Joined:
    """Variables with their links, a link being the word of variables it passes and ends at.

    In `causes` it is the word of where it starts and what it passes. `loops` are those that were
    closed by joining, as ways round.
    """

    effects: _Rows
    causes: _Rows
    loops: list[str] = field(default_factory=list)


def joined(effects: _Rows, causes: _Rows, keep: str = "") -> Joined:
    """Return the links joined wherever that is possible, `keep` being left as it is.

    The rows are used up.
    """
    core = Joined(effects, causes)
    to_do = list(effects)
    for letter in to_do:  # grows while it is walked
        if letter != keep and letter in effects:
            ins, outs = causes[letter], effects[letter]
            if len(ins) <= 1 or len(outs) <= 1:
                around = {i[0] for i in ins} | {o[-1] for o in outs}
                _leave_out(core, letter)
                to_do += around
    return core


def _leave_out(core: Joined, letter: str) -> None:
    ins, outs = core.causes.pop(letter), core.effects.pop(letter)
    for before in ins:
        core.effects[before[0]].remove(before[1:] + letter)
        for after in outs:
            if before[0] == after[-1]:
                core.loops.append(before + letter + after[:-1])
            else:
                core.effects[before[0]].append(before[1:] + letter + after)
                core.causes[after[-1]].append(before + letter + after[:-1])
    for after in outs:
        core.causes[after[-1]].remove(letter + after[:-1])
