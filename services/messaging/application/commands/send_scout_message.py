"""Sending a scout mail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.ports import Office
from services.messaging.application.scouting import scout_id_of, scouting_organisation, user_id_of
from services.messaging.application.sealing import has_left
from services.messaging.domain.scout_message.events import ScoutMessageSent
from services.messaging.domain.scout_message.scout_message import leave, send


@dataclass(frozen=True)
class SendScoutMessage:
    account_id: str
    language: str
    body: str


def send_scout_message(
    command: SendScoutMessage, context: Context, *, office: Office
) -> dict[str, Any]:
    """Writes to a person who is shown to the caller's organisation, once (ME-09, ME-11).

    Nothing is added to the text, above all no address (ME-10). Raises
    ScoutMailsForFullOrganisations, NotFound for a person who is not shown, ScoutAlreadySent.
    """
    organisation_id = scouting_organisation(context)
    person_id = command.account_id
    user_id = user_id_of(office, organisation_id, person_id)
    scout_id = scout_id_of(organisation_id, person_id)
    message_id = context.id_for("scout-message")
    content = office.personal_data.seal(message_id, {"text": command.body})

    def write(number: int) -> ScoutMessageSent:
        return ScoutMessageSent(
            scout_id=scout_id,
            message_id=message_id,
            number=number,
            organisation_id=organisation_id,
            person_id=person_id,
            user_id=user_id,
            language=command.language,
            content=content,
            sent_at=context.at,
        )

    new_number = partial(office.numbers.next, f"scout-messages-{organisation_id}")
    done = office.scouts.change(scout_id, context, lambda scout: send(scout, write, new_number))
    if has_left(office.personal_data, person_id):
        # Who left between the question and the commit is not among those whose mailbox was emptied.
        once_more = replace(context, command_id=context.id_for("leave"))
        office.scouts.change(scout_id, once_more, lambda scout: leave(scout, context.at))
    return receipt(done, scout_id=scout_id)
