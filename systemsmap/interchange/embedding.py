"""The map inside a picture: JSON, deflated, in letters that survive in any XML."""

import binascii
import zlib
from base64 import b64decode, b64encode

from systemsmap.interchange import limits
from systemsmap.interchange.trouble import ImportTrouble

_SPOILED = "The map inside the picture is damaged."


def pack(data: bytes) -> str:
    """Return the bytes deflated and in base 64."""
    return b64encode(zlib.compress(data, 9)).decode("ascii")


def unpack(text: str) -> bytes:
    """Return what `pack` was given. Raises ImportTrouble for anything else."""
    try:
        packed = b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise ImportTrouble(_SPOILED) from None
    return inflate(packed)


def inflate(packed: bytes) -> bytes:
    """Return the inflated bytes, never more than a file may have. Raises ImportTrouble."""
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, limits.FILE_BYTES)
    except zlib.error:
        raise ImportTrouble(_SPOILED) from None
    if inflater.unconsumed_tail:
        raise ImportTrouble("The map inside the picture is too large.")
    if not inflater.eof:
        raise ImportTrouble(_SPOILED)
    return data
