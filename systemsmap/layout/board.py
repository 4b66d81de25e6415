"""A placement that is being tried out: moving a variable judges again only what that touches."""

from collections.abc import Iterable, Mapping, Sequence

from systemsmap.layout.judge import CROSSING, Judge, crossings
from systemsmap.layout.net import Net
from systemsmap.layout.request import XY

_Key = tuple[str, int, int]


class Board:
    """Positions and their judgement, part by part. `cost` is the sum; less is better."""

    def __init__(self, net: Net, judge: Judge, places: Sequence[XY]) -> None:
        self._net, self._judge = net, judge
        self.x = [p[0] for p in places]
        self.y = [p[1] for p in places]
        self._lines = [judge.arcs.line(i, self.x, self.y) for i in range(judge.arcs.count)]
        self._loops_of: list[list[int]] = [[] for _ in net.sizes]
        for k, (loop, _) in enumerate(judge.loops):
            for v in loop:
                self._loops_of[v].append(k)
        self._parts = self._judged(range(len(places)), range(judge.arcs.count))
        self.cost = sum(self._parts.values())

    def places(self) -> list[XY]:
        """Return the positions as they stand."""
        return list(zip(self.x, self.y, strict=True))

    def crossings(self) -> int:
        """Return how often links cross."""
        return round(sum(c for k, c in self._parts.items() if k[0] == "cross") / CROSSING)

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
        for i in arcs:
            self._lines[i] = self._judge.arcs.line(i, self.x, self.y)
        fresh = self._judged(list(moves), arcs)
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

    def _judged(self, moved: Sequence[int], arcs: Sequence[int]) -> dict[_Key, float]:
        parts: dict[_Key, float] = {}
        self._judge_lines(parts, moved, arcs)
        self._judge_names(parts, moved)
        for v in sorted({end for i in arcs for end in self._net.pairs[i]}):
            parts["ends", v, 0] = self._judge.ends(self._touching(v))
        for k in {k for v in moved for k in self._loops_of[v]}:
            loop, weight = self._judge.loops[k]
            parts["loop", k, 0] = weight * self._judge.loop(loop, self.x, self.y)
        parts["page", 0, 0] = self._judge.page(self._lines, self.x, self.y)
        return parts

    def _judge_lines(
        self, parts: dict[_Key, float], moved: Sequence[int], arcs: Sequence[int]
    ) -> None:
        judge, lines, x, y = self._judge, self._lines, self.x, self.y
        again = set(arcs)
        for i in arcs:
            line = lines[i]
            parts["link", i, 0] = judge.link(i, line)
            for v in range(len(x)):
                parts["through", i, v] = judge.through(i, line, v, (x[v], y[v]))
            self._judge_crossings(parts, i, again)
        for j, line in enumerate(lines):
            if j not in again:
                for v in moved:
                    parts["through", j, v] = judge.through(j, line, v, (x[v], y[v]))

    def _judge_crossings(self, parts: dict[_Key, float], i: int, again: set[int]) -> None:
        _, left, top, right, bottom = self._lines[i]
        for j, other in enumerate(self._lines):
            if j > i and j in again:
                continue
            key = ("cross", i, j) if i > j else ("cross", j, i)
            # Most pairs are nowhere near each other: say so before looking closely.
            if other[3] < left or right < other[1] or other[4] < top or bottom < other[2]:
                parts[key] = 0.0
            elif j != i:
                parts[key] = CROSSING * crossings(self._lines[i], other)

    def _judge_names(self, parts: dict[_Key, float], moved: Iterable[int]) -> None:
        x, y = self.x, self.y
        for v in moved:
            for u in range(len(x)):
                if u != v:
                    key = ("names", u, v) if u > v else ("names", v, u)
                    parts[key] = self._judge.names(u, v, x[u] - x[v], y[u] - y[v])

    def _touching(self, v: int) -> list[tuple[XY, bool]]:
        found: list[tuple[XY, bool]] = []
        for i in self._judge.arcs.shaped_by[v]:
            line, (a, b) = self._lines[i], self._net.pairs[i]
            if line.points and v == a:
                found.append((line.points[0], False))
            if line.points and v == b:
                found.append((line.points[-1], True))
        return found
