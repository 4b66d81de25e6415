"""Files damaged at random: refused in one sentence, or read as a map that comes back the same."""

import copy
import json as plain_json
import random

import pytest

from systemsmap.interchange import json
from systemsmap.interchange.trouble import ImportTrouble
from tests.interchange.collection import FILES, FOLDER

ODD: tuple[object, ...] = (
    *(None, True, 3, -1.5, 1e308, 10**30),
    *("", "x", "R1", "\u202e", [], [1], ["A"], {}, {"a": 1}),
)
KEYS = ("id", "kind", "links", "members", "numbers", "lost", "bend", "x", "badge", "width")


class Vandal:
    """Changes a value here and there."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def spoilt_bytes(self, data: bytes) -> bytes:
        """Change a few bytes, whatever they mean."""
        spoilt = bytearray(data)
        for _ in range(self._chance.randint(1, 4)):
            spoilt[self._chance.randrange(len(spoilt))] = self._chance.randrange(256)
        return bytes(spoilt)

    def spoilt_fields(self, data: bytes) -> bytes:
        """Change a few fields; what comes out is sound JSON."""
        value = plain_json.loads(data)
        for _ in range(self._chance.randint(1, 5)):
            value = self._spoilt(value)
        return plain_json.dumps(value).encode()

    def _odd(self) -> object:
        return copy.deepcopy(self._chance.choice(ODD))

    def _spoilt(self, value: object) -> object:
        if isinstance(value, dict):
            key = self._chance.choice([*value, self._chance.choice(KEYS)])
            known = key in value and self._chance.random() < 0.7
            value[key] = self._spoilt(value[key]) if known else self._odd()
        elif isinstance(value, list) and value:
            at = self._chance.randrange(len(value))
            value[at] = self._odd() if self._chance.random() < 0.2 else self._spoilt(value[at])
        else:
            return self._odd()
        return value


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_refused_or_read_soundly(seed: int) -> None:
    vandal = Vandal(seed)
    data = (FOLDER / f"{FILES[seed % len(FILES)]}.json").read_bytes()
    for spoilt in (vandal.spoilt_bytes(data), vandal.spoilt_fields(data)):
        assert _outcome(spoilt) in ("read and written", "refused")


def _outcome(data: bytes) -> str:
    try:
        map_ = json.read(data).map_
    except ImportTrouble as trouble:
        sentence = str(trouble)
        return "refused" if sentence.endswith(".") and "\n" not in sentence else sentence
    return "read and written" if json.read(json.write(map_)).map_ == map_ else "changed"
