"""Copies that sync programs make of a map when it was changed in two places at once."""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_SAYS_SO = r"conflict|konflikt|conflit|conflito"
_KINDS = (
    rf" ?[(\[][^)\]]*(?:{_SAYS_SO})[^)\]]*[)\]](?: ?\(\d+\))?",  # Dropbox, Nextcloud, Seafile
    rf"[._ -]+(?:sync-)?(?:{_SAYS_SO})[\w .-]*",  # Syncthing, ownCloud
    r"-(?:desktop|laptop)-[a-z0-9]+(?:-\d+)?",  # OneDrive adds what the computer is called
)


def conflict_copies(path: Path, computers: Collection[str] = ()) -> frozenset[Path]:
    """Return the files beside a map whose names say that they are its other version.

    `computers` are names that OneDrive may have put behind the map's own.
    """
    named = [rf"-{re.escape(name)}(?:-\d+)?" for name in sorted(computers)]
    kind = re.compile("|".join((*_KINDS, *named)), re.IGNORECASE)
    found = set()
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            added = _added(entry.name, path)
            if added and kind.fullmatch(added):
                found.add(path.with_name(entry.name))
    return frozenset(found)


def _added(name: str, path: Path) -> str:
    """Return what the name has between stem and suffix of the map's, if it is made like that."""
    stem, suffix = path.stem.casefold(), path.suffix.casefold()
    folded = name.casefold()
    if not (folded.startswith(stem) and folded.endswith(suffix)):
        return ""
    return folded[len(stem) : len(folded) - len(suffix)]
