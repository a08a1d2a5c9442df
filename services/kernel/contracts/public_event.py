"""Public events: what services and internal systems are told (CloudEvents 1.0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PublicDraft:
    """The public form of one stored event, before it is given its place and time.

    `type` is a name of requirements.md section 9.21, `subject` the id of the thing it is about,
    `data` fits the schema registered for the type in `contracts.events`.
    """

    type: str
    subject: str
    data: Mapping[str, Any]
    version: int = 1


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """A published event.

    `position` rises strictly within a source; `previous` is the position of the public event
    before it in the same source (0 for the first), so a follower notices a missing one.
    """

    id: str
    source: str
    type: str
    version: int
    time: datetime
    subject: str
    data: Mapping[str, Any]
    position: int
    previous: int
    correlation_id: str
    causation_id: str | None
