"""Payloads of career consultation (キャリア相談, ME-41 to ME-46)."""

from __future__ import annotations

from services.kernel.contracts.fields import (
    LASTING,
    Choice,
    Id,
    Instant,
    Items,
    Payload,
    Text,
    Truth,
    Whole,
)

CONSULTATION_KINDS = ("face-to-face", "mail")
CONSULTATION_STATUSES = (
    "requested",
    "assigned",
    "scheduled",
    "held",
    "referred",
    "answered",
    "cancelled",
    "closed",
)
CANCELLED_BY = ("person", "secretariat", "left-portal")
OPINION_AUTHORS = ("counsellor", "jica-person")
MOST_NAMED = 20
"""Persons that one consultation is referred to."""
LONGEST_SUBJECT = 100
LONGEST_TEXT = 5000
LONGEST_WISHES = 1000
LONGEST_NOTE = 2000
LONGEST_PLACE = 200
LONGEST_REASON = 1000


class _Step(Payload):
    consultation_id = Id(required=True)
    expected_version = Whole(least=1, allow_none=True)


class _Page(Payload):
    limit = Whole(least=1, most=100)
    offset = Whole(least=0, most=100_000)


class RequestConsultation(Payload):
    """A full registrant asks (ME-41); `wishes` are about time and place of a meeting."""

    kind = Choice(CONSULTATION_KINDS, required=True)
    subject = Text(most=LONGEST_SUBJECT, one_line=True, required=True)
    body = Text(most=LONGEST_TEXT, required=True)
    wishes = Text(most=LONGEST_WISHES)


class FindMyConsultations(_Page):
    """What the caller asked for, newest first."""


class GetMyConsultation(Payload):
    """One consultation, for its person: without what was said internally (ME-45)."""

    consultation_id = Id(required=True)


class FindConsultations(_Page):
    """Consultations by age (D-95): all of them, or those assigned to the caller (ME-46)."""

    status = Choice(CONSULTATION_STATUSES, allow_none=True)
    kind = Choice(CONSULTATION_KINDS, allow_none=True)
    open = Truth(allow_none=True)


class GetConsultation(Payload):
    """One consultation, for those who handle it."""

    consultation_id = Id(required=True)


class AssignCounsellor(_Step):
    """The secretariat gives it to a career counsellor (ME-43)."""

    counsellor_id = Id(required=True)


class ScheduleConsultation(_Step):
    """Time and place of the meeting (ME-43)."""

    meets_at = Instant(years=LASTING, required=True)
    place = Text(most=LONGEST_PLACE, one_line=True, required=True)
    note = Text(most=LONGEST_NOTE)


class RescheduleConsultation(ScheduleConsultation):
    """Another time, with its place."""


class HoldConsultation(_Step):
    """The meeting took place (ME-43)."""


class ReferConsultation(_Step):
    """The secretariat asks for statements (ME-44)."""

    counsellor_ids = Items(Id(), most=MOST_NAMED)
    jica_person_ids = Items(Id(), most=MOST_NAMED)
    note = Text(most=LONGEST_NOTE)


class RecordConsultationOpinion(_Step):
    """A statement of somebody who was asked (ME-44)."""

    body = Text(most=LONGEST_TEXT, required=True)


class AnswerConsultation(_Step):
    """The answer to the person (ME-44)."""

    body = Text(most=LONGEST_TEXT, required=True)


class CancelConsultation(_Step):
    """The end before it is held or answered (SM-12)."""

    reason = Text(most=LONGEST_REASON)


class CloseConsultation(_Step):
    """Nothing is left to be done (SM-12)."""
