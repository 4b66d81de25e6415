"""A placement that is being tried out: moving a variable judges again only what that touches."""

from collections.abc import Mapping, Sequence
from math import inf

from systemsmap.layout.arcs import UNSEEN
from systemsmap.layout.judge import CROSSING, Judge, crossings
from systemsmap.layout.request import XY

SLACK = 60.0
"""More than all rewards of a placement, which make the parts of a judgement sum to too little."""

_Key = tuple[str, int, int]
_Parts = dict[_Key, float]


class Board:
    """Positions and their judgement, part by part. `cost` is the sum; less is better."""

    def __init__(self, judge: Judge, places: Sequence[XY]) -> None:
        self._net, self._judge = judge.net, judge
        self.x = [p[0] for p in places]
        self.y = [p[1] for p in places]
        self._lines = [UNSEEN] * judge.arcs.count
        self._loops_of: list[set[int]] = [set() for _ in judge.net.sizes]
        for k, (loop, _) in enumerate(judge.loops):
            for v in loop:
                self._loops_of[v].add(k)
        self._parts = self._judged(range(len(places)), range(judge.arcs.count), inf) or {}
        self.cost = sum(self._parts.values())

    def places(self) -> list[XY]:
        """Return the positions as they stand."""
        return list(zip(self.x, self.y, strict=True))

    def crossings(self) -> int:
        """Return how often links cross."""
        return round(self.parts().get("cross", 0.0) / CROSSING)

    def parts(self) -> dict[str, float]:
        """Return what each kind of flaw costs."""
        sums: dict[str, float] = {}
        for (kind, _, _), cost in self._parts.items():
            sums[kind] = sums.get(kind, 0.0) + cost
        return sums

    def move(self, moves: Mapping[int, XY], worst: float) -> bool:
        """Move these variables if the cost rises by less than `worst`; return whether it did."""
        before = {v: (self.x[v], self.y[v]) for v in moves}
        arcs = sorted({i for v in moves for i in self._judge.arcs.shaped_by[v]})
        lines = {i: self._lines[i] for i in arcs}
        self._put(moves)
        fresh = self._judged(list(moves), arcs, self.cost + worst + SLACK)
        if fresh is not None:
            change = sum(fresh.values()) - sum([self._parts.get(key, 0.0) for key in fresh])
            if change < worst:
                self._parts.update(fresh)
                self.cost += change
                return True
        self._put(before)
        for i, line in lines.items():
            self._lines[i] = line
        return False

    def _put(self, places: Mapping[int, XY]) -> None:
        for v, (x, y) in places.items():
            self.x[v], self.y[v] = x, y

    def _judged(self, moved: Sequence[int], arcs: Sequence[int], limit: float) -> _Parts | None:
        """Judge again what these variables and arcs touch; None as soon as it is beyond `limit`.

        Most moves are for the worse and are seen to be so before all of them is judged.
        """
        parts: _Parts = {}
        cost = self._judge_names(parts, moved)
        again = set(arcs)
        for i in arcs:
            if cost > limit:
                return None
            self._lines[i] = self._judge.arcs.line(i, self.x, self.y)
            cost += self._judge_arc(parts, i, again)
        self._judge_passing(parts, moved, again)
        for v in sorted({end for i in arcs for end in self._net.pairs[i]}):
            parts["ends", v, 0] = self._judge.ends(self._touching(v))
        self._judge_loops(parts, moved)
        for v in moved:
            parts["moved", v, 0] = self._judge.moved(v, self.x[v], self.y[v])
        parts["page", 0, 0] = self._judge.page(self._lines, self.x, self.y)
        return parts

    def _judge_arc(self, parts: _Parts, i: int, again: set[int]) -> float:
        line, judge = self._lines[i], self._judge
        parts["link", i, 0] = cost = judge.link(i, line)
        for v, at in enumerate(zip(self.x, self.y, strict=True)):
            parts["through", i, v] = near = judge.through(i, line, v, at)
            cost += near
        _, left, top, right, bottom = line
        for j, other in enumerate(self._lines):
            if j >= i and j in again:
                continue
            key = ("cross", i, j) if i > j else ("cross", j, i)
            # Most pairs are nowhere near each other: say so before looking closely.
            if other[3] < left or right < other[1] or other[4] < top or bottom < other[2]:
                parts[key] = 0.0
            else:
                parts[key] = crossing = CROSSING * crossings(line, other)
                cost += crossing
        return cost

    def _judge_passing(self, parts: _Parts, moved: Sequence[int], again: set[int]) -> None:
        for j, line in enumerate(self._lines):
            if j not in again:
                for v in moved:
                    at = (self.x[v], self.y[v])
                    parts["through", j, v] = self._judge.through(j, line, v, at)

    def _judge_names(self, parts: _Parts, moved: Sequence[int]) -> float:
        x, y, cost = self.x, self.y, 0.0
        for v in moved:
            for u in range(len(x)):
                key = ("names", u, v) if u > v else ("names", v, u)
                if u != v and key not in parts:
                    parts[key] = room = self._judge.names(u, v, x[u] - x[v], y[u] - y[v])
                    cost += room
        return cost

    def _judge_loops(self, parts: _Parts, moved: Sequence[int]) -> None:
        judge, x, y = self._judge, self.x, self.y
        changed = {k for v in moved for k in self._loops_of[v]}
        loose = judge.loose.intersection(moved)
        for k, (loop, weight) in enumerate(judge.loops):
            if k in changed:
                parts["loop", k, 0] = weight * judge.loop(loop, x, y)
            for v in judge.loose if k in changed else loose:
                parts["inside", k, v] = judge.enclosed(v, loop, x, y)

    def _touching(self, v: int) -> list[tuple[XY, bool]]:
        found: list[tuple[XY, bool]] = []
        for i in self._judge.arcs.shaped_by[v]:
            line, (a, b) = self._lines[i], self._net.pairs[i]
            if line.points and v == a:
                found.append((line.points[0], False))
            if line.points and v == b:
                found.append((line.points[-1], True))
        return found
