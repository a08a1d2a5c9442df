"""What a command or query knows of its caller and its moment."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from services.kernel.eventkit.domain import Actor

_COMMANDS = uuid.UUID("6f1ad7a4-6a2c-4c54-9d5c-2f9b8a7f0c11")


def derived_id(*parts: str) -> str:
    """A UUID text that depends on nothing but the parts: the same cause gives the same id."""
    return str(uuid.uuid5(_COMMANDS, "\x1f".join(parts)))


@dataclass(frozen=True, slots=True)
class Context:
    """The envelope of one command or query.

    `command_id` makes the command idempotent: sent again, it succeeds without a second effect.
    `at` is the aware UTC moment the owning service received it. `after` is the position of the
    service's log that the answer of a query is to contain already (read your own writes); after a while it is
    answered without, and says so (`application.BEHIND`).
    """

    name: str
    command_id: str
    actor: Actor
    at: datetime
    correlation_id: str
    causation_id: str | None = None
    language: str = "ja"
    after: int = 0

    def id_for(self, what: str) -> str:
        """The id of a thing this command creates: the same on every retry of the command."""
        return derived_id(self.command_id, what)
