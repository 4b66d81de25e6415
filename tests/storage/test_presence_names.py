"""Locks of maps and people with awkward names."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from systemsmap.storage.presence import (
    Presence,
    holder_of,
    told,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A map's file, as far as locks care."""
    folder = tmp_path / "share"
    folder.mkdir()
    path = folder / "Map.smap"
    path.write_bytes(b"a map")
    return path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture
def mine(path: Path, work: Path) -> Iterator[Presence]:
    presence = Presence(path, work, "Anna Berg")
    yield presence
    presence.release()


def beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


# ---------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name",
    [
        "Å ö 漢字 🗺.smap",
        "#~lock.smap",
        "no suffix",
        " .smap",
        "a\nb.smap",
        "x" * 250 + ".smap",
        "漢" * 83 + ".smap",
        pytest.param(
            os.fsdecode(b"latin \xe9.smap"),
            marks=pytest.mark.skipif(sys.platform != "linux", reason="names are letters there"),
        ),
    ],
)
def test_awkward_names_of_maps_can_be_locked(path: Path, work: Path, name: str) -> None:
    path = path.with_name(name)
    mine = Presence(path, work, "Anna")
    assert mine.take() is None
    assert mine.is_taken
    assert holder_of(path, work)
    assert len(beside(path)) == 2
    mine.release()
    assert beside(path) == ["Map.smap"]


def test_a_link_to_a_map_shares_the_lock_of_the_map(
    path: Path, tmp_path: Path, work: Path, mine: Presence
) -> None:
    link = tmp_path / "Link.smap"
    link.symlink_to(path)
    mine.take()
    assert holder_of(link, work)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("  Anna\n\tBerg ", "Anna Berg"),
        ("Anna\u202egreB\u0000", "Anna greB"),
        ("<b>Anna</b>", "<b>Anna</b>"),
        ("A" * 500, "A" * 60),
        ("Zoë 漢", "Zoë 漢"),
    ],
)
def test_a_name_is_a_few_plain_letters_on_one_line(
    path: Path, work: Path, name: str, shown: str
) -> None:
    mine = Presence(path, work, name)
    mine.take()
    holder = holder_of(path, work)
    assert holder
    assert holder.person == shown
    mine.release()


def test_a_person_without_a_name_has_the_one_the_system_knows(
    path: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "aberg")
    mine = Presence(path, work)
    mine.take()
    holder = holder_of(path, work)
    assert holder
    assert holder.person == "aberg"
    since = _shown(holder.opened)
    assert told(holder) == f"in another window of yours on this computer since {since}"
    assert told(holder, "Bo") == f"for aberg on this computer since {since}"
    mine.release()


def _shown(iso: str) -> str:
    at = datetime.fromisoformat(iso).astimezone()
    if at.date() == datetime.now().astimezone().date():
        return at.strftime("%H:%M")
    return at.strftime(f"{at.day} %B, %H:%M")
