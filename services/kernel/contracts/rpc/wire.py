"""Requests and replies on the wire."""

from __future__ import annotations

from typing import NamedTuple

from services.kernel.contracts.amqp_frames import publish_frames, short_text

EXCHANGE = "nameko-rpc"

_NO_HEADERS = b"\x00\x00\x00\x00"
_TRANSIENT = b"\x01"
# content type, content encoding, headers, delivery mode, correlation id
_FLAGS = 0x8000 | 0x4000 | 0x2000 | 0x1000 | 0x0400
_REPLY_TO, _EXPIRATION = 0x0200, 0x0100
_ALWAYS = short_text("application/json") + short_text("utf-8") + _NO_HEADERS + _TRANSIENT


class Outgoing(NamedTuple):
    """A request, or a reply (which has neither `reply_to` nor `expires_ms`)."""

    routing_key: str
    correlation_id: str
    body: bytes
    reply_to: str = ""
    expires_ms: int = 0


def message_frames(message: Outgoing, channel: int, largest: int) -> bytes:
    """The frames that publish a message: transient and mandatory; see `publish_frames`."""
    flags = _FLAGS
    properties = _ALWAYS + short_text(message.correlation_id)
    if message.reply_to:
        flags |= _REPLY_TO
        properties += short_text(message.reply_to)
    if message.expires_ms:
        flags |= _EXPIRATION
        properties += short_text(str(message.expires_ms))
    return publish_frames(
        channel, EXCHANGE, message.routing_key, flags, properties, message.body, largest
    )
