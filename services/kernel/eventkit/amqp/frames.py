"""Public events on the wire; a test has the client library read back what this module writes."""

from __future__ import annotations

import struct
from functools import lru_cache

from services.kernel.contracts.amqp_frames import publish_frames, short_text
from services.kernel.contracts.cloudevents import CONTENT_TYPE, to_amqp
from services.kernel.contracts.public_event import PublicEvent

_LONG = struct.Struct(">I")
_PERSISTENT = b"\x02"
# content type, content encoding, headers, delivery mode, message id
_FLAGS = 0x8000 | 0x4000 | 0x2000 | 0x1000 | 0x0080
_TYPE_AND_ENCODING = short_text(CONTENT_TYPE) + short_text("utf-8")


@lru_cache(maxsize=256)
def _header_name(name: str) -> bytes:
    return short_text(name) + b"S"


def frames(event: PublicEvent, exchange: str, channel: int, largest: int) -> bytes:
    """The frames that publish an event: persistent and mandatory; see `publish_frames`."""
    headers, body = to_amqp(event)
    entries: list[bytes] = []
    for name, value in headers.items():
        encoded = value.encode()
        entries += (_header_name(name), _LONG.pack(len(encoded)), encoded)
    table = b"".join(entries)
    properties = b"".join(
        (
            _TYPE_AND_ENCODING,
            _LONG.pack(len(table)),
            table,
            _PERSISTENT,
            short_text(event.id),
        )
    )
    return publish_frames(channel, exchange, event.type, _FLAGS, properties, body, largest)
