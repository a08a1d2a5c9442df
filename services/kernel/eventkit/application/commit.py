"""What the event store keeps, and what its readers are handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from services.kernel.eventkit.domain import Actor, Role

EVENTS_PER_COMMIT = 256
"""Positions of single events are `commit position * EVENTS_PER_COMMIT + index`."""

E_co = TypeVar("E_co", covariant=True)


# Commits are read by the hundred thousand: tuples are made several times faster than frozen
# dataclasses, and what a reader rarely asks of an occurrence is worked out when it does.


class StoredEvent(NamedTuple):
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


class Commit(NamedTuple):
    """A stored commit with its place in the total order of its service (from 1, no holes).

    A commit without events only takes its position, so that nothing else can come to stand there.
    """

    position: int
    stream: str
    version: int
    command_id: str
    events: tuple[StoredEvent, ...]
    meta: Mapping[str, Any]


@lru_cache(maxsize=4096)
def _actor(role: str, actor_id: str | None, organisation_id: str | None) -> Actor:
    return Actor(Role(role), actor_id, organisation_id)


class Recorded(Generic[E_co]):
    """One decoded event with all that is known of its recording; not to be changed."""

    __slots__ = ("_commit", "_index", "event", "position")

    event: E_co
    position: int
    """Its place in the log of its service: rises strictly, with gaps."""

    def __init__(self, event: E_co, commit: Commit, index: int) -> None:
        self.event = event
        self.position = commit.position * EVENTS_PER_COMMIT + index
        self._commit = commit
        self._index = index

    def __repr__(self) -> str:
        return f"Recorded({self.event!r}, {self.stream!r}, version={self.version})"

    @property
    def id(self) -> str:
        """The id of the event, and of its public form."""
        return self._commit.events[self._index].id

    @property
    def stream(self) -> str:
        """The stream of its aggregate."""
        return self._commit.stream

    @property
    def version(self) -> int:
        """Its number in its stream, from 1."""
        return self._commit.version + self._index

    @property
    def at(self) -> datetime:
        """When the command was carried out, aware, in UTC."""
        return datetime.fromisoformat(self._commit.meta["at"])

    @property
    def actor(self) -> Actor:
        """Who acted; facets are not kept."""
        meta = self._commit.meta
        return _actor(meta["role"], meta["actor"], meta["organisation"])

    @property
    def command(self) -> str:
        """The name of the command."""
        return str(self._commit.meta["command"])

    @property
    def command_id(self) -> str:
        """The id of the command."""
        return self._commit.command_id

    @property
    def correlation_id(self) -> str:
        """What it belongs together with, across services."""
        return str(self._commit.meta["correlation"])

    @property
    def causation_id(self) -> str | None:
        """The event that set it off, None where a person did."""
        causation: str | None = self._commit.meta["causation"]
        return causation
