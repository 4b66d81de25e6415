"""Ids: fresh ones for what people draw, derived ones for loops."""

from collections.abc import Iterable
from hashlib import blake2b
from uuid import uuid4


def fresh_id() -> str:
    """Return an id that no other record anywhere has."""
    return uuid4().hex


def fresh_state() -> str:
    """Return a name that no other state of any map has."""
    return uuid4().hex[:20]


def loop_id(links: Iterable[str]) -> str:
    """Return the id of the loop made of these links, whatever the order they come in."""
    joined = "\n".join(sorted(links)).encode()
    return "loop-" + blake2b(joined, digest_size=12).hexdigest()
