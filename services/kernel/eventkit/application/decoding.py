"""From stored commits to what projections, reactions and the published language are handed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT, Commit, Recorded
from services.kernel.eventkit.domain import Actor, Role


def recorded_of(commit: Commit, codec: EventCodec) -> list[Recorded[Any]]:
    """The events of one commit, decoded, each with its own position and version."""
    if not commit.events:
        return []
    meta = commit.meta
    at = datetime.fromisoformat(meta["at"])
    actor = Actor(Role(meta["role"]), meta["actor"], meta["organisation"])
    return [
        Recorded(
            event=codec.decode(stored.name, stored.version, stored.data),
            id=stored.id,
            stream=commit.stream,
            version=commit.version + index,
            position=commit.position * EVENTS_PER_COMMIT + index,
            at=at,
            actor=actor,
            command=meta["command"],
            command_id=commit.command_id,
            correlation_id=meta["correlation"],
            causation_id=meta["causation"],
        )
        for index, stored in enumerate(commit.events)
    ]
