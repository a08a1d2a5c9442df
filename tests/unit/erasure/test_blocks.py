"""Compressed blocks are read as the database writes them."""

from __future__ import annotations

import struct

import pytest

from tests.support.erasure_blocks import NotSnappy, pages, records, snappy

# The format's own description: a literal of 5, then a copy of 10 that repeats it twice.
STREAM = bytes((15, 4 << 2)) + b"hello" + bytes((((10 - 4) << 2) | 1, 5))


def test_literals_and_copies_are_decompressed() -> None:
    assert snappy(STREAM) == b"hellohellohello"


def test_long_literals_and_far_copies_are_decompressed() -> None:
    text = bytes(range(256)) * 2
    length, far = len(text) + 8, len(text)
    head = bytes(((length & 127) | 128, length >> 7))
    literal = bytes((61 << 2,)) + (len(text) - 1).to_bytes(2, "little") + text
    copy = bytes((((8 - 1) << 2) | 2,)) + far.to_bytes(2, "little")
    assert snappy(head + literal + copy) == text + text[:8]


@pytest.mark.parametrize("content", [b"", b"\x05\x01\x05", b"\xff\xff\xff\xff\x7f", STREAM[:4]])
def test_what_is_no_snappy_is_refused(content: bytes) -> None:
    with pytest.raises(NotSnappy):
        snappy(content)


def test_a_compressed_page_is_found_at_its_border() -> None:
    header = struct.pack("<QQIIBB", 0, 1, 100, 1, 7, 1)
    page = header.ljust(64, b"\0") + struct.pack("<Q", len(STREAM)) + STREAM
    assert list(pages(bytes(4096) + page.ljust(4096, b"\0"))) == [b"hellohellohello"]
    assert list(pages(bytes(100) + page.ljust(4096, b"\0"))) == []


def test_a_compressed_record_is_found_at_its_border() -> None:
    stream = struct.pack("<Q", len(STREAM)) + STREAM
    record = struct.pack("<IIHHI", 16 + len(stream), 0, 1, 0, 100) + stream
    assert list(records(bytes(128) + record.ljust(256, b"\0"))) == [b"hellohellohello"]
