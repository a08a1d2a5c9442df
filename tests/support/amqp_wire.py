"""Frames as a broker sends them to a consumer."""

from __future__ import annotations

import struct

from services.kernel.contracts.amqp_frames import short_text
from services.kernel.contracts.rpc.wire import Outgoing, message_frames

CHANNEL = 1
_FRAME = struct.Struct(">BHI")


def frame(kind: int, channel: int, payload: bytes) -> bytes:
    """One frame; kinds: 1 method, 2 header, 3 body, 8 heartbeat."""
    return _FRAME.pack(kind, channel, len(payload)) + payload + b"\xce"


def deliver_frame(tag: int, key: str) -> bytes:
    """The method `basic.deliver`, where the publisher sent `basic.publish`."""
    payload = struct.pack(">HH", 60, 60) + short_text("consumer-1") + struct.pack(">QB", tag, 0)
    return frame(1, CHANNEL, payload + short_text("nameko-rpc") + short_text(key))


def delivered(tag: int, message: Outgoing, largest: int = 131_072) -> bytes:
    """A published message as it reaches its consumer."""
    published = message_frames(message, CHANNEL, largest)
    _, _, size = _FRAME.unpack_from(published)
    return deliver_frame(tag, message.routing_key) + published[_FRAME.size + size + 1 :]
