"""The loops of a map, kept up with every edit.

A link that comes can only close loops that run over it, so only ways back from its effect to its
cause are looked for; a link that goes takes the loops over it along; a sign or a delay asks again
what the loops over its link do. Loops are kept as words of variables (see `core`), so that the
loops over a link are those with its two letters in them, and no index has to be kept up.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable

from systemsmap.analysis.deadline import Cancel, Deadline
from systemsmap.analysis.loops.clock import Effort
from systemsmap.analysis.loops.core import Core, code_of, core_of, does
from systemsmap.analysis.loops.delta import LoopDelta
from systemsmap.analysis.loops.edit import Edit, are_last, edit_of, runs_beside_another
from systemsmap.analysis.loops.found import FoundLoops
from systemsmap.analysis.loops.kept import MOST, WANTED, Kept, closed_by, listed, order_of, over
from systemsmap.analysis.loops.loop import Loop, LoopPolarity
from systemsmap.model.change import Change
from systemsmap.model.systems_map import SystemsMap

EDIT_SECONDS = 0.008
BUILD_SECONDS = 0.25
SEARCHING = 0.6
"""The share of that time that goes into the search; the rest is for keeping what it found."""
ONE_BY_ONE = 12
"""New links that are closed one after another; with more, all loops are listed anew."""
_SOME = 100
_NOWHERE = "\0\0\0"
"""In the word of no loop."""


class LoopEngine:
    """Every loop of the map up to a horizon: all of them, or at least the 2,000 shortest.

    Where a single length overflows, there are fewer; `horizon` always says up to which length
    none is missing, and `complete` whether there are no others at all.
    """

    def __init__(self, map_: SystemsMap | None = None) -> None:
        self._map = SystemsMap()
        self._core = Core()
        self._kept = Kept([], 0, complete=True)
        self._several = False
        if map_:
            self.set_map(map_)

    @property
    def horizon(self) -> int:
        """Every loop of at most so many links is kept."""
        return self._kept.horizon

    complete_to = horizon

    @property
    def complete(self) -> bool:
        """True when these are all loops of the map."""
        return self._kept.complete

    def __len__(self) -> int:
        """Return how many loops are kept."""
        return len(self._kept.words)

    def set_map(
        self, map_: SystemsMap, seconds: float = BUILD_SECONDS, cancel: Cancel | None = None
    ) -> LoopDelta:
        """Begin with another map; the delta holds only how far its loops are known."""
        self._map, self._core = map_, core_of(map_)
        self._several = runs_beside_another(map_)
        self._kept = listed(self._core, Deadline(seconds, cancel))
        return self._delta()

    def deepen(self, seconds: float = BUILD_SECONDS, cancel: Cancel | None = None) -> LoopDelta:
        """List anew with more time, for when edits have brought the horizon near.

        The delta tells the horizon alone: no loop of the map came or went.
        """
        if not self.complete:
            deeper = listed(self._core, Deadline(seconds, cancel))
            if deeper.complete or deeper.horizon > self.horizon:
                self._kept = deeper
        return self._delta()

    def apply(self, change: Change, seconds: float = EDIT_SECONDS) -> LoopDelta:
        """Follow an edit of the map and tell what it did to its loops.

        When it brings too many loops or takes too long, the horizon comes as near as needed.
        """
        edit = edit_of(change)
        self._map = change.applied_to(self._map)
        if not edit:
            return self._delta()
        self._several = self._several or self._makes_several(edit)
        if self._several:
            return self._compared(seconds)
        return self._followed(edit, seconds)

    def loops(
        self,
        through: str | None = None,
        polarity: LoopPolarity | None = None,
        limit: int = 200,
        after: Loop | None = None,
    ) -> tuple[Loop, ...]:
        """Return a page of loops: shortest first, then in the order of the map.

        `through` is the id of a variable or a link; the page begins behind the loop `after`.
        """
        words = self._kept.words
        if after:
            words = words[bisect_right(words, order_of(self._word(after)), key=order_of) :]
        sought = self._sought(through)
        core, page = self._core, []
        for word in words:
            if sought in word:
                loop = core.loop(word[:-1])
                if polarity in (None, loop.polarity):
                    page.append(loop)
                    if len(page) >= limit:
                        break
        return tuple(page)

    def count(self, through: str | None = None) -> dict[LoopPolarity, int]:
        """Return how many of the loops kept do what, all or those through a variable or link."""
        sought, counts = self._sought(through), dict.fromkeys(LoopPolarity, 0)
        for word in self._kept.words:
            if sought in word:
                counts[does(self._core.code(word[:-1]))[0]] += 1
        return counts

    def by_length(self) -> dict[int, int]:
        """Return how many loops of each length are kept, shortest first."""
        return dict(Counter(len(word) - 1 for word in self._kept.words))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other keeps the same loops of the same links."""
        if not isinstance(other, LoopEngine):
            return NotImplemented
        return (self._kept, self._map.links) == (other._kept, other._map.links)

    __hash__ = None  # type: ignore[assignment]

    def _delta(self) -> LoopDelta:
        return LoopDelta(horizon=self.horizon, complete=self.complete)

    def _followed(self, edit: Edit, seconds: float) -> LoopDelta:
        effort = Effort(seconds * SEARCHING)
        core, words = self._core, self._kept.words
        asked = over(words, [core.step(link) for link in edit.resigned])
        did = {word: core.code(word[:-1]) for word in asked}
        shift = self._shift(edit)
        going = over(words, [core.step(link) for link in edit.gone])
        removed = FoundLoops(core, going)
        if going:
            gone = frozenset(going)
            words = [word for word in words if word not in gone]
            did = {word: code for word, code in did.items() if word not in gone}
        words, turned = self._rebuilt(edit, words)
        did = {word.translate(turned): code for word, code in did.items()} if turned else did
        self._kept = Kept(words, self._horizon(), self.complete)
        coming = self._closed(edit, effort, seconds)
        kept, core = self._kept, self._core
        changed = [
            word
            for word, code in did.items()
            if len(word) <= kept.horizon + 1
            and does(core.code(word[:-1]) if shift is None else code + shift) != does(code)
        ]
        added = FoundLoops(core, (word for word in coming if len(word) <= kept.horizon + 1))
        dropped = max(0, len(words) + len(added) - len(kept.words))
        delta = LoopDelta(
            added, removed, FoundLoops(core, changed), kept.horizon, kept.complete, dropped
        )
        return delta.without_turned() if _share_links(edit) and added and removed else delta

    def _shift(self, edit: Edit) -> int | None:
        """Return by what the codes of all loops over the one link that is re-signed will differ.

        None when several are: then each loop has to be asked anew.
        """
        if len(edit.resigned) != 1:
            return None
        (link,) = edit.resigned
        return code_of(link) - self._core.codes[self._core.step(link)]

    def _horizon(self) -> int:
        """Return the horizon after variables came or went: with all loops known, their number."""
        return len(self._core.ids) if self.complete else self.horizon

    def _rebuilt(self, edit: Edit, words: list[str]) -> tuple[list[str], dict[int, str]]:
        """Bring the core up to the map; return the words as they read now, and what was turned.

        Variables that come back in the middle of the map, where they were, give all behind them
        another letter.
        """
        core = self._core
        for link in edit.gone:
            core.remove_link(core.step(link))
        for id_ in edit.variables_gone:
            core.remove_variable(id_)
        if edit.variables_new and not are_last(edit.variables_new, self._map):
            self._core = core_of(self._map)
            turned = {ord(old): self._core.letters[id_] for old, id_ in core.ids.items()}
            return [word.translate(turned) for word in words], turned
        for id_ in edit.variables_new:
            core.add_variable(id_)
        for link in (*edit.new, *edit.resigned):
            core.add_link(link)
        return words, {}

    def _closed(self, edit: Edit, effort: Effort, seconds: float) -> Iterable[str]:
        """Find the loops that new links close and keep them; return their words in order."""
        core, fresh = self._core, set(edit.variables_new)
        steps = [core.step(k) for k in edit.new if k.source in fresh or k.target not in fresh]
        if not steps:
            return ()
        kept, found, reached = self._kept, set[str](), 0
        if len(steps) <= ONE_BY_ONE:
            enough = max(WANTED // 2, MOST - len(kept.words))
            found, reached = closed_by(core, steps, kept.horizon, effort, enough)
        if reached < kept.horizon and len(steps) > 1:
            self._kept = listed(core, Effort(seconds * SEARCHING))
            return over(self._kept.words, [core.step(k) for k in edit.new])
        coming = sorted(found, key=order_of)
        words = _merged(kept.words, coming)
        whole = kept.complete and reached == kept.horizon
        self._kept = Kept(words, kept.horizon, whole).within(reached).cut()
        return coming

    def _compared(self, seconds: float) -> LoopDelta:
        """List anew and compare: for maps where links run beside each other."""
        old = {loop.links: loop for loop in map(self._loop, self._kept.words)}
        within = self.horizon
        self.set_map(self._map, seconds)
        new = {loop.links: loop for loop in map(self._loop, self._kept.words)}
        within = min(within, self.horizon)
        return LoopDelta(
            tuple(x for k, x in new.items() if k not in old and len(k) <= within),
            tuple(x for k, x in old.items() if k not in new and len(k) <= within),
            tuple(x for k, x in new.items() if k in old and old[k] != x),
            self.horizon,
            self.complete,
            sum(len(k) > within for k in old),
        )

    def _loop(self, word: str) -> Loop:
        return self._core.loop(word[:-1])

    def _word(self, loop: Loop) -> str:
        letters = [self._core.letters.get(id_, "") for id_ in loop.variables]
        return "".join((*letters, *letters[:1]))

    def _sought(self, through: str | None) -> str:
        """Return letters that are in the words of loops through a record, or in none."""
        if through is None:
            return ""
        link = self._map.links.get(through)
        if link:
            step = self._core.step(link)
            return step if self._core.links.get(step) == through else _NOWHERE
        return self._core.letters.get(through, _NOWHERE)

    def _makes_several(self, edit: Edit) -> bool:
        going = {(k.source, k.target) for k in edit.gone}
        coming = {(k.source, k.target) for k in edit.new}
        letters, links = self._core.letters, self._core.links
        return len(coming) < len(edit.new) or any(
            letters.get(a, "") + letters.get(b, "") in links for a, b in coming - going
        )


def _merged(words: list[str], coming: list[str]) -> list[str]:
    """Return both in order."""
    if len(coming) > _SOME:
        return sorted([*words, *coming], key=order_of)
    words = words.copy() if coming else words
    for word in coming:
        insort(words, word, key=order_of)
    return words


def _share_links(edit: Edit) -> bool:
    """Tell whether links were turned: the same went and came."""
    return not {k.id for k in edit.gone}.isdisjoint(k.id for k in edit.new)
