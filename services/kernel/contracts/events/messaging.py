"""Data of the public events of the messaging service."""

from __future__ import annotations

from services.kernel.contracts.events import messaging_consultations
from services.kernel.contracts.fields import Choice, Items, Payload, Text, Truth


class OrganisationMailSentData(Payload):
    """An individual wrote to an organisation."""

    mail_id = Text(most=64, one_line=True, required=True)
    organisation_id = Text(most=64, one_line=True, required=True)
    person_id = Text(most=64, one_line=True, required=True)
    listing_id = Text(most=64, one_line=True, required=True, allow_none=True)


class ScoutMessageSentData(Payload):
    """An organisation wrote a scout mail (求職者照会メール) to a job seeker (ME-09)."""

    scout_id = Text(most=64, one_line=True, required=True)
    organisation_id = Text(most=64, one_line=True, required=True)
    person_id = Text(most=64, one_line=True, required=True)


class ScoutMessageRepliedData(ScoutMessageSentData):
    """The job seeker replied to a scout mail, with the own e-mail address or without it (ME-12)."""

    contact_disclosed = Truth(required=True)


class ScoutReplyReadData(ScoutMessageSentData):
    """The organisation opened the reply to a scout mail (ME-15)."""


class MessageReadData(Payload):
    """A person opened a message of the own mailbox for the first time (ME-26)."""

    message_id = Text(most=64, one_line=True, required=True)
    person_id = Text(most=64, one_line=True, required=True)


class MessagePurgedData(Payload):
    """A message was erased for good."""

    message_id = Text(most=64, one_line=True, required=True)
    reason = Choice(("one-year", "left-portal"), required=True)


class InquiryIdentityVerifiedData(Payload):
    """The secretariat compared what an inquirer says with what is registered (ID-68).

    `different` names the items that differ; what was said is kept nowhere.
    """

    check_id = Text(most=64, one_line=True, required=True)
    account_id = Text(most=64, one_line=True, required=True)
    organisation_id = Text(most=64, one_line=True, required=True, allow_none=True)
    inquiry_id = Text(most=64, one_line=True, required=True, allow_none=True)
    identified = Truth(required=True)
    different = Items(Text(most=40), most=8, required=True)


EVENTS: dict[str, tuple[int, type[Payload]]] = {
    "OrganisationMailSent": (1, OrganisationMailSentData),
    "ScoutMessageSent": (1, ScoutMessageSentData),
    "ScoutMessageReplied": (1, ScoutMessageRepliedData),
    "ScoutReplyRead": (1, ScoutReplyReadData),
    "MessageRead": (1, MessageReadData),
    "MessagePurged": (1, MessagePurgedData),
    "InquiryIdentityVerified": (1, InquiryIdentityVerifiedData),
    **messaging_consultations.EVENTS,
}
