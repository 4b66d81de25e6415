"""A week of work on one map: every edit, undo, saving, reopening, copying and merging there is."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns, rmtree
from time import perf_counter

from systemsmap.editor.merging import gathered, grown
from systemsmap.merging.loops import with_numbers_of
from systemsmap.merging.merge import merge
from systemsmap.model import edits
from systemsmap.model.change import Change, changed, replaced
from systemsmap.model.document import Document
from systemsmap.model.history import Doing, Step
from systemsmap.model.identity import loop_id
from systemsmap.model.past import map_between
from systemsmap.model.records import NamedLoop
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import recover
from systemsmap.storage.stored_map import StoredMap
from systemsmap.storage.versions import versions_only
from systemsmap.storage.writer import MapWriter
from tests.storage.doings import any_edit
from tests.storage.made_maps import small_map

_PATIENCE = 60.0
_BACK = 40  # undos at each check
_SEEN = 60  # moments that are remembered


@dataclass(frozen=True)
class Measured:
    """How large and how slow the file is after so many steps."""

    edits: int
    steps: int
    bytes: int
    publishing: float
    opening: float


class Week:
    """Somebody at work, and all that must be true whenever one looks. Chance decides by `seed`."""

    def __init__(self, home: Path, seed: int) -> None:
        self._random = Random(seed)
        self._home, self._path = home, home / "Week.smap"
        publish(StoredMap(small_map(), self._path))
        self.counts: Counter[str] = Counter()
        self._seen: dict[int, SystemsMap] = {}
        self._writer, self.document = self._opened()

    def _opened(self) -> tuple[MapWriter, Document]:
        stored = read_map_file(self._path)
        assert not stored.notices
        assert not stored.readonly
        document = Document()
        document.load(stored.map_, stored.history, stored.history.start)
        writer = MapWriter(self._home / "copies", stored)
        document.changed.subscribe(writer.put)
        return writer, document

    # ------------------------------------------------------------------ what is done

    def work(self) -> None:
        """Do one thing."""
        chance = self._random.random()
        for likelihood, doing in _DOINGS:
            chance -= likelihood
            if chance < 0:
                doing(self)
                self.counts[doing.__name__.strip("_")] += 1
                return
        name, change = any_edit(self._random, self.document.map)
        self.document.commit(change, name.replace("_", " ").capitalize())
        self.counts["edits"] += 1

    def _undo(self) -> None:
        for _ in range(self._random.randint(1, 5)):
            self.document.undo()

    def _redo(self) -> None:
        self.document.redo()

    def _drag(self) -> None:
        gesture = self.document.gesture("Move")
        ids = self._random.sample([*gesture.start.variables], min(2, len(gesture.start.variables)))
        for way in range(3):
            gesture.show(edits.move(gesture.start, ids, 10.0 * way, -5.0 * way))
        if self._random.random() < 0.8:
            gesture.finish()
        else:
            gesture.cancel()

    def _type(self) -> None:
        if not self.document.map.variables:
            return
        id_ = self._random.choice([*self.document.map.variables])
        self.document.history.seal()
        for name in ("T", "Tr", "Trust"):
            change = edits.rename(self.document.map, id_, name)
            self.document.commit(change, "Rename", merge_key=("rename", id_))

    def _note_loop(self) -> None:
        """Do as the program does that finds a loop: remember it with a number."""
        map_ = self.document.map
        there_and_back = [
            (id_, map_.link_between[link.target, link.source])
            for id_, link in map_.links.items()
            if (link.target, link.source) in map_.link_between and link.source != link.target
        ]
        if there_and_back:
            links = self._random.choice(there_and_back)
            known = map_.loops.get(loop_id(links)) or NamedLoop(loop_id(links), links)
            numbered = replace(known, numbers=(("R", self._random.randint(1, 99)),))
            self.document.remark(changed(map_, numbered))

    def _name_moment(self) -> None:
        state = self.document.history.state
        self.document.mark(Doing.NAMED, f"Moment {len(self.document.history)}", state)

    def _save(self) -> None:
        self._writer.save_now().result(_PATIENCE)

    def _reopen(self) -> None:
        assert self._writer.close(_PATIENCE) is None
        assert [*(self._home / "copies").iterdir()] == []
        before = self.document.map
        self._writer, self.document = self._opened()
        assert _is_same(self.document.map, before)

    def _copy_and_merge(self) -> None:
        """Hand a copy to somebody, go on, and take in what they did; sometimes it was packed."""
        path = self._home / "Theirs.smap"
        self._writer.save_copy(path).result(_PATIENCE)
        for _ in range(10):
            self.document.commit(any_edit(self._random, self.document.map)[1], "Meanwhile")
        theirs = read_map_file(path)
        document = Document()
        document.load(theirs.map_, theirs.history, theirs.history.start)
        for _ in range(10):
            document.commit(any_edit(self._random, document.map)[1], "Theirs")
        history = theirs.history
        for step in document.history[len(history) :]:
            history = history.with_step(step)
        if self._random.random() < 0.3:
            steps = document.history
            history = versions_only(steps.start, steps, document.map, _named(steps))
            self.counts["packed copies"] += 1
        publish(replace(theirs, map_=document.map, history=history), backup=False)
        self._take_in(path)
        path.unlink()

    def _take_in(self, path: Path) -> None:
        self._save()
        together = gathered([grown(p.name, read_map_file(p)) for p in (self._path, path)])
        assert together.base is not None
        merged = merge(together.base, together.copies).map_
        change = replaced(self.document.map, with_numbers_of(merged, self.document.map))
        self.document.commit(change, together.label, about=together.states)

    def _crash(self) -> None:
        """Look at what would be found if all stopped here; it is not touched, and work goes on."""
        self.document.commit(self._question(), "Ask")
        self._writer._order(lambda keeping: keeping.keep()).result(_PATIENCE)
        left = self._home / "left"
        copytree(self._home / "copies", left, ignore=ignore_patterns("*.lock"))
        (orphan,) = recover(left).orphans
        assert _is_same(orphan.stored.map_, self.document.map)
        self._compare_newest(orphan.stored.history)
        rmtree(left)

    def pack(self) -> None:
        """Keep versions only, as from the menu."""
        steps, map_ = self.document.history.snapshot(), self.document.map
        packed = versions_only(steps.start, steps, map_, _named(steps))
        self.document.keep_history(packed, packed.start)
        self._writer.keep_history(packed).result(_PATIENCE)
        self._seen.clear()

    def close(self) -> None:
        """End; nothing is left but the file and its backup."""
        assert self._writer.close(_PATIENCE) is None
        assert [*(self._home / "copies").glob("*")] == []
        assert {f.name for f in self._home.iterdir()} == {"Week.smap", "Week.smap.bak", "copies"}

    # ------------------------------------------------------------------ what must be true

    def check(self) -> None:
        """The file has the map, its newest steps, and the same undo as what is on screen."""
        self._save()
        stored = read_map_file(self._path)
        history = self.document.history
        assert not stored.notices
        assert _is_same(stored.map_, self.document.map)
        self._compare_newest(stored.history)
        self._seen[len(history)] = self.document.map
        if len(self._seen) > _SEEN:
            del self._seen[self._random.choice([*self._seen])]
        again = Document()
        again.load(stored.map_, stored.history, stored.history.start)
        for way in ("undo", "redo"):
            for _ in range(_BACK):
                assert getattr(again, way)() == getattr(self.document, way)()
                assert _is_drawn_alike(again.map, self.document.map)
        self.counts["checks"] += 1

    def _compare_newest(self, kept: Sequence[Step]) -> None:
        history = self.document.history
        newest = range(max(0, len(history) - 600), len(history))
        assert len(kept) == len(history)
        assert [kept[n].id for n in newest] == [history[n].id for n in newest]

    def look_back(self) -> None:
        """Every moment that is remembered is in the file as it was, and every step by its name."""
        self._save()
        stored = read_map_file(self._path)
        assert stored.history.state_ids[1:] == tuple(step.id for step in self.document.history)
        map_, now = stored.map_, len(stored.history)
        for then in sorted(self._seen, reverse=True):
            map_, now = map_between(stored.history, map_, now, then), then
            assert _is_drawn_alike(map_, self._seen[then])
            self.counts["moments looked at again"] += 1

    def undo_all(self) -> int:
        """Undo in a copy of what is in the file, to the first map; return how many steps it was."""
        stored = read_map_file(self._path)
        document = Document()
        document.load(stored.map_, stored.history, stored.history.start)
        undone = 0
        while document.undo():
            undone += 1
        assert _is_drawn_alike(document.map, small_map())
        return undone

    def _question(self) -> Change:
        return edits.describe_map(self.document.map, question=f"{self._random.random()}")

    def measured(self) -> Measured:
        """Measure the file as it is after one more edit."""
        self.document.commit(self._question(), "Ask")
        self._writer.wake().result(_PATIENCE)
        publishing = _timed(self._save)
        opening = _timed(lambda: read_map_file(self._path))
        size, steps = self._path.stat().st_size, len(self.document.history)
        return Measured(sum(self.counts.values()), steps, size, publishing, opening)


_DOINGS: tuple[tuple[float, Callable[[Week], None]], ...] = (
    (0.05, Week._undo),
    (0.05, Week._redo),
    (0.02, Week._drag),
    (0.02, Week._type),
    (0.02, Week._note_loop),
    (0.005, Week._name_moment),
    (0.005, Week._save),
    (0.0015, Week._reopen),
    (0.0015, Week._crash),
    (0.001, Week._copy_and_merge),
)


def _named(steps: Sequence[Step]) -> set[int]:
    return {n for n, step in enumerate(steps) if step.doing is Doing.NAMED}


def _timed(job: Callable[[], object]) -> float:
    begun = perf_counter()
    job()
    return perf_counter() - begun


def _is_same(one: SystemsMap, other: SystemsMap) -> bool:
    """Return whether two maps are the same, in the same order, but for when they were saved."""
    undated = [replace(m, info=replace(m.info, created="", changed="")) for m in (one, other)]
    return [*undated[0].records()] == [*undated[1].records()]


def _is_drawn_alike(one: SystemsMap, other: SystemsMap) -> bool:
    """Return whether they are the same but for loops: their numbers outlive undo."""
    kinds = ("variables", "links", "notes", "cards", "steps")
    return all([*getattr(one, k).items()] == [*getattr(other, k).items()] for k in kinds)
