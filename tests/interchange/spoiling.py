"""Files as they should not be: cut, with bytes changed, with pieces of other files inside."""

import random

from systemsmap.interchange.exporters import EXPORTERS
from systemsmap.interchange.importers import IMPORTERS, Importer
from tests.maps import example, tangle

TOKENS = (
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;",
    b"NaN",
    b"1e999",
    b"-Infinity",
    b"\0",
    b"\xff\xfe",
    b"[" * 200,
    b"<a>" * 200,
    b"{" * 200,
    b'"',
    b"9" * 5000,
    b"\xe2\x80\xae",
    b"null",
    b"-",
    b"\r\n",
    b"true",
    b",,,,",
)


def samples(importer: Importer) -> list[bytes]:
    """Return sound files of a format, written by us; nothing for a format that is only read."""
    writers = [e.write for e in EXPORTERS if e.suffix == importer.suffix]
    maps = (example("01_digital_by_default"), tangle(6))
    return [write(map_) for write in writers for map_ in maps]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return the file with one to four things wrong."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        upto = min(len(content), at + chance.choice((1, 2, 8, 64)))
        match chance.randrange(5):
            case 0:
                del content[at:]
            case 1:
                del content[at:upto]
            case 2:
                content[at:at] = chance.choice(TOKENS)
            case 3:
                content[at:upto] = bytes(chance.randrange(256) for _ in range(upto - at))
            case _:
                content[at:at] = content[chance.randrange(len(content) + 1) :][:200]
    return bytes(content)


def seeds() -> list[tuple[Importer, list[bytes]]]:
    """Return each format with its sound files."""
    return [(importer, found) for importer in IMPORTERS if (found := samples(importer))]
