"""What is packed into a picture comes out again, and never more than it may."""

import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from systemsmap.interchange.embedding import inflate, pack, unpack
from systemsmap.interchange.trouble import ImportTrouble


@given(st.binary(max_size=2000))
def test_what_is_packed_comes_out_again(data: bytes) -> None:
    packed = pack(data)
    assert packed.isascii()
    assert unpack(packed) == data


def test_a_bomb_is_stopped_while_it_goes_off() -> None:
    bomb = zlib.compress(b"\0" * 400_000_000, 9)
    tracemalloc.start()
    with pytest.raises(ImportTrouble, match="too large"):
        inflate(bomb)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000_000
