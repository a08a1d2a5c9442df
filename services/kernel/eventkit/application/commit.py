"""What the event store keeps, and what its readers are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from services.kernel.eventkit.domain import Actor

EVENTS_PER_COMMIT = 256
"""Positions of single events are `commit position * EVENTS_PER_COMMIT + index`."""

E_co = TypeVar("E_co", covariant=True)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event in its stored form: explicit name and version, data as JSON values."""

    id: str
    name: str
    version: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewCommit:
    """All events of one command on one stream, to be stored together or not at all.

    `version` is the number that the first of the events gets in its stream (from 1).
    """

    stream: str
    version: int
    command_id: str
    events: tuple[StoredEvent, ...]
    meta: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Commit:
    """A stored commit with its place in the total order of its service (from 1, no holes).

    A commit without events only takes its position, so that nothing else can come to stand there.
    """

    position: int
    stream: str
    version: int
    command_id: str
    events: tuple[StoredEvent, ...]
    meta: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E_co]):
    """One decoded event with all that is known of its recording."""

    event: E_co
    id: str
    stream: str
    version: int
    position: int
    at: datetime
    actor: Actor
    command: str
    command_id: str
    correlation_id: str
    causation_id: str | None
