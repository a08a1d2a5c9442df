"""Every public event there is: the published languages of the five services together.

The modules of the single services do not import this one, so that a service carries its own
language and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import Schema

from services.kernel.contracts.cloudevents import dataschema
from services.kernel.contracts.events import (
    applications,
    identity,
    listings,
    messaging,
    reporting,
)


@dataclass(frozen=True, slots=True)
class PublicType:
    """One public event: who publishes it, under which name, in which version and shape."""

    source: str
    name: str
    version: int
    schema: type[Schema]

    @property
    def uri(self) -> str:
        """The `dataschema` of its messages."""
        return dataschema(self.source, self.name, self.version)

    @property
    def meaning(self) -> str:
        """What its schema says about it."""
        return " ".join((self.schema.__doc__ or "").split())


OWNERS: Mapping[str, Mapping[str, tuple[int, type[Schema]]]] = {
    "identity": identity.EVENTS,
    "listings": listings.EVENTS,
    "applications": applications.EVENTS,
    "messaging": messaging.EVENTS,
    "reporting": reporting.EVENTS,
}

CATALOGUE: tuple[PublicType, ...] = tuple(
    PublicType(source, name, version, schema)
    for source, events in OWNERS.items()
    for name, (version, schema) in sorted(events.items())
)


def schema_of(source: str, name: str, version: int) -> type[Schema]:
    """The schema of an event's data; raises `KeyError` when there is no such event."""
    found, schema = OWNERS[source][name]
    if found != version:
        raise KeyError(f"{source} {name} version {version}")
    return schema
