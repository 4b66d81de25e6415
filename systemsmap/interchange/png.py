"""Gets the map back out of a PNG picture that systemsmap made, without looking at the picture.

The map is JSON in a text chunk with the keyword `systemsmap`. The layout of chunks follows
the PNG specification (W3C, third edition), sections 5.3 and 11.3.3.
"""

import struct
import zlib
from collections.abc import Iterator

from systemsmap.interchange import json, limits
from systemsmap.interchange.embedding import inflate
from systemsmap.interchange.imported import Imported
from systemsmap.interchange.trouble import ImportTrouble

KEYWORD = "systemsmap"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SPOILED = "The picture is damaged: it ends too early or was changed on its way."


def read(data: bytes) -> Imported:
    """Return the map embedded in a PNG. Raises ImportTrouble when there is none."""
    if not data.startswith(_SIGNATURE):
        raise ImportTrouble("The file is not a PNG picture.")
    for kind, content in _chunks(data):
        text = _text(kind, content)
        if text is not None:
            return json.read(text)
    raise ImportTrouble("There is no map inside this picture.")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        if at + 12 > len(data):
            raise ImportTrouble(_SPOILED)
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            raise ImportTrouble(_SPOILED)
        if kind in _READERS:
            if zlib.crc32(data[at + 4 : end]) != struct.unpack_from(">I", data, end)[0]:
                raise ImportTrouble(_SPOILED)
            yield kind, data[at + 8 : end]
        if kind == b"IEND":
            return
        at = end + 4


def _text(kind: bytes, content: bytes) -> bytes | None:
    """The text of a chunk in UTF-8 when it has our keyword, otherwise None."""
    keyword, _, rest = content.partition(b"\0")
    if keyword != KEYWORD.encode():
        return None
    return _READERS[kind](rest)


def _plain(rest: bytes) -> bytes:
    if len(rest) > limits.FILE_BYTES:
        raise ImportTrouble("The map inside the picture is too large.")
    return rest.decode("latin-1").encode()


def _deflated(rest: bytes) -> bytes:
    return _plain(inflate(rest[1:]))  # the first byte names the only method there is


def _international(rest: bytes) -> bytes:
    parts = rest[2:].split(b"\0", 2)  # language, translated keyword, text
    if len(parts) < 3:
        raise ImportTrouble(_SPOILED)
    return inflate(parts[2]) if rest[:1] == b"\1" else parts[2]


_READERS = {b"tEXt": _plain, b"zTXt": _deflated, b"iTXt": _international}


def with_text(picture: bytes, text: bytes) -> bytes:
    """Return the PNG with `text`, in UTF-8, embedded where `read` finds it.

    Raises ValueError when `picture` is no PNG.
    """
    at = len(_SIGNATURE) + 25  # the header chunk comes first and always has this length
    if not picture.startswith(_SIGNATURE) or len(picture) < at:
        raise ValueError("not a PNG picture")
    head = b"iTXt" + KEYWORD.encode() + b"\0\1\0\0\0"  # deflated, no language, no translation
    chunk = head + zlib.compress(text, 9)
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return picture[:at] + framed + picture[at:]
