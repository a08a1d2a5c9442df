"""What compressed blocks of files hold: WiredTiger's pages and journal, gzip and zlib."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

PAGE_ALIGNMENT = 4096
RECORD_ALIGNMENT = 128
_PAGE_SKIP = 64
_RECORD_SKIP = 16
_COMPRESSED = 1
_LARGEST = 64 * 1024 * 1024
_PAGE = struct.Struct("<QQIIBB")
_RECORD = struct.Struct("<IIHHI")
_LENGTH = struct.Struct("<Q")


class NotSnappy(ValueError):
    """These bytes are no snappy stream."""


def snappy(content: bytes) -> bytes:
    """Decompresses a raw snappy stream. Raises NotSnappy."""
    size, at = _varint(content, 0)
    if size > _LARGEST:
        raise NotSnappy("larger than any block")
    out = bytearray()
    end = len(content)
    while at < end and len(out) < size:
        tag = content[at]
        at += 1
        kind = tag & 3
        if kind == 0:
            length = (tag >> 2) + 1
            if length > 60:
                more = length - 60
                length = int.from_bytes(content[at : at + more], "little") + 1
                at += more
            out += content[at : at + length]
            at += length
            continue
        if kind == 1:
            length = ((tag >> 2) & 7) + 4
            offset = ((tag >> 5) << 8) | content[at] if at < end else 0
            at += 1
        else:
            length = (tag >> 2) + 1
            wide = 2 if kind == 2 else 4
            offset = int.from_bytes(content[at : at + wide], "little")
            at += wide
        if not 0 < offset <= len(out):
            raise NotSnappy("refers to nothing")
        start = len(out) - offset
        if offset >= length:
            out += out[start : start + length]
        else:
            piece = bytes(out[start:])
            out += (piece * (length // offset + 1))[:length]
    if len(out) != size:
        raise NotSnappy("ends too early")
    return bytes(out)


def pages(content: bytes) -> Iterator[bytes]:
    """The compressed pages of a WiredTiger table, decompressed; also those no longer in use."""
    for start in range(0, len(content) - _PAGE_SKIP, PAGE_ALIGNMENT):
        _, _, memory_size, _, kind, flags = _PAGE.unpack_from(content, start)
        if flags & _COMPRESSED and 0 < kind < 16 and memory_size < _LARGEST:
            yield from _prefixed(content, start + _PAGE_SKIP)


def records(content: bytes) -> Iterator[bytes]:
    """The compressed records of a WiredTiger journal, decompressed; also those of old rounds."""
    for start in range(0, len(content) - _RECORD_SKIP, RECORD_ALIGNMENT):
        length, _, flags, _, memory_size = _RECORD.unpack_from(content, start)
        if flags & _COMPRESSED and _RECORD_SKIP < length < _LARGEST and memory_size < _LARGEST:
            yield from _prefixed(content, start + _RECORD_SKIP)


def inflated(content: bytes) -> Iterator[bytes]:
    """What is in gzip and zlib streams that begin anywhere in these bytes."""
    # Two bytes often look like a beginning; a view makes trying them cheap.
    view = memoryview(content)
    for magic, bits in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15), (b"\x78\xda", 15)):
        at = content.find(magic)
        while at >= 0:
            try:
                # A stream cut off in the middle gives what it gave until then.
                found = zlib.decompressobj(bits).decompress(view[at:], _LARGEST)
            except zlib.error:
                found = b""
            if found:
                yield found
            at = content.find(magic, at + 1)


def _prefixed(content: bytes, at: int) -> Iterator[bytes]:
    """WiredTiger writes the length of the snappy stream before it."""
    if at + _LENGTH.size > len(content):
        return
    (length,) = _LENGTH.unpack_from(content, at)
    at += _LENGTH.size
    if 0 < length <= len(content) - at:
        try:
            yield snappy(content[at : at + length])
        except (NotSnappy, IndexError):
            return


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(content) or shift > 28:
            raise NotSnappy("no length")
        byte = content[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
