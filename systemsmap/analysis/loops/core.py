"""A map as the search for loops sees it: variables by their place, a way as a word.

A variable is its place in the order of the map, written as the character of that number; a way
over variables is then a string. Python finds a character in a string, joins two and compares
two in order much faster than it does any of this with tuples of numbers, and equal ways are equal
words: whether a way crosses itself, which loops run over a link and what order loops come in
are questions to `in` and `sorted`. Nothing outside this folder sees such a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from systemsmap.analysis.loops.loop import Loop, LoopPolarity
from systemsmap.model.records import Link, Polarity
from systemsmap.model.systems_map import SystemsMap

_OPEN = 1 << 24
_SLOW = 1 << 48


@dataclass(slots=True)
class Core:
    """Variables and links as letters, and what a way over them reads like outside.

    `effects` and `causes` hold every link but those from a variable to itself, which are in
    `alone`. `codes` packs the counts of minus signs, open signs and delays of a link into one
    number, so that the sum over a loop tells what the loop does. Keys are words of two letters.
    """

    letters: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    effects: dict[str, list[str]] = field(default_factory=dict)
    causes: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)

    def copy(self) -> "Core":
        """Return what loops are read with, as it is now; rows stay behind."""
        return Core(ids=self.ids.copy(), links=self.links.copy(), codes=self.codes.copy())

    def add_variable(self, id_: str) -> None:
        """Take a variable in, after all others in the order of the map."""
        letter = chr(1 + ord(next(reversed(self.ids)))) if self.ids else "\0"
        self.letters[id_], self.ids[letter] = letter, id_
        self.effects[letter], self.causes[letter] = [], []

    def remove_variable(self, id_: str) -> None:
        """Leave a variable out that no link touches any more; its letter is not used again."""
        letter = self.letters.pop(id_)
        del self.ids[letter], self.effects[letter], self.causes[letter]

    def step(self, link: Link) -> str:
        """Return the word of two letters for a link."""
        return self.letters[link.source] + self.letters[link.target]

    def add_link(self, link: Link) -> str:
        """Take a link in, in place of one that ran the same way; return its step."""
        cause, effect = self.letters[link.source], self.letters[link.target]
        step = cause + effect
        if cause == effect:
            self.alone.add(cause)
        elif step not in self.links:
            self.effects[cause].append(effect)
            self.causes[effect].append(cause)
        self.links[step], self.codes[step] = link.id, code_of(link)
        return step

    def remove_link(self, step: str) -> None:
        """Leave a link out."""
        del self.links[step], self.codes[step]
        cause, effect = step[0], step[1]
        if cause == effect:
            self.alone.remove(cause)
        else:
            self.effects[cause].remove(effect)
            self.causes[effect].remove(cause)

    def code(self, way: str) -> int:
        """Return the sum of the codes of the links of a loop."""
        return sum(map(self.codes.__getitem__, map(str.__add__, way, way[1:] + way[0])))

    def loop(self, way: str) -> Loop:
        """Return the loop over these variables, which starts where the way does."""
        steps = list(map(str.__add__, way, way[1:] + way[0]))
        return Loop(
            tuple(map(self.links.__getitem__, steps)),
            tuple(map(self.ids.__getitem__, way)),
            *does(sum(map(self.codes.__getitem__, steps))),
        )


def core_of(map_: SystemsMap) -> Core:
    """Return the whole map as letters."""
    ids = {chr(place): id_ for place, id_ in enumerate(map_.variables)}
    core = Core({id_: letter for letter, id_ in ids.items()}, ids)
    core.effects = {letter: [] for letter in ids}
    core.causes = {letter: [] for letter in ids}
    for link in map_.links.values():
        core.add_link(link)
    return core


def code_of(link: Link) -> int:
    """Return what a link adds to the code of the loops it is in."""
    sign = link.polarity
    code = 0 if sign is Polarity.POSITIVE else 1 if sign is Polarity.NEGATIVE else _OPEN
    return code + _SLOW if link.delayed else code


def does(code: int) -> tuple[LoopPolarity, bool]:
    """Return what a loop with this code does, and whether it has a delay in it.

    One open sign leaves it undecided; else an even number of minus signs reinforces (Sterman,
    Business Dynamics, 2000, chapter 5).
    """
    delayed = code >= _SLOW
    if code & (_SLOW - _OPEN):
        return LoopPolarity.UNDECIDED, delayed
    return LoopPolarity.BALANCING if code & 1 else LoopPolarity.REINFORCING, delayed


def from_first(ways: Iterable[str]) -> list[str]:
    """Return ways round, each begun at its first variable, in the order of the map."""
    turned = []
    for way in ways:
        at = way.index(min(way))
        turned.append(way[at:] + way[:at] if at else way)
    turned.sort()
    return turned
