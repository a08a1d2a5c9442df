"""Messages as frames of AMQP 0-9-1, encoded in one go.

The client library builds each message from objects, field by field, and hands each of its frames to
the socket by itself. What a message of ours consists of is always the same, so its frames are put
together here and many messages can leave in one piece; the library keeps the connection.
"""

from __future__ import annotations

import struct
from functools import lru_cache

_METHOD, _HEADER, _BODY = 1, 2, 3
_END = b"\xce"
_FRAME = struct.Struct(">BHI")
_CONTENT = struct.Struct(">HHQH")
_ACK = struct.Struct(">BHIHHQBB")
_BASIC, _PUBLISH, _BASIC_ACK = 60, 40, 80
_MANDATORY = 1


def short_text(text: str) -> bytes:
    """A text of at most 255 bytes; raises `ValueError` for a longer one."""
    encoded = text.encode()
    if len(encoded) > 255:
        raise ValueError("a name on the wire has at most 255 bytes")
    return bytes((len(encoded),)) + encoded


@lru_cache(maxsize=4096)
def _method_frame(channel: int, exchange: str, routing_key: str) -> bytes:
    payload = b"".join(
        (
            struct.pack(">HHH", _BASIC, _PUBLISH, 0),
            short_text(exchange),
            short_text(routing_key),
            bytes((_MANDATORY,)),
        )
    )
    return _FRAME.pack(_METHOD, channel, len(payload)) + payload + _END


def publish_frames(
    channel: int,
    exchange: str,
    routing_key: str,
    flags: int,
    properties: bytes,
    body: bytes,
    largest: int,
) -> bytes:
    """The frames that publish a message, mandatory.

    `flags` say which properties there are, `properties` are their values in the order of the
    protocol; `largest` is the size of a frame that was agreed upon with the broker.
    """
    parts = [
        _method_frame(channel, exchange, routing_key),
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
