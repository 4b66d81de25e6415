"""Collects what an importer could not keep, so that it can be told in a few sentences."""

_NAMED = 3
_SHOWN = 80


class Losses:
    """Reasons, each with the names of the things it concerns."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}

    def add(self, reason: str, name: str) -> None:
        """Note that `name` suffered `reason`, a phrase such as “no such link”."""
        self._names.setdefault(reason, []).append(" ".join(name.split())[:_SHOWN])

    def told(self) -> tuple[str, ...]:
        """Return one sentence for each reason, with the count and the first few names."""
        return tuple(_sentence(reason, names) for reason, names in self._names.items())


def _sentence(reason: str, names: list[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{reason} ({len(names)}): {shown}{f' and {more} more' if more > 0 else ''}."
