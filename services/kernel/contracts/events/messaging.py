"""Data of the public events of the messaging service."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Payload, Text


class OrganisationMailSentData(Payload):
    """An individual wrote to an organisation."""

    mail_id = Text(most=64, one_line=True, required=True)
    organisation_id = Text(most=64, one_line=True, required=True)
    person_id = Text(most=64, one_line=True, required=True)
    listing_id = Text(most=64, one_line=True, required=True, allow_none=True)


class MessagePurgedData(Payload):
    """A message was erased for good."""

    message_id = Text(most=64, one_line=True, required=True)
    reason = Choice(("one-year", "left-portal"), required=True)


EVENTS: dict[str, tuple[int, type[Payload]]] = {
    "OrganisationMailSent": (1, OrganisationMailSentData),
    "MessagePurged": (1, MessagePurgedData),
}
