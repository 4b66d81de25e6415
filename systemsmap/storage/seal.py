"""A seal on all that a file holds.

SQLite knows when its pages do not hang together, not when letters inside a text are others than
were saved: a bad stick, or a strange hand. Every row that is written goes through the seal, and
again when it is read; a file that was altered on the way is opened and says so.
"""

from collections.abc import Iterable
from hashlib import blake2b


class Seal:
    """Takes in the rows of tables, in any order of tables, and says what they come to."""

    def __init__(self) -> None:
        self._tables: dict[str, str] = {}

    def take(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Take in all rows of a table, in their order."""
        made = blake2b(digest_size=16)
        for row in rows:
            for cell in row:
                if isinstance(cell, bytes):
                    made.update(cell)
            plain = [cell for cell in row if not isinstance(cell, bytes)]
            made.update(repr(plain).encode("utf-8", "surrogatepass"))
        self._tables[table] = made.hexdigest()

    @property
    def words(self) -> str:
        """The seal as a text."""
        return blake2b(repr(sorted(self._tables.items())).encode(), digest_size=16).hexdigest()
