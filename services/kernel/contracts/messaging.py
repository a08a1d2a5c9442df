"""Payloads of the messaging service."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validate, validates_schema

from services.kernel.contracts.fields import Choice, Id, Payload, Text, Whole
from services.kernel.contracts.identity_inquiries import Told

MAIL_TYPES = ("question-on-listing", "question-on-applying", "other")
MESSAGE_KINDS = ("organisation-mail", "answer", "notice", "scout", "scout-reply")
MAIL_STATES = ("queued", "failed", "sent", "suppressed", "given-up")


class _Page(Payload):
    limit = Whole(least=1, most=100)
    offset = Whole(least=0, most=100_000)


class GetOrganisationMailForm(Payload):
    """To whom a mail would go: the organisation itself, or the one of a listing."""

    organisation_id = Id()
    data_number = Id()

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("organisation_id") and not data.get("data_number"):
            raise ValidationError("required", "organisation_id")


class SendOrganisationMail(Payload):
    """An individual writes to an organisation (ME-02)."""

    organisation_id = Id(required=True)
    listing_id = Id(allow_none=True)
    type = Choice(MAIL_TYPES, required=True)
    subject = Text(most=100, one_line=True, required=True)
    body = Text(most=5000, required=True)
    sender_name = Text(most=100, one_line=True, required=True)


class AnswerOrganisationMail(Payload):
    """The organisation answers (ME-04); `reply_address` is shown for further contact (ME-05)."""

    mail_id = Id(required=True)
    subject = Text(most=100, one_line=True, required=True)
    body = Text(most=5000, required=True)
    reply_address = Text(
        most=254, one_line=True, allow_none=True, validate=validate.Email(error="invalid-email")
    )
    expected_version = Whole(least=1, allow_none=True)


class FindMyMails(_Page):
    """One tab of the mailbox (ME-06)."""

    box = Choice(("received", "sent"))


class GetMyMail(Payload):
    """The mail details (ME-07)."""

    message_id = Id(required=True)


class OpenMyMail(Payload):
    """The mail details; a received message counts as read from then on (ME-26)."""

    message_id = Id(required=True)


class FindOrganisationMails(_Page):
    """The organisation's inbox."""

    answered = Choice(("yes", "no"), allow_none=True)


class GetOrganisationMail(Payload):
    """One mail of the organisation's inbox with its answers."""

    mail_id = Id(required=True)


class FindNoticeMails(_Page):
    """The notice mails and where they stand."""

    state = Choice(MAIL_STATES, allow_none=True)


class SendMail(Payload):
    """Sends a queued mail; run by the scheduler."""

    mail_id = Id(required=True)


class PurgeMessage(Payload):
    """Erases a message after its year; run by the scheduler."""

    thread_id = Id(required=True)
    message_id = Id(required=True)


class PurgeNotice(Payload):
    """Removes a notice after its year; run by the scheduler."""

    notice_id = Id(required=True)


class RemindPerson(Payload):
    """Queues a reminder that fell due; run by the scheduler."""

    account_id = Id(required=True)
    template = Choice(("extension-notice", "data-confirmation"), required=True)
    place = Text(most=40, required=True)


class RemindOrganisation(Payload):
    """Queues a reminder of an organisation that fell due; run by the scheduler."""

    organisation_id = Id(required=True)
    template = Choice(("organisation-extension", "organisation-confirmation"), required=True)
    place = Text(most=40, required=True)


class GetHeldData(Payload):
    """Everything this service holds about the caller."""


class VerifyInquiryIdentity(Told):
    """Of one account or one organisation (ID-68, ID-70)."""

    account_id = Text(most=64, allow_none=True)
    organisation_id = Text(most=64, allow_none=True)
    inquiry_id = Text(most=64, allow_none=True)


class GetIdentityCheck(Payload):
    """ID-68."""

    check_id = Id(required=True)
