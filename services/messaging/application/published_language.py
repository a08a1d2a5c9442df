"""What the messaging service tells the other services and internal systems."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.commit import Recorded
from services.messaging.application.published_consultations import publish_consultation
from services.messaging.domain.box_entry.box_entry import MessageRead
from services.messaging.domain.identity_check.identity_check import InquiryIdentityVerified
from services.messaging.domain.organisation_mail.events import OrganisationMailSent
from services.messaging.domain.purging import MessagePurged
from services.messaging.domain.scout_message.events import (
    ScoutMessageReplied,
    ScoutMessageSent,
    ScoutReplyRead,
)


def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    """The public form of an own event; notice mails stay private."""
    event = recorded.event
    data: dict[str, Any]
    match event:
        case OrganisationMailSent():
            data = {
                "mail_id": event.mail_id,
                "organisation_id": event.organisation_id,
                "person_id": event.person_id,
                "listing_id": event.listing_id,
            }
            return PublicDraft("OrganisationMailSent", event.mail_id, data)
        case ScoutMessageSent() | ScoutMessageReplied() | ScoutReplyRead():
            data = {
                "scout_id": event.scout_id,
                "organisation_id": event.organisation_id,
                "person_id": event.person_id,
            }
            if isinstance(event, ScoutMessageReplied):
                data["contact_disclosed"] = event.address_disclosed
            return PublicDraft(type(event).__name__, event.scout_id, data)
        case MessageRead():
            data = {"message_id": event.message_id, "person_id": event.person_id}
            return PublicDraft("MessageRead", event.message_id, data)
        case MessagePurged():
            data = {"message_id": event.message_id, "reason": event.reason.value}
            return PublicDraft("MessagePurged", event.message_id, data)
        case InquiryIdentityVerified():
            data = {
                "check_id": event.check_id,
                "account_id": event.account_id,
                "organisation_id": event.organisation_id,
                "inquiry_id": event.inquiry_id,
                "identified": event.identified,
                "different": [item for item, one in event.results.items() if one == "different"],
            }
            return PublicDraft("InquiryIdentityVerified", event.check_id, data)
        case _:
            return publish_consultation(event)
