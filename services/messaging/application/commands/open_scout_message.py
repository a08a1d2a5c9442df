"""The organisation opens a scout mail with its reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.callers import organisation_of
from services.messaging.application.ports import Office
from services.messaging.application.sealing import open_contents
from services.messaging.domain.scout_message.scout_message import (
    ScoutMessage,
    read_reply,
    sent_by,
)
from services.messaging.projections.stored import pair


@dataclass(frozen=True)
class OpenScoutMessage:
    scout_id: str


def open_scout_message(
    command: OpenScoutMessage, context: Context, *, office: Office
) -> dict[str, Any]:
    """The details; a reply is read from now on (ME-13, ME-15). Raises NotFound.

    `text` is None once it was erased; `reply_address` is None unless it was disclosed.
    """
    organisation_id = organisation_of(context)
    done = office.scouts.change(
        command.scout_id,
        context,
        lambda scout: read_reply(scout, organisation_id, context.at),
    )
    return receipt(done, **_details(done.state, organisation_id, office))


def _details(scout: ScoutMessage, organisation_id: str, office: Office) -> dict[str, Any]:
    sent, replied = sent_by(scout, organisation_id), scout.replied
    pairs = [pair(sent.content), pair(replied.content) if replied else None]
    contents = open_contents(office.personal_data, pairs)
    return {
        "scout_id": sent.scout_id,
        "number": sent.number,
        "user_id": sent.user_id,
        "language": sent.language,
        "status": scout.status.value,
        "sent_at": sent.sent_at.isoformat(),
        "text": contents[0].get("text"),
        "left": scout.left,
        "reply": replied
        and {
            "replied_at": replied.replied_at.isoformat(),
            "text": contents[1].get("text"),
            "address_disclosed": replied.address_disclosed,
            "reply_address": contents[1].get("reply_address"),
        },
    }
