"""A map file can be copied at any moment, and is alone when the map is closed."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from systemsmap.model.records import Link, Variable
from systemsmap.model.systems_map import SystemsMap
from systemsmap.storage.reader import read_map_file
from tests.storage.busy_person import number_of, steps_from
from tests.storage.made_maps import small_map
from tests.storage.test_backups import published

ROOT = Path(__file__).parent.parent.parent
COPIES = 200


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a map that was last published yesterday."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "taken").mkdir()
    published(tmp_path / "maps" / "Map.smap", date.today() - timedelta(1))
    return tmp_path


@pytest.fixture
def person(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Somebody at work on the map."""
    command = [sys.executable, "-m", "tests.storage.orderly_person", str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.mark.slow
def test_every_copy_made_while_somebody_edits_opens_whole(
    home: Path, person: subprocess.Popen[str]
) -> None:
    path, random = home / "maps" / "Map.smap", Random()
    yesterdays = path.read_bytes()
    assert person.stdout
    assert person.stdout.readline() == "at work\n"
    for number in range(COPIES):
        time.sleep(random.uniform(0.0, 0.03))  # another moment each time
        shutil.copyfile(path, home / "taken" / f"{number}.smap")
    (home / "enough").touch()
    assert person.stdout.readline().endswith("all is well\n")
    assert person.wait(30) == 0
    taken = [read_map_file(home / "taken" / f"{number}.smap") for number in range(COPIES)]
    numbers = [number_of(stored.map_) for stored in taken]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 10  # that they really were at work
    drawn = list(islice(steps_from(small_map()), numbers[-1] + 1))
    for stored, number in zip(taken, numbers, strict=True):
        assert stored.notices == ()
        assert (stored.map_.variables, stored.map_.links) == _records(drawn[number])
    _nothing_else_is_there(home)
    backup = home / "maps" / f"Map (backup {date.today()}).smap"
    assert backup.read_bytes() == yesterdays


def _records(map_: SystemsMap) -> tuple[Mapping[str, Variable], Mapping[str, Link]]:
    return map_.variables, map_.links


def _nothing_else_is_there(home: Path) -> None:
    assert sorted(f.name for f in (home / "maps").iterdir()) == [
        f"Map (backup {date.today()}).smap",
        "Map.smap",
        "Map.smap.bak",
    ]
    assert list((home / "copies").iterdir()) == []
