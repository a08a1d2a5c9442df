"""Erasing the texts of scout mails whose year has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.ports import Office
from services.messaging.domain.scout_message.scout_message import purge


@dataclass(frozen=True)
class PurgeScoutMessage:
    scout_id: str
    message_id: str


def purge_scout_message(
    command: PurgeScoutMessage, context: Context, *, office: Office
) -> dict[str, Any]:
    """Erases a mail or its reply for both sides after its year (ME-27); once."""
    done = office.scouts.change(
        command.scout_id, context, lambda scout: purge(scout, command.message_id, context.at)
    )
    return receipt(done)
