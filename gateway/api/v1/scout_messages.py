"""Scout mails (求職者照会メール) between organisations and job seekers."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_part, offset_of
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.fields import Choice, Payload, Text, Truth
from services.kernel.contracts.messaging_scouts import (
    LONGEST_TEXT,
    SCOUT_LANGUAGES,
    SCOUT_ORDERS,
    SCOUT_STATUSES,
)

operations = Operations("scout_messages", "", "Scout mails and their replies.")

_MOMENT = {"format": "date-time"}
_SCOUTING = {403: ["scout-mails-for-full-organisations"], 404: ["not-found"]}


class ScoutHistoryQuery(CursorQuery):
    """By number, or the newest first."""

    order = Choice(SCOUT_ORDERS, load_default="number")


class ScoutMessageBody(Payload):
    """A scout mail; nothing is added to its text."""

    language = Choice(SCOUT_LANGUAGES, required=True)
    body = Text(most=LONGEST_TEXT, required=True)


class ScoutReplyBody(Payload):
    """The reply; with `disclose_address` the organisation sees the registered e-mail address."""

    body = Text(most=LONGEST_TEXT, required=True)
    disclose_address = Truth(required=True)


class ScoutFormSchema(Schema):
    """The addressee; `scout_id` and `number` are null until a scout mail was sent."""

    account_id = fields.String(required=True)
    user_id = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    scout_id = fields.String(required=True, allow_none=True)
    number = fields.Integer(required=True, allow_none=True)


class ScoutMessageCoreSchema(Schema):
    """A scout mail of the organisation; `text` is null once it was erased."""

    scout_id = fields.String(required=True)
    number = fields.Integer(required=True)
    user_id = fields.String(required=True)
    language = fields.String(required=True, validate=validate.OneOf(SCOUT_LANGUAGES))
    status = fields.String(required=True, validate=validate.OneOf(SCOUT_STATUSES))
    sent_at = fields.String(required=True, metadata=_MOMENT)
    text = fields.String(required=True, allow_none=True)


class ScoutMessageEntrySchema(ScoutMessageCoreSchema):
    """A line of the history; the reply is null until there is one, its text once it was erased."""

    replied_at = fields.String(required=True, allow_none=True, metadata=_MOMENT)
    reply_text = fields.String(required=True, allow_none=True)


class ScoutHistorySchema(Schema):
    """A part of the history; `next` is null at its end, `unread` counts all unread replies."""

    items = fields.List(fields.Nested(ScoutMessageEntrySchema), required=True)
    next = fields.String(required=True, allow_none=True)
    unread = fields.Integer(required=True)


class ScoutReplySchema(Schema):
    """The reply of the person; `reply_address` is null unless it was disclosed."""

    replied_at = fields.String(required=True, metadata=_MOMENT)
    text = fields.String(required=True, allow_none=True)
    address_disclosed = fields.Boolean(required=True)
    reply_address = fields.String(required=True, allow_none=True)


class ScoutReceiptSchema(Schema):
    """What a command did."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    scout_id = fields.String(required=True)


class ScoutMessageSchema(ScoutReceiptSchema, ScoutMessageCoreSchema):
    """A scout mail with its reply, and the receipt of the reading that was recorded."""

    left = fields.Boolean(required=True)
    reply = fields.Nested(ScoutReplySchema, required=True, allow_none=True)


class ScoutReplyReceiptSchema(ScoutReceiptSchema):
    """A reply was sent; it lies in the sender's box as a message."""

    message_id = fields.String(required=True)


@operations.operation(
    "GET",
    "/talents/<account_id>/scout-message",
    who=[Role.ORGANISATION],
    answer=ScoutFormSchema,
    refuses=_SCOUTING,
)
def get_scout_form(account_id: str) -> Any:
    """Whether a scout mail can be sent.

    There is one per organisation and person; who is not shown to the organisation does not exist
    for it.
    """
    return backend.call("messaging", "get_scout_form", {"account_id": account_id})


@operations.operation(
    "POST",
    "/talents/<account_id>/scout-message",
    who=[Role.ORGANISATION],
    body=ScoutMessageBody,
    answer=ScoutReceiptSchema,
    status=201,
    refuses={**_SCOUTING, 409: ["scout-already-sent"]},
)
def send_scout_message(body: dict[str, Any], account_id: str) -> Any:
    """Send a scout mail.

    It lies in the person's mailbox. No address is added on either side.
    """
    return backend.call("messaging", "send_scout_message", {**body, "account_id": account_id})


@operations.operation(
    "GET",
    "/scout-messages",
    who=[Role.ORGANISATION],
    query=ScoutHistoryQuery,
    answer=ScoutHistorySchema,
)
def find_scout_messages(query: dict[str, Any]) -> dict[str, Any]:
    """The scout mails of the caller's organisation with their replies."""
    asked = {"order": query["order"], "limit": query["limit"], "offset": offset_of(query)}
    found = backend.call("messaging", "find_scout_messages", asked)
    return {**cursor_part(found, query), "unread": found["unread"]}


@operations.operation(
    "GET", "/scout-messages/<scout_id>", who=[Role.ORGANISATION], answer=ScoutMessageSchema
)
def open_scout_message(scout_id: str) -> Any:
    """One scout mail with its reply.

    A reply counts as read from then on.
    """
    return backend.call("messaging", "open_scout_message", {"scout_id": scout_id})


@operations.operation(
    "POST",
    "/scout-messages/<scout_id>/reply",
    who=[Role.INDIVIDUAL],
    body=ScoutReplyBody,
    answer=ScoutReplyReceiptSchema,
    status=201,
    refuses={
        403: ["job-seeker-inactive"],
        404: ["not-found"],
        409: ["scout-already-replied"],
    },
)
def reply_to_scout_message(body: dict[str, Any], scout_id: str) -> Any:
    """Reply to a scout mail.

    Once; everything further is direct.
    """
    return backend.call("messaging", "reply_to_scout_message", {**body, "scout_id": scout_id})
