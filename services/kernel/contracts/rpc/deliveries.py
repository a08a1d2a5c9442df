"""Taking deliveries from the socket of a connection, without building objects for every frame.

Of what a broker sends to a consumer nearly all are deliveries, each of three frames. Those are read
here, many in one piece; everything else (heartbeats, returns, closing) goes to the library, which
keeps the connection, frame by frame as if it had read them itself.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

PIECE = 65536

_METHOD, _HEADER, _BODY = 1, 2, 3
_DELIVER = b"\x00\x3c\x00\x3c"
_END = 0xCE
_FRAME = struct.Struct(">BHI")
_LEAST = _FRAME.size + 1
_CONTENT = struct.Struct(">HHQH")
_TAG = struct.Struct(">QB")
_LENGTH = struct.Struct(">I")

# The properties in the order of the protocol, each named by its bit.
_CONTENT_TYPE, _CONTENT_ENCODING, _HEADERS = 0x8000, 0x4000, 0x2000
_DELIVERY_MODE, _PRIORITY = 0x1000, 0x0800
_CORRELATION_ID, _REPLY_TO = 0x0400, 0x0200
_JSON = "application/json"


class Delivery(NamedTuple):
    """One message as it was delivered; `body` is JSON."""

    tag: int
    routing_key: str
    correlation_id: str
    reply_to: str
    body: bytes


class DeliveryReader:
    """Reads one connection with one consuming channel.

    A delivery with headers of its own, or of another content than JSON, is left to the library
    and reaches the callback that was given to it. What is not complete stays where the library
    looks first, so that it may read the socket between two calls of `read` (as for the answer to
    a cancellation). The socket's own time-out applies.
    """

    def __init__(self, connection: Any, deliver: Callable[[Delivery], None]) -> None:
        self._connection, self._deliver = connection, deliver
        self._transport = connection.transport
        self._receive = connection.sock.recv
        self._enough, self._kept = 0, b""
        self._found: deque[Delivery] = deque()

    def read(self) -> None:
        """Waits for data once and hands on what is complete.

        Raises `TimeoutError` when none came, `ConnectionError` at the end of the connection, and
        whatever the library makes of a frame of its own.
        """
        before: bytes = self._transport._read_buffer
        if before is not self._kept:
            # The library has read meanwhile.
            self._enough = 0
        if not self._take_frames():
            data = self._receive(PIECE)
            if not data:
                raise ConnectionResetError("the broker closed the connection")
            self._transport._read_buffer += data
            self._take_frames()
        self._kept = self._transport._read_buffer

    def _take_frames(self) -> bool:
        """Handles the whole frames that were read; says whether there were any."""
        buffer: bytes = self._transport._read_buffer
        if len(buffer) < self._enough:
            return False
        self._enough = at = 0
        while found := self._frame(buffer, at, at):
            kind, channel, payload, end = found
            if kind == _METHOD and payload.startswith(_DELIVER):
                after = self._take_delivery(payload, buffer, at, end)
                if after is None:
                    break
                if after:
                    at = after
                    continue
            self._transport._read_buffer = buffer[end:]
            self._hand_on()
            self._connection.on_inbound_frame((kind, channel, payload))
            # The library may have read on.
            buffer, at = self._transport._read_buffer, 0
        self._transport._read_buffer = buffer[at:] if at else buffer
        return self._hand_on() or at > 0

    def _frame(self, buffer: bytes, at: int, begin: int) -> tuple[int, int, bytes, int] | None:
        """Kind, channel, payload and end of a frame; None while it is not there as a whole.

        Then `_enough` says from how many bytes after `begin` on it is worth another look.
        """
        if len(buffer) - at < _LEAST:
            self._enough = at + _LEAST - begin
            return None
        kind, channel, size = _FRAME.unpack_from(buffer, at)
        start = at + _FRAME.size
        end = start + size
        if len(buffer) <= end:
            self._enough = end + 1 - begin
            return None
        if buffer[end] != _END:
            raise ConnectionResetError("a frame without its end")
        return kind, channel, buffer[start:end], end + 1

    def _hand_on(self) -> bool:
        some = bool(self._found)
        while self._found:
            self._deliver(self._found.popleft())
        return some

    def _take_delivery(self, method: bytes, buffer: bytes, begin: int, at: int) -> int | None:
        """Where the delivery ends; None while it is not complete, 0 when it is the library's."""
        header = self._frame(buffer, at, begin)
        if header is None:
            return None
        # A heartbeat may come in between; the library then puts the parts together.
        read = _read_header(header[2]) if header[0] == _HEADER else None
        if read is None:
            return 0
        wanted, correlation_id, reply_to = read
        at, frames, pieces = header[3], 2, list[bytes]()
        while wanted:
            body = self._frame(buffer, at, begin)
            if body is None:
                self._enough = max(self._enough, at + wanted + _LEAST - begin)
                return None
            if body[0] != _BODY:
                return 0
            pieces.append(body[2])
            wanted, frames, at = wanted - len(body[2]), frames + 1, body[3]
        self._connection.bytes_recv += frames
        tag, routing_key = _read_method(method)
        whole = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        self._found.append(Delivery(tag, routing_key, correlation_id, reply_to, whole))
        return at


def _read_method(payload: bytes) -> tuple[int, str]:
    """Tag and routing key of `basic.deliver`: consumer tag, tag, redelivered, exchange, key."""
    at = 5 + payload[4]
    tag, _ = _TAG.unpack_from(payload, at)
    at += _TAG.size
    at += 1 + payload[at]
    return tag, payload[at + 1 : at + 1 + payload[at]].decode()


def _read_header(payload: bytes) -> tuple[int, str, str] | None:
    """Size, correlation id and `reply_to`; None for what is left to the library."""
    _, _, size, flags = _CONTENT.unpack_from(payload)
    at = _CONTENT.size
    content_type = correlation_id = reply_to = ""
    if flags & _CONTENT_TYPE:
        content_type, at = _short_text(payload, at)
    if content_type != _JSON:
        return None
    if flags & _CONTENT_ENCODING:
        at += 1 + payload[at]
    if flags & _HEADERS:
        if _LENGTH.unpack_from(payload, at)[0]:
            return None
        at += _LENGTH.size
    at += bool(flags & _DELIVERY_MODE) + bool(flags & _PRIORITY)
    if flags & _CORRELATION_ID:
        correlation_id, at = _short_text(payload, at)
    if flags & _REPLY_TO:
        reply_to, at = _short_text(payload, at)
    return size, correlation_id, reply_to


def _short_text(payload: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + payload[at]
    return payload[at + 1 : end].decode(), end
