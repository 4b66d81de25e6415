"""What a dynamic programme over states adds up, whatever the states are."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Algebra(Protocol[Value]):
    """Values of states, and the weights of a core's links, known by their place.

    The programmes only say which state leads to which over which link.
    """

    one: Value

    def add(
        self, states: dict[int, Value], ways: Iterable[tuple[int, Value]], link: int | None
    ) -> None:
        """Add to each state the value that reaches it over a link, or as it is."""

    def close(self, values: Iterable[Value], link: int) -> None:
        """Add the values of loops that are closed by this link to the total."""
