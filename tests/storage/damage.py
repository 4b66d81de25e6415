"""Damages map files in every way disks and people do, and tells what then becomes of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from time import perf_counter

from systemsmap.analysis.budget import Budget
from systemsmap.analysis.loops.search import find_loops
from systemsmap.model import edits
from systemsmap.model.document import Document
from systemsmap.model.identity import loop_id
from systemsmap.model.records import Card, Evidence, NamedLoop, Note, Shown, StoryStep
from systemsmap.model.systems_map import SystemsMap, map_of
from systemsmap.storage.database import content_of
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.reader import read_content, read_map_file
from systemsmap.storage.remedies import remedies
from systemsmap.storage.schema import FileTrouble
from systemsmap.storage.stored_map import StoredMap
from tests.storage.made_maps import large_map

_PROSE = (
    "People who ring twice are counted twice, and nobody is told why they rang again; "
    "what the team sees is a queue that grows, not the form that nobody could fill in. "
)


def workshop_map(words: int = 3) -> SystemsMap:
    """Return a map of 60 variables as a workshop leaves it; `words`: how often its prose goes on.

    With 100 every note runs over the page it begins on.
    """
    bare = large_map(60, 120)
    told = _PROSE * words
    variables = [
        replace(v, name=f"Ngā piki, naʻau – {v.name}", note=f"{v.name}: {told}")
        for v in bare.variables.values()
    ]
    links = [
        replace(link, rationale=told, evidence=Evidence.DATA, delayed=n % 3 == 0)
        for n, link in enumerate(bare.links.values())
    ]
    loops = [
        NamedLoop(loop_id(loop.links), loop.links, (("R", n + 1),), f"Loop {n}", told)
        for n, loop in enumerate(find_loops(bare, Budget(8, None, 5.0)).loops)
    ]
    notes = [Note(f"note{n}", f"Note {n}: {told}", 40.0 * n, 900.0) for n in range(6)]
    cards = [Card(f"card{n}", f"Waiting {n}", told) for n in range(5)]
    ids = [link.id for link in links]
    steps = [StoryStep(f"step{n}", n, Shown.LOOP, tuple(ids[n : n + 3]), told) for n in range(5)]
    return map_of([*variables, *links, *loops, *notes, *cards, *steps, bare.info])


def _cut(whole: bytes, at: int, _: Random) -> bytes:
    return whole[:at]


def _without(whole: bytes, at: int, _: Random) -> bytes:
    """A piece is missing, and all that follows has moved up."""
    return whole[:at] + whole[at + 512 :]


def _over(length: int, fill: Callable[[Random, int], bytes]) -> Callable[..., bytes]:
    def overwritten(whole: bytes, at: int, random: Random) -> bytes:
        piece = fill(random, length)[: len(whole) - at]
        return whole[:at] + piece + whole[at + len(piece) :]

    return overwritten


WAYS: dict[str, Callable[[bytes, int, Random], bytes]] = {
    "cut off": _cut,
    "512 bytes missing": _without,
    "16 bytes of noise": _over(16, Random.randbytes),
    "512 zeros": _over(512, lambda _, n: bytes(n)),
    "4096 bytes of noise": _over(4096, Random.randbytes),
    "512 letters": _over(512, lambda _, n: (_PROSE.encode() * 9)[:n]),
    "20000 bytes 0xff": _over(20_000, lambda _, n: b"\xff" * n),
}


@dataclass(slots=True)
class Outcomes:
    """What became of damaged files; `shares` of the variables were had where they were refused."""

    counts: Counter[str] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    slowest: float = 0.0

    def said(self) -> str:
        """Return the counts in one line."""
        share = sum(self.shares) / len(self.shares) if self.shares else 1.0
        whole = sum(share == 1.0 for share in self.shares)
        counts = ", ".join(f"{n} {what}" for what, n in sorted(self.counts.items()))
        return (
            f"{counts}; of the refused, variables rescued {share:.1%} on average, "
            f"all of them in {whole}; slowest {self.slowest:.2f} s"
        )


def damaged(whole: bytes, way: str, places: int) -> Iterator[bytes]:
    """Yield the file damaged in one way at so many places, from its first byte to its last."""
    random = Random(way)
    for n in range(places):
        yield WAYS[way](whole, n * len(whole) // places, random)


def with_history(map_: SystemsMap, steps: int) -> StoredMap:
    """Return the map with a history in which its variables were moved so many times."""
    history = KeptHistory()
    document = Document(map_, history)
    kept = []
    document.changed.subscribe(lambda event: kept.append(event.step) if event.step else None)
    ids = list(map_.variables)
    for n in range(steps):
        document.commit(edits.move(document.map, [ids[n % len(ids)]], 1.0, 0.0), "Move")
    for step in kept:
        history = history.with_step(step)
    return StoredMap(document.map, history=history)


def try_all(stored: StoredMap, way: str, places: int, folder: Path) -> Outcomes:
    """Damage the map's file at so many places; raise AssertionError when one is made worse."""
    whole, map_ = content_of(stored, "2026-01-01T00:00:00+00:00"), stored.map_
    outcomes = Outcomes()
    path = folder / "Map.smap"
    for content in damaged(whole, way, places):
        path.write_bytes(content)
        begun = perf_counter()
        outcomes.counts[_outcome(map_, path, outcomes)] += 1
        outcomes.slowest = max(outcomes.slowest, perf_counter() - begun)
        assert path.read_bytes() == content
        assert [f.name for f in folder.iterdir()] == ["Map.smap"]
    return outcomes


def _outcome(map_: SystemsMap, path: Path, outcomes: Outcomes) -> str:
    try:
        stored = read_map_file(path)
    except FileTrouble as trouble:
        assert_one_sentence(str(trouble))
        found = remedies(path, trouble).rescued
        outcomes.shares.append(share(map_, found))
        if found is None:
            return "refused with nothing left"
        assert found.path is None
        assert_keeps(found)
        return "refused and rescued"
    assert_keeps(stored)
    if stored.map_ == map_:
        return "opened as they were"
    return "opened with losses told" if stored.notices else "opened with other letters"


def share(map_: SystemsMap, found: StoredMap | None) -> float:
    """Return how much of the variables was found, by name and place."""
    left = {(v.name, v.x, v.y) for v in found.map_.variables.values()} if found else set()
    wanted = [(v.name, v.x, v.y) in left for v in map_.variables.values()]
    return sum(wanted) / len(wanted)


def assert_one_sentence(words: str) -> None:
    """Check that these are words for a person."""
    assert words.isprintable()
    assert words.startswith("“Map.smap” ")
    assert words.endswith(".")
    assert "Traceback" not in words


def assert_keeps(stored: StoredMap) -> None:
    """Check that the map is sound: it can be written, and is then read as it is."""
    again = read_content(content_of(stored, ""))
    assert again.map_ == stored.map_
    assert not again.notices
