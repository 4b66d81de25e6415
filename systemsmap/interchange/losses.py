"""Collects what an importer could not keep, so that it can be told in a few sentences."""

_NAMED = 3
_SHOWN = 80


class Losses:
    """Reasons, each with a count and the names of the first few things it concerns."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, reason: str, name: str) -> None:
        """Note that `name` suffered `reason`, a phrase such as “no such link”."""
        self._counts[reason] = self._counts.get(reason, 0) + 1
        names = self._names.setdefault(reason, [])
        if len(names) < _NAMED:
            names.append(" ".join(name.split())[:_SHOWN])

    def told(self) -> tuple[str, ...]:
        """Return one sentence for each reason, with the count and the first few names."""
        said = self._names.items()
        return tuple(_sentence(reason, names, self._counts[reason]) for reason, names in said)


def _sentence(reason: str, names: list[str], count: int) -> str:
    shown = ", ".join(f"“{name}”" for name in names)
    more = count - len(names)
    return f"{reason} ({count}): {shown}{f' and {more} more' if more > 0 else ''}."
