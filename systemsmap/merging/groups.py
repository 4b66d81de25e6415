"""Groups of variables that are one, as they grow."""

from collections.abc import Callable, Mapping


class Groups:
    """Which variables belong together, and the copies that have any of them."""

    def __init__(self, holders: Mapping[str, frozenset[str]]) -> None:
        self._holders = holders
        self._group: dict[str, list[str]] = {}

    def may_join(self, one: str, other: str) -> bool:
        """Return whether no copy would have two variables in the group."""
        a, b = self._of(one), self._of(other)
        if a is b:
            return True
        held = [self._holders.get(id_, frozenset()) for id_ in (*a, *b)]
        return len(frozenset().union(*held)) == sum(map(len, held))

    def join(self, one: str, other: str) -> None:
        """Put the groups of both together."""
        a, b = self._of(one), self._of(other)
        if a is not b:
            a += b
            self._group.update(dict.fromkeys(b, a))

    def standing_for(self, rank: Callable[[str], int]) -> dict[str, str]:
        """Return for each member but the first of its group that first one."""
        found: dict[str, str] = {}
        for id_, group in self._group.items():
            first = min(group, key=rank)
            if id_ != first:
                found[id_] = first
        return found

    def _of(self, id_: str) -> list[str]:
        return self._group.setdefault(id_, [id_])
