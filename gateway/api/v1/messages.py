"""Mails between individuals and organisations, and the portal's own mails."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_part, cursor_schema, offset_of
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from services.kernel.contracts.fields import Choice, Payload, Text, Whole
from services.kernel.contracts.messaging import MAIL_STATES, MAIL_TYPES, MESSAGE_KINDS

operations = Operations("messages", "", "Mails and mailboxes.")


class MailboxQuery(CursorQuery):
    """Which box."""

    box = Choice(("received", "sent"), load_default="received")


class OrganisationMailsQuery(CursorQuery):
    """All mails, or those with or without an answer."""

    answered = Choice(("yes", "no"))


class NoticeMailsQuery(CursorQuery):
    """Mails in one state."""

    state = Choice(MAIL_STATES)


class OrganisationMailBody(Payload):
    """A mail to an organisation, about one of its listings or not."""

    organisation_id = Text(most=64, one_line=True, required=True)
    listing_id = Text(most=64, one_line=True, allow_none=True)
    type = Choice(MAIL_TYPES, required=True)
    subject = Text(most=100, one_line=True, required=True)
    body = Text(most=5000, required=True)


class MailAnswerBody(Payload):
    """An answer; without `reply_address` the organisation's registered one is shown."""

    subject = Text(most=100, one_line=True, required=True)
    body = Text(most=5000, required=True)
    reply_address = Text(most=254, one_line=True, allow_none=True)
    expected_version = Whole(least=1, allow_none=True)


class MailListingSchema(Schema):
    """The listing a mail is about."""

    listing_id = fields.String(required=True)
    data_number = fields.String(required=True)
    title = fields.String(required=True)


class MessageCoreSchema(Schema):
    """A message in a box."""

    message_id = fields.String(required=True)
    mail_id = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(MESSAGE_KINDS))
    subject = fields.String(required=True)
    organisation_id = fields.String(required=True, allow_none=True)
    counterpart = fields.String(required=True)
    listing = fields.Nested(MailListingSchema, required=True, allow_none=True)
    at = fields.String(required=True, metadata={"format": "date-time"})
    unread = fields.Boolean(
        required=True, metadata={"description": "Received and never opened so far."}
    )


class MailboxPartSchema(Schema):
    """A part of a box; `next` is null at its end, `unread` counts all unread messages received."""

    items = fields.List(fields.Nested(MessageCoreSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    unread = fields.Integer(required=True)


class MessageScoutSchema(Schema):
    """What a scout mail or a reply to one has beside its text."""

    scout_id = fields.String(required=True)
    language = fields.String(required=True, allow_none=True)
    address_disclosed = fields.Boolean(required=True, allow_none=True)
    can_reply = fields.Boolean(required=True)


class MessageSchema(MessageCoreSchema):
    """A message with its text, and the receipt of the reading that was recorded."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    box = fields.String(required=True, validate=validate.OneOf(("received", "sent")))
    type = fields.String(required=True, allow_none=True)
    text = fields.String(required=True)
    reply_address = fields.String(
        required=True, allow_none=True, metadata={"description": "Where to write directly."}
    )
    application_id = fields.String(required=True, allow_none=True)
    scout = fields.Nested(MessageScoutSchema, required=True, allow_none=True)


class OrganisationMailCoreSchema(Schema):
    """A mail in an organisation's inbox; null once it was erased."""

    mail_id = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(MAIL_TYPES))
    listing = fields.Nested(MailListingSchema, required=True, allow_none=True)
    sent_at = fields.String(required=True, metadata={"format": "date-time"})
    answered = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class OrganisationMailEntrySchema(OrganisationMailCoreSchema):
    """A mail in the list."""

    subject = fields.String(required=True, allow_none=True)
    sender_name = fields.String(required=True, allow_none=True)
    left = fields.Boolean(required=True)


class MailMessageSchema(Schema):
    """One text of a correspondence."""

    message_id = fields.String(required=True)
    author = fields.String(required=True, validate=validate.OneOf(("person", "organisation")))
    name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    text = fields.String(required=True)
    reply_address = fields.String(required=True, allow_none=True)
    at = fields.String(required=True, metadata={"format": "date-time"})


class OrganisationMailSchema(OrganisationMailCoreSchema):
    """A mail with its answers."""

    can_answer = fields.Boolean(required=True)
    messages = fields.List(fields.Nested(MailMessageSchema), required=True)


class MailReceiptSchema(Schema):
    """What a command did."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    mail_id = fields.String(required=True)


class MailAnswerReceiptSchema(MailReceiptSchema):
    """An answer was sent."""

    answer_id = fields.String(required=True)


class NoticeMailSchema(Schema):
    """A mail of the portal and where it stands; recipients by id only."""

    mail_id = fields.String(required=True)
    template = fields.String(required=True)
    account_id = fields.String(required=True, allow_none=True)
    organisation_id = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(MAIL_STATES))
    attempts = fields.Integer(required=True)
    reason = fields.String(required=True, allow_none=True)
    queued_at = fields.String(required=True, metadata={"format": "date-time"})
    settled_at = fields.String(required=True, allow_none=True)


@operations.operation(
    "GET",
    "/messages",
    who=[Role.INDIVIDUAL],
    query=MailboxQuery,
    answer=MailboxPartSchema,
)
def find_messages(query: dict[str, Any]) -> dict[str, Any]:
    """The caller's mailbox, newest first, and how many received messages are unread."""
    found = backend.call(
        "messaging",
        "find_my_mails",
        {"box": query["box"], "limit": query["limit"], "offset": offset_of(query)},
    )
    return {**cursor_part(found, query), "unread": found["unread"]}


@operations.operation("GET", "/messages/<message_id>", who=[Role.INDIVIDUAL], answer=MessageSchema)
def get_message(message_id: str) -> Any:
    """One message of the caller's mailbox.

    A received one counts as read from then on.
    """
    return backend.call("messaging", "open_my_mail", {"message_id": message_id})


@operations.operation(
    "POST",
    "/organisation-mails",
    who=[Role.INDIVIDUAL],
    body=OrganisationMailBody,
    answer=MailReceiptSchema,
    status=201,
    refuses={
        403: ["job-seeker-inactive", "full-registration-needed-for-mail"],
        404: ["not-found"],
        409: ["mail-already-sent"],
    },
)
def send_organisation_mail(body: dict[str, Any]) -> Any:
    """Write to an organisation.

    The sender's name is the registered one; the organisation does not see the address.
    """
    profile = backend.call("identity", "get_profile")
    return backend.call(
        "messaging", "send_organisation_mail", {**body, "sender_name": profile["name"]}
    )


@operations.operation(
    "GET",
    "/organisation-mails",
    who=[RECRUITERS],
    query=OrganisationMailsQuery,
    answer=cursor_schema(OrganisationMailEntrySchema),
)
def find_organisation_mails(query: dict[str, Any]) -> dict[str, Any]:
    """The mails to the caller's organisation, newest first."""
    answered = {"answered": query["answered"]} if query.get("answered") else {}
    found = backend.call(
        "messaging",
        "find_organisation_mails",
        {"limit": query["limit"], "offset": offset_of(query), **answered},
    )
    return cursor_part(found, query)


@operations.operation(
    "GET", "/organisation-mails/<mail_id>", who=[RECRUITERS], answer=OrganisationMailSchema
)
def get_organisation_mail(mail_id: str) -> Any:
    """One mail with its answers."""
    return backend.call("messaging", "get_organisation_mail", {"mail_id": mail_id})


@operations.operation(
    "POST",
    "/organisation-mails/<mail_id>/answers",
    who=[RECRUITERS],
    body=MailAnswerBody,
    answer=MailAnswerReceiptSchema,
    status=201,
    refuses={
        409: ["correspondent-has-left", "mail-has-been-erased", "too-many-answers", "stale-form"]
    },
)
def answer_organisation_mail(body: dict[str, Any], mail_id: str) -> Any:
    """Answer a mail.

    The answer goes to the individual's registered address and into the received box.
    """
    return backend.call("messaging", "answer_organisation_mail", {**body, "mail_id": mail_id})


@operations.operation(
    "GET",
    "/notice-mails",
    who=[Role.SECRETARIAT, Role.OPERATOR],
    query=NoticeMailsQuery,
    answer=cursor_schema(NoticeMailSchema),
)
def find_notice_mails(query: dict[str, Any]) -> dict[str, Any]:
    """The portal's own mails and where they stand, newest first."""
    state = {"state": query["state"]} if query.get("state") else {}
    found = backend.call(
        "messaging",
        "find_notice_mails",
        {"limit": query["limit"], "offset": offset_of(query), **state},
    )
    return cursor_part(found, query)
