"""Public events on the wire: CloudEvents 1.0, as structured JSON and as AMQP headers with a JSON body.

`position` and `previous` are decimal texts, because an integer of CloudEvents ends at 32 bits; they
are to be compared as numbers. Decoding takes numbers as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from services.kernel.contracts.public_event import PublicEvent

SPECVERSION = "1.0"
CONTENT_TYPE = "application/json"
"""The AMQP property `content_type` of a message in binary mode."""

CONTENT_TYPE_STRUCTURED = "application/cloudevents+json"
PREFIX = "cloudEvents:"
"""What the AMQP protocol binding puts before an attribute's name in the headers."""

_SCHEMA = "urn:kakehashi:schema:"


class Undecodable(Exception):
    """What arrived is not a public event of the portal; the argument says which part is wrong."""


def dataschema(source: str, type_: str, version: int) -> str:
    """The URI of the schema that an event's data fit."""
    return f"{_SCHEMA}{source}:{type_}:{version}"


def routing_key(event: PublicEvent) -> str:
    """The routing key in the exchange of the event's service."""
    return event.type


def exchange(source: str) -> str:
    """The topic exchange that a service publishes to."""
    return f"{source}.events"


def _time(event: PublicEvent) -> str:
    return event.time.astimezone(UTC).isoformat()


def to_json(event: PublicEvent) -> dict[str, Any]:
    """The structured form, as JSON values."""
    wire = {
        "specversion": SPECVERSION,
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "time": _time(event),
        "subject": event.subject,
        "dataschema": dataschema(event.source, event.type, event.version),
        "position": str(event.position),
        "previous": str(event.previous),
        "correlationid": event.correlation_id,
        "data": dict(event.data),
    }
    if event.causation_id is not None:
        wire["causationid"] = event.causation_id
    return wire


def from_json(wire: Mapping[str, Any]) -> PublicEvent:
    """The event of a structured form; raises `Undecodable`."""
    if not isinstance(wire, Mapping):
        raise Undecodable("event")
    return _event(wire, "", wire.get("data"))


def to_amqp(event: PublicEvent) -> tuple[dict[str, Any], bytes]:
    """Headers and body of the binary form; the message's `content_type` is `CONTENT_TYPE`."""
    headers = {
        "cloudEvents:specversion": SPECVERSION,
        "cloudEvents:id": event.id,
        "cloudEvents:source": event.source,
        "cloudEvents:type": event.type,
        "cloudEvents:time": _time(event),
        "cloudEvents:subject": event.subject,
        "cloudEvents:dataschema": dataschema(event.source, event.type, event.version),
        "cloudEvents:position": str(event.position),
        "cloudEvents:previous": str(event.previous),
        "cloudEvents:correlationid": event.correlation_id,
    }
    if event.causation_id is not None:
        headers["cloudEvents:causationid"] = event.causation_id
    return headers, orjson.dumps(dict(event.data))


def from_amqp(headers: Mapping[str, Any] | None, body: bytes | str) -> PublicEvent:
    """The event of a binary form; raises `Undecodable`."""
    if not isinstance(headers, Mapping):
        raise Undecodable("headers")
    try:
        data = orjson.loads(body)
    except ValueError:
        raise Undecodable("data") from None
    return _event(headers, PREFIX, data)


def _event(wire: Mapping[str, Any], prefix: str, data: Any) -> PublicEvent:
    if wire.get(prefix + "specversion") != SPECVERSION:
        raise Undecodable("specversion")
    if not isinstance(data, dict):
        raise Undecodable("data")
    source = _text(wire, prefix, "source")
    type_ = _text(wire, prefix, "type")
    position = _whole(wire, prefix, "position")
    previous = _whole(wire, prefix, "previous")
    if previous >= position:
        raise Undecodable("previous")
    causation = wire.get(prefix + "causationid")
    if causation is not None and not isinstance(causation, str):
        raise Undecodable("causationid")
    return PublicEvent(
        id=_text(wire, prefix, "id"),
        source=source,
        type=type_,
        version=_version(_text(wire, prefix, "dataschema"), source, type_),
        time=_moment(_text(wire, prefix, "time")),
        subject=_text(wire, prefix, "subject"),
        data=data,
        position=position,
        previous=previous,
        correlation_id=_text(wire, prefix, "correlationid"),
        causation_id=causation,
    )


def _text(wire: Mapping[str, Any], prefix: str, name: str) -> str:
    value = wire.get(prefix + name)
    if not isinstance(value, str) or not value:
        raise Undecodable(name)
    return value


def _whole(wire: Mapping[str, Any], prefix: str, name: str) -> int:
    value = wire.get(prefix + name)
    if isinstance(value, str) and len(value) < 20 and value.isascii() and value.isdigit():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise Undecodable(name)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise Undecodable("time")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Undecodable("time") from None


def _version(uri: str, source: str, type_: str) -> int:
    start = f"{_SCHEMA}{source}:{type_}:"
    number = uri[len(start) :]
    if not uri.startswith(start) or not (number.isascii() and number.isdigit()):
        raise Undecodable("dataschema")
    return int(number)
