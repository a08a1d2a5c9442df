"""Payloads of scout mails (求職者照会メール)."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Id, Payload, Text, Truth, Whole

SCOUT_LANGUAGES = ("ja", "en")
SCOUT_ORDERS = ("number", "newest")
SCOUT_STATUSES = ("sent", "replied-unread", "replied-read")
LONGEST_TEXT = 5000


class GetScoutForm(Payload):
    """To whom a scout mail would go (ME-09)."""

    account_id = Id(required=True)


class SendScoutMessage(Payload):
    """An organisation writes to a job seeker (ME-09)."""

    account_id = Id(required=True)
    language = Choice(SCOUT_LANGUAGES, required=True)
    body = Text(most=LONGEST_TEXT, required=True)


class FindScoutMessages(Payload):
    """The history of the caller's organisation (ME-14)."""

    order = Choice(SCOUT_ORDERS)
    limit = Whole(least=1, most=100)
    offset = Whole(least=0, most=100_000)


class OpenScoutMessage(Payload):
    """One scout mail with its reply, which counts as read from then on (ME-15)."""

    scout_id = Id(required=True)


class ReplyToScoutMessage(Payload):
    """The job seeker replies, and decides about the own address (ME-12)."""

    scout_id = Id(required=True)
    body = Text(most=LONGEST_TEXT, required=True)
    disclose_address = Truth(required=True)


class PurgeScoutMessage(Payload):
    """Erases a mail or a reply after its year; run by the scheduler."""

    scout_id = Id(required=True)
    message_id = Id(required=True)
