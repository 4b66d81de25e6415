"""PNG pictures carry their map; a hostile PNG gets nowhere."""

import struct
import zlib

import pytest

from systemsmap.interchange import json, png
from systemsmap.interchange.trouble import ImportTrouble
from tests.interchange.collection import collected

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAP = json.write(collected("r5_agency_staff"))
ASCII = MAP.decode().encode("ascii", "backslashreplace")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


HEADER = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
END = _chunk(b"IEND", b"")


def _picture(*chunks: bytes) -> bytes:
    return SIGNATURE + HEADER + b"".join(chunks) + END


WAYS = {
    "plain": _chunk(b"tEXt", b"systemsmap\0" + ASCII),
    "deflated": _chunk(b"zTXt", b"systemsmap\0\0" + zlib.compress(ASCII)),
    "international": _chunk(b"iTXt", b"systemsmap\0\0\0en\0Karte\0" + MAP),
    "international, deflated": _chunk(b"iTXt", b"systemsmap\0\1\0\0\0" + zlib.compress(MAP)),
}


@pytest.mark.parametrize("chunk", WAYS.values(), ids=WAYS.keys())
def test_a_map_is_found_however_a_program_wrote_the_text(chunk: bytes) -> None:
    picture = _picture(_chunk(b"tEXt", b"Title\0Something"), chunk)
    assert png.read(picture).map_ == json.read(MAP).map_


def test_an_embedded_map_is_read_back() -> None:
    assert png.read(png.with_text(_picture(), MAP)).map_ == json.read(MAP).map_


def test_only_pictures_can_have_a_map_embedded() -> None:
    with pytest.raises(ValueError, match="PNG"):
        png.with_text(b"hello", MAP)


def _spoiled() -> bytes:
    whole = _picture(WAYS["plain"])
    return whole.replace(b"Agency staff in", b"Agency stuff in", 1)


BOMB = zlib.compress(b" " * 300_000_000, 9)
HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "signature only": SIGNATURE,
    "no map": _picture(),
    "half a chunk": _picture()[:-3],
    "endless chunk": SIGNATURE + HEADER + struct.pack(">I", 2**32 - 1) + b"tEXt",
    "wrong check": _spoiled(),
    "no map inside": _picture(_chunk(b"tEXt", b"systemsmap\0[]")),
    "nothing inside": _picture(_chunk(b"tEXt", b"systemsmap")),
    "not deflated": _picture(_chunk(b"zTXt", b"systemsmap\0\0hello")),
    "bomb": _picture(_chunk(b"zTXt", b"systemsmap\0\0" + BOMB)),
    "international bomb": _picture(_chunk(b"iTXt", b"systemsmap\0\1\0\0\0" + BOMB)),
    "half international": _picture(_chunk(b"iTXt", b"systemsmap\0\1\0en")),
    "large text": _picture(_chunk(b"tEXt", b"systemsmap\0" + b" " * 20_000_001)),
    "map after the end": _picture() + WAYS["plain"],
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pictures_are_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ImportTrouble) as refusal:
        png.read(data)
    assert str(refusal.value).endswith(".")
