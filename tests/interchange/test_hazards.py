"""Bad files of every format: one plain sentence or a map, in no time, and nothing else."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from systemsmap.interchange import limits
from systemsmap.interchange.importers import IMPORTERS, Importer, ImportTrouble, read_as
from tests.interchange.spoiling import seeds, spoilt

SEEDS = seeds()
BOMB = (
    b'<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><graphml>&c;</graphml>'
)
BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "zeros": lambda: b"\0" * 10_000,
    "noise": lambda: bytes(random.Random(3).randrange(256) for _ in range(20_000)),
    "deep lists": lambda: b"[" * 100_000 + b"]" * 100_000,
    "deep objects": lambda: b'{"elements":' * 50_000 + b"1" + b"}" * 50_000,
    "deep elements": lambda: b"<a>" * 50_000 + b"</a>" * 50_000,
    "entities": lambda: BOMB,
    "outside entity": lambda: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
    "a long line": lambda: b"a" * 5_000_000,
    "a large number": lambda: b'{"variables": ' + b"9" * 100_000 + b"}",
    "no numbers": lambda: b'{"variables": [NaN, Infinity]}',
}
_SENTENCE = r"^[^\n]{5,400}\.$"


def _trouble(importer: Importer, data: bytes) -> ImportTrouble | None:
    begun = time.process_time()
    try:
        importer.read(data)
    except ImportTrouble as trouble:
        return trouble
    finally:
        assert time.process_time() - begun < 5.0  # 0.3 on a quiet machine
    return None


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda i: i.suffix)
def test_what_is_no_map_is_refused_in_one_sentence(importer: Importer, name: str) -> None:
    trouble = _trouble(importer, BAD[name]())
    if trouble is None:
        assert importer.suffix in (".txt", ".csv"), "almost any words are a map there"
        return
    assert "\n" not in str(trouble)
    assert str(trouble).endswith(".")


@pytest.mark.parametrize(("importer", "sound"), SEEDS, ids=[i.suffix for i, _ in SEEDS])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_a_spoilt_file_is_a_map_or_a_sentence(
    importer: Importer, sound: list[bytes], seed: int
) -> None:
    chance = random.Random(seed)
    _trouble(importer, spoilt(chance.choice(sound), chance))


def test_a_file_larger_than_any_map_is_refused() -> None:
    for importer in IMPORTERS:
        if importer.largest <= limits.FILE_BYTES:
            with pytest.raises(ImportTrouble):
                read_as(importer, b" " * (limits.FILE_BYTES + 1))
