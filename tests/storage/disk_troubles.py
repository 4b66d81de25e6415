"""What happens to the disk of a map that is being drawn, and what is expected then."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Protocol

from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import recover
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap
from tests.storage.disk import Disk
from tests.storage.made_maps import small_map

MAP = "Mine.smap"
OVER, BACK = "Put mine over it", "Put it back"
HALF = ".~*.smap-tmp"
Condition = Callable[[], bool]


@dataclass(frozen=True)
class Trouble:
    """How it begins and ends, what is said, and what must be pressed if it does not end itself.

    `on_disk`: what lies on the disk that it happens to. A trouble that is `everywhere` is over
    before the map goes elsewhere.
    """

    begin: Callable[[Disk], None]
    end: Callable[[Disk], None]
    says: str
    cure: str = ""
    on_disk: tuple[str, ...] = ("map",)
    everywhere: bool = False


class AtWork(Protocol):
    """Somebody who draws a map, by hand or through the window."""

    def add(self, name: str) -> None:
        """Draw a variable."""

    def save(self) -> None:
        """Save now."""

    def cure(self, label: str) -> None:
        """Press this."""

    def save_elsewhere(self, path: Path) -> None:
        """Press “Save as…” and give this place."""

    @property
    def said(self) -> str:
        """What is said to be wrong."""

    @property
    def is_saved(self) -> bool:
        """Whether all is in the file."""

    @property
    def drawn(self) -> set[str]:
        """The names on the map."""


@dataclass(frozen=True)
class Scene:
    """The disk, what happens to it, and where things are: the map, elsewhere, working copies."""

    disk: Disk
    trouble: Trouble
    path: Path
    elsewhere: Path
    work: Path


def scene(home: Path, trouble: Trouble) -> Scene:
    """Set the scene in an empty folder, with a map of one variable."""
    disk = Disk(home)
    if trouble.begin == Disk.fill and not disk.is_real:  # then all disks are full
        trouble = replace(TROUBLES["file size limit"], on_disk=trouble.on_disk)
    for name in ("maps", "elsewhere"):
        (home / name).mkdir()
    path = (disk.place if "map" in trouble.on_disk else home / "maps") / MAP
    work = (disk.place if "work" in trouble.on_disk else home) / "work"
    publish(StoredMap(small_map(), path))
    return Scene(disk, trouble, path, home / "elsewhere" / MAP, work)


@dataclass
class Told:
    """What came of it."""

    said: str = ""
    said_again: str = ""
    at: str = "opening"
    lacks: list[str] = field(default_factory=list)
    lacks_elsewhere: list[str] = field(default_factory=list)
    drawn: int = 0
    longest_pause: float = 0.0
    is_real: bool = True
    left: list[str] = field(default_factory=list)

    def as_facts(self) -> dict[str, object]:
        """Return it as a table of words and numbers."""
        return asdict(self)


def story(person: AtWork, scene: Scene, told: Told) -> Iterator[Condition]:
    """Yield what to wait for; each step is done when the one before has come true."""
    trouble, disk = scene.trouble, scene.disk
    person.add("Drawn before")
    person.save()
    yield lambda: person.is_saved
    yield from _in_trouble(person, scene, told, "Drawn in trouble")
    told.said = told.said_again
    person.add("Work goes on")
    trouble.end(disk)
    if trouble.cure:
        person.cure(trouble.cure)
    told.at = "waiting for the end of it"
    yield lambda: not person.said and person.is_saved
    told.lacks = sorted(person.drawn - names_in(scene.path))
    yield from _in_trouble(person, scene, told, "Drawn in trouble again")
    yield from _moving(person, scene, told)
    told.drawn = len(person.drawn)
    told.at = "the end"


def _in_trouble(person: AtWork, scene: Scene, told: Told, name: str) -> Iterator[Condition]:
    told.at = "waiting for words"
    scene.trouble.begin(scene.disk)
    person.add(name)
    person.save()
    yield lambda: bool(person.said)
    told.said_again = person.said


def _moving(person: AtWork, scene: Scene, told: Told) -> Iterator[Condition]:
    person.add("Work goes on all the same")
    if scene.trouble.everywhere:
        scene.trouble.end(scene.disk)
    person.save_elsewhere(scene.elsewhere)
    told.at = "waiting for the file elsewhere"
    yield lambda: person.drawn <= names_in(scene.elsewhere)
    if "work" in scene.trouble.on_disk:
        scene.trouble.end(scene.disk)  # the working copies do not move elsewhere
    told.at = "waiting until all is well"
    yield lambda: not person.said and person.is_saved
    told.lacks_elsewhere = sorted(person.drawn - names_in(scene.elsewhere))
    if "work" not in scene.trouble.on_disk:
        scene.trouble.end(scene.disk)


def names_in(path: Path) -> set[str]:
    """Return the names in a map file; none while it cannot be read."""
    try:
        return {v.name for v in read_map_file(path).map_.variables.values()}
    except FileTrouble:
        return set()


def left_over(scene: Scene) -> list[str]:
    """Return what would be offered at the next start, and what was left half written."""
    beside = [*scene.path.parent.glob(HALF), *scene.elsewhere.parent.glob(HALF)]
    found = recover(scene.work)
    return [*(o.title for o in found.orphans), *map(str, found.troubles), *map(str, beside)]


def _away(disk: Disk) -> Path:
    return disk.place / "put away"


def _remove(disk: Disk) -> None:
    (disk.place / MAP).unlink()


def _replace(disk: Disk) -> None:
    publish(StoredMap(small_map(), disk.place / MAP), overwrite=True)


def _put_folder(disk: Disk) -> None:
    (disk.place / MAP).rename(_away(disk))
    (disk.place / MAP).mkdir()


def _take_folder(disk: Disk) -> None:
    (disk.place / MAP).rmdir()
    _away(disk).rename(disk.place / MAP)


def _mark(disk: Disk) -> None:
    (disk.place / MAP).chmod(0o444)


def _unmark(disk: Disk) -> None:
    (disk.place / MAP).chmod(0o644)


def _nothing(_: Disk) -> None:
    pass


_FULL = r"because the disk is full; it is unchanged and the map is kept"
_UNKEPT = r"is not being kept safe \((the disk of the working copy is full|.*disk I/O error)\)"
_READ_ONLY = r"because (the (disk|file) is read-only|writing there is not allowed)"
_NO_ROOM = f"{_FULL}|{_UNKEPT}"
_WORK, _BOTH = ("work",), ("map", "work")
_GONE = r"because (it is no longer where it was|its folder is not there)"

TROUBLES = {
    "disk full": Trouble(Disk.fill, Disk.clear, _NO_ROOM),
    "disk of the working copy full": Trouble(Disk.fill, Disk.clear, _NO_ROOM, on_disk=_WORK),
    "both disks full": Trouble(Disk.fill, Disk.clear, _NO_ROOM, on_disk=_BOTH),
    "file size limit": Trouble(Disk.limit, Disk.unlimit, _NO_ROOM, everywhere=True),
    "folder read-only": Trouble(
        Disk.freeze,
        Disk.thaw,
        _READ_ONLY,
    ),
    "file marked read-only": Trouble(_mark, _unmark, r"because the file is read-only"),
    "file deleted": Trouble(_remove, _nothing, r"because it is no longer where it was", BACK),
    "file replaced by another map": Trouble(_replace, _nothing, r"changed by (others|some)", OVER),
    "file replaced by a folder": Trouble(_put_folder, _take_folder, r"a folder has that name"),
    "volume gone": Trouble(Disk.leave, Disk.come, _GONE),
    "volume with the working copy gone": Trouble(Disk.leave, Disk.come, _GONE, on_disk=_BOTH),
    "share silent": Trouble(Disk.fall_silent, Disk.answer, r"its disk does not answer"),
}
