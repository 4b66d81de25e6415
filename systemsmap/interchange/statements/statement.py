"""What one line says: names, and links between them."""

from dataclasses import dataclass

from systemsmap.model.records import Polarity


@dataclass(frozen=True, slots=True)
class SaidLink:
    """A link as it was said, by the names of its ends."""

    cause: str
    effect: str
    polarity: Polarity = Polarity.UNDECIDED
    delayed: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The names in a line, each once, in the order they came; and the links it claims."""

    names: tuple[str, ...]
    links: tuple[SaidLink, ...] = ()


def key_of(name: str) -> str:
    """Return what names are told apart by: neither case nor spaces nor lines."""
    return " ".join(name.split()).casefold()


class StatementTrouble(Exception):  # noqa: N818 - what a person typed, not a fault
    """A line that says nothing clear; the message is one sentence for whoever wrote it."""
