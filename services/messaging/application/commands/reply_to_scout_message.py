"""Replying to a scout mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound, refuse_inactive_job_seeker
from services.messaging.application.callers import person_of
from services.messaging.application.ports import Office
from services.messaging.application.sealing import seal_text_of_person
from services.messaging.domain.scout_message.scout_message import received_by, reply


@dataclass(frozen=True)
class ReplyToScoutMessage:
    scout_id: str
    body: str
    disclose_address: bool


def reply_to_scout_message(
    command: ReplyToScoutMessage, context: Context, *, office: Office
) -> dict[str, Any]:
    """The one reply, with the registered address or without it, as the person decides (ME-12).

    The address is that of this moment. Raises NotFound, JobSeekerInactive (D-31),
    ScoutAlreadyReplied.
    """
    person_id = person_of(context)
    refuse_inactive_job_seeker(context.actor)
    received_by(office.scouts.load(command.scout_id)[0], person_id)
    address = _own_address(office, person_id) if command.disclose_address else None
    reply_id = context.id_for("scout-reply")
    content = seal_text_of_person(
        office.personal_data,
        person_id,
        reply_id,
        {"text": command.body, "reply_address": address},
    )
    done = office.scouts.change(
        command.scout_id,
        context,
        lambda scout: reply(
            scout,
            person_id,
            reply_id,
            content,
            context.at,
            address_disclosed=address is not None,
        ),
    )
    return receipt(done, scout_id=command.scout_id, message_id=reply_id)


def _own_address(office: Office, person_id: str) -> str:
    question = {"account_id": person_id, "purpose": "scout-reply"}
    try:
        return str(office.neighbours.ask("identity", "get_mail_details", question)["address"])
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        raise NotFound from None
