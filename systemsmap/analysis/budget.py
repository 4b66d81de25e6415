"""How much an analysis may cost; every answer says whether that was enough."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so many results, of at most so many links each, found in so many seconds.

    `counted`: how many may be counted beyond those listed, for an honest "more than".
    """

    results: int = 500
    length: int | None = None
    seconds: float = 2.0
    counted: int = 20_000
