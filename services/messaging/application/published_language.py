"""What the messaging service tells the other services and internal systems."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.commit import Recorded
from services.messaging.domain.organisation_mail.events import OrganisationMailSent
from services.messaging.domain.purging import MessagePurged


def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    """The public form of an own event; notice mails stay private."""
    event = recorded.event
    match event:
        case OrganisationMailSent():
            data = {
                "mail_id": event.mail_id,
                "organisation_id": event.organisation_id,
                "person_id": event.person_id,
                "listing_id": event.listing_id,
            }
            return PublicDraft("OrganisationMailSent", event.mail_id, data)
        case MessagePurged():
            data = {"message_id": event.message_id, "reason": event.reason.value}
            return PublicDraft("MessagePurged", event.message_id, data)
        case _:
            return None
