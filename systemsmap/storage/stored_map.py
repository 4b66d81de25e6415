"""A map together with what is known of the file it came from or goes to."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

from systemsmap import __version__
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.schema import FORMAT, Format


def fresh_uuid() -> str:
    """Return an identity that no other map or revision has."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class StoredMap:
    """A map and its place on disk, as last read or written.

    `path` is None while it has no place. `uuid` stays with the map for life, also in copies;
    `revision` names this very content of the file, `revisions` counts them. `digest` tells
    whether the file is still the one we know; empty when we know of none. `program` and `format`
    are the writer's. `readonly`: it may be looked at but not written back to `path`. `notices`
    are sentences for the person who opened it. `history` are the steps that led to the map.
    """

    map_: SystemsMap = field(default_factory=SystemsMap)
    path: Path | None = None
    uuid: str = field(default_factory=fresh_uuid)
    revision: str = ""
    revisions: int = 0
    digest: str = ""
    program: str = __version__
    format: Format = FORMAT
    readonly: bool = False
    notices: tuple[str, ...] = ()
    history: KeptHistory = field(default_factory=KeptHistory)

    def as_new(self) -> "StoredMap":
        """Return the same map as one of its own that has no place yet: an example opened."""
        return StoredMap(self.map_, notices=self.notices)

    def at(self, path: Path) -> "StoredMap":
        """Return the same map bound for another place, where nothing is known to be."""
        return replace(self, path=path, digest="", readonly=False, notices=())
