"""What a service is made of, handed by its bootstrap to whatever runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.reaction import Reaction


@dataclass(frozen=True, slots=True)
class Service:
    """One assembled service.

    `publish` is its published language: the public form of an own event, or None for events that
    stay private. `start_replica` is called once in each process that answers queries, for what
    such a process keeps locally (a search index); None where there is nothing.
    """

    name: str
    application: Application
    codec: EventCodec
    projections: tuple[Projection, ...]
    reactions: tuple[Reaction, ...]
    publish: Callable[[Recorded[Any]], PublicDraft | None]
    start_replica: Callable[[], None] | None = None
