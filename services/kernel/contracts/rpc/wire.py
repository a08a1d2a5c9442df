"""Requests and replies as frames of AMQP 0-9-1, encoded in one go.

The client library builds each message from objects and hands each of its frames to the socket by
itself. Ours always consist of the same parts, so that many of them can leave in one piece.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import NamedTuple

EXCHANGE = "nameko-rpc"

_METHOD, _HEADER, _BODY = 1, 2, 3
_END = b"\xce"
_FRAME = struct.Struct(">BHI")
_CONTENT = struct.Struct(">HHQH")
_ACK = struct.Struct(">BHIHHQBB")
_BASIC, _PUBLISH, _BASIC_ACK = 60, 40, 80
_MANDATORY = 1
_NO_HEADERS = b"\x00\x00\x00\x00"
_TRANSIENT = b"\x01"
# content type, content encoding, headers, delivery mode, correlation id
_FLAGS = 0x8000 | 0x4000 | 0x2000 | 0x1000 | 0x0400
_REPLY_TO, _EXPIRATION = 0x0200, 0x0100


class Outgoing(NamedTuple):
    """A request, or a reply (which has neither `reply_to` nor `expires_ms`)."""

    routing_key: str
    correlation_id: str
    body: bytes
    reply_to: str = ""
    expires_ms: int = 0


def _short(text: str) -> bytes:
    encoded = text.encode()
    if len(encoded) > 255:
        raise ValueError("a name on the wire has at most 255 bytes")
    return bytes((len(encoded),)) + encoded


_TYPE_AND_ENCODING = _short("application/json") + _short("utf-8")


@lru_cache(maxsize=4096)
def _method_frame(channel: int, routing_key: str) -> bytes:
    payload = b"".join(
        (
            struct.pack(">HHH", _BASIC, _PUBLISH, 0),
            _short(EXCHANGE),
            _short(routing_key),
            bytes((_MANDATORY,)),
        )
    )
    return _FRAME.pack(_METHOD, channel, len(payload)) + payload + _END


def message_frames(message: Outgoing, channel: int, largest: int) -> bytes:
    """The frames that publish a message: transient and mandatory.

    `largest` is the size of a frame that was agreed upon with the broker.
    """
    flags = _FLAGS
    properties = _TYPE_AND_ENCODING + _NO_HEADERS + _TRANSIENT + _short(message.correlation_id)
    if message.reply_to:
        flags |= _REPLY_TO
        properties += _short(message.reply_to)
    if message.expires_ms:
        flags |= _EXPIRATION
        properties += _short(str(message.expires_ms))
    body = message.body
    parts = [
        _method_frame(channel, message.routing_key),
        _FRAME.pack(_HEADER, channel, _CONTENT.size + len(properties)),
        _CONTENT.pack(_BASIC, 0, len(body), flags),
        properties,
        _END,
    ]
    room = largest - _FRAME.size - len(_END)
    for start in range(0, len(body), room):
        piece = body[start : start + room]
        parts += (_FRAME.pack(_BODY, channel, len(piece)), piece, _END)
    return b"".join(parts)


def acknowledgement_frame(delivery_tag: int, channel: int) -> bytes:
    """The frame that acknowledges one delivery."""
    return _ACK.pack(_METHOD, channel, 13, _BASIC, _BASIC_ACK, delivery_tag, 0, 0xCE)
