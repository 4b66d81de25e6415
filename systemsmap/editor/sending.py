"""The file that is made of a map for somebody else."""

from dataclasses import replace
from pathlib import Path

from systemsmap.interchange.sending import LeftOut, fit_to_send
from systemsmap.storage.stored_map import StoredMap


def to_send(stored: StoredMap, what: LeftOut, path: Path) -> StoredMap:
    """Return the map without this and without a past, bound for this place.

    A whole map remains the one it was, so that it can be merged when it comes back. One that
    lacks something becomes a map of its own: what is not in it would be taken for deleted.
    """
    sent = fit_to_send(stored.map_, what)
    if replace(sent, loops=stored.map_.loops) == stored.map_:
        return replace(stored.at(path), map_=sent, history=stored.history.without_past())
    return StoredMap(sent, path)
