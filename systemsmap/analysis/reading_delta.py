"""What one edit did to the loops, in words: the news the window tells when it happens."""

from collections import Counter
from collections.abc import Iterable, Sequence

from systemsmap.analysis.loops.delta import LoopDelta
from systemsmap.analysis.loops.found import FoundLoops
from systemsmap.analysis.loops.loop import Loop, LoopPolarity
from systemsmap.analysis.reading import so_many

_ONE = {
    LoopPolarity.REINFORCING: "a reinforcing loop",
    LoopPolarity.BALANCING: "a balancing loop",
    LoopPolarity.UNDECIDED: "an undecided loop",
}


def read_delta(delta: LoopDelta, links: int = 1) -> str:
    """Return what came, went and changed, a sentence for each; "" when no loop is different.

    `links` is how many links the edit brought: "This link closed 3 loops: 2 reinforcing, 1
    balancing." Loops of which nothing is known any more are told by the new horizon.
    """
    return " ".join(_sentences(delta, links))


def _sentences(delta: LoopDelta, links: int) -> Iterable[str]:
    if delta.added:
        subject = "This link" if links == 1 else "These links" if links else "This"
        yield f"{subject} closed {_some(delta.added)}."
    if delta.removed:
        yield f"{_capital(_some(delta.removed))} went."
    if delta.changed:
        kinds = _kinds(delta.changed)
        one = len(delta.changed) == 1
        words = f"1 loop is now {next(iter(kinds))}" if one else f"{_some(delta.changed)} by now"
        yield f"{words}."
    if delta.dropped:
        yield f"Only loops of up to {so_many(delta.horizon, 'link')} are still followed."


def _some(loops: Sequence[Loop]) -> str:
    """Return "a balancing loop" or "3 loops: 2 reinforcing, 1 balancing"."""
    kinds = _kinds(loops)
    if len(loops) == 1:
        return _ONE[next(iter(kinds))]
    return f"{len(loops):,} loops: {', '.join(f'{n:,} {kind}' for kind, n in kinds.items())}"


def _kinds(loops: Sequence[Loop]) -> dict[LoopPolarity, int]:
    if isinstance(loops, FoundLoops):
        counts = loops.counts()
    else:
        counts = Counter(loop.polarity for loop in loops)
    return {kind: counts[kind] for kind in LoopPolarity if counts[kind]}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
