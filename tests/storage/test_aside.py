"""A person's disk that is slow, or silent: edits are kept meanwhile and follow."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from systemsmap.storage import safekeeping
from systemsmap.storage.aside import Silent
from systemsmap.storage.kept_history import KeptHistory
from systemsmap.storage.map_file import publish
from systemsmap.storage.reader import read_map_file
from systemsmap.storage.recovery import recover
from systemsmap.storage.stored_map import StoredMap
from tests.storage.followed import PATIENCE, Followed
from tests.storage.made_maps import small_map


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "working copies"


@pytest.fixture
def opened(tmp_path: Path, folder: Path) -> Iterator[Followed]:
    """A map that was opened from a file."""
    followed = Followed(folder, publish(StoredMap(small_map(), tmp_path / "Map.smap")))
    yield followed
    followed.writer.close()


def names(folder: Path) -> list[str]:
    map_ = read_map_file(folder / "Map.smap").map_
    return [v.name for v in map_.variables.values()]


class Sluggish:
    """A disk for the person's files that answers when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.answers = Event(), Event()

        def publish_late(stored: StoredMap, **how: bool) -> StoredMap:
            self.asked.set()
            assert self.answers.wait(PATIENCE)
            return publish(stored, **how)

        monkeypatch.setattr(safekeeping, "publish", publish_late)


@pytest.fixture
def sluggish(opened: Followed, monkeypatch: pytest.MonkeyPatch) -> Sluggish:
    """What was drawn is being written to a disk that does not answer yet."""
    disk = Sluggish(monkeypatch)
    opened.add("Deaths")
    opened.writer.save_now()
    assert disk.asked.wait(PATIENCE)
    return disk


def test_edits_are_kept_while_a_slow_disk_is_waited_for_and_follow_to_the_file(
    opened: Followed, folder: Path, sluggish: Sluggish, tmp_path: Path
) -> None:
    opened.add("Migration")
    opened.add("Age")
    opened.until_kept(3)
    assert names(tmp_path) == ["Births\nper year", "Population"]
    assert opened.states[-1].unsaved
    sluggish.answers.set()
    opened.until_saved()
    assert names(tmp_path)[-3:] == ["Deaths", "Migration", "Age"]
    assert opened.writer.close() is None
    assert list(folder.iterdir()) == []


def test_a_disk_that_does_not_answer_is_a_trouble_until_it_does(
    opened: Followed, sluggish: Sluggish, tmp_path: Path
) -> None:
    opened.until(lambda: isinstance(opened.trouble(), Silent))
    assert "does not answer" in str(opened.trouble())
    with pytest.raises(Silent):
        opened.writer.save_now().result(20)
    opened.add("Migration")
    opened.until_kept(2)
    sluggish.answers.set()
    opened.until(lambda: opened.trouble() is None)
    opened.until_saved()
    assert names(tmp_path)[-2:] == ["Deaths", "Migration"]
    assert opened.writer.close() is None


def test_a_map_whose_disk_does_not_answer_can_be_closed_and_is_offered_again(
    opened: Followed, folder: Path, sluggish: Sluggish
) -> None:
    opened.add("Migration")
    assert isinstance(opened.writer.close(), Silent)
    assert opened.writer.is_closed
    (orphan,) = recover(folder).orphans
    assert {"Deaths", "Migration"} <= {v.name for v in orphan.stored.map_.variables.values()}
    sluggish.answers.set()


def test_a_history_put_in_place_while_a_slow_disk_is_waited_for_has_what_came_after(
    opened: Followed, sluggish: Sluggish, tmp_path: Path
) -> None:
    opened.writer.keep_history(KeptHistory("packed"))
    opened.add("Migration")
    sluggish.answers.set()
    assert opened.writer.close() is None
    history = read_map_file(tmp_path / "Map.smap").history
    assert history.start == "packed"
    assert [step.label for step in history] == ["Add variable"]
