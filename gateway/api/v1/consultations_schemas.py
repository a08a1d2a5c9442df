"""Bodies and answers of career consultation in the API."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from gateway.api.paging import CursorQuery
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from services.kernel.contracts import messaging_consultations as contracts
from services.kernel.contracts.fields import Choice, Truth
from services.kernel.contracts.messaging_consultations import (
    CANCELLED_BY,
    CONSULTATION_KINDS,
    CONSULTATION_STATUSES,
    OPINION_AUTHORS,
)

_MOMENT = {"format": "date-time"}
_OF_PATH = ("consultation_id",)


class ConsultationsQuery(CursorQuery):
    """In one status, of one kind; `open` are those neither cancelled nor closed."""

    status = Choice(CONSULTATION_STATUSES)
    kind = Choice(CONSULTATION_KINDS)
    open = Truth()


class AssignmentBody(contracts.AssignCounsellor):
    """To whom."""

    class Meta:
        exclude = _OF_PATH


class MeetingBody(contracts.ScheduleConsultation):
    """When and where."""

    class Meta:
        exclude = _OF_PATH


class HoldingBody(contracts.HoldConsultation):
    """Nothing but the version that was looked at."""

    class Meta:
        exclude = _OF_PATH


class ReferralBody(contracts.ReferConsultation):
    """Who is asked, and what."""

    class Meta:
        exclude = _OF_PATH


class OpinionBody(contracts.RecordConsultationOpinion):
    """The statement."""

    class Meta:
        exclude = _OF_PATH


class AnswerBody(contracts.AnswerConsultation):
    """The answer."""

    class Meta:
        exclude = _OF_PATH


class ConsultationCancellationBody(contracts.CancelConsultation):
    """The reason, if there is one to be told."""

    class Meta:
        exclude = _OF_PATH


class ClosingBody(contracts.CloseConsultation):
    """Nothing but the version that was looked at."""

    class Meta:
        exclude = _OF_PATH


class ConsultationReceiptSchema(CommandReceiptSchema):
    """A command on a consultation."""

    consultation_id = fields.String(required=True)


class ConsultationLineSchema(Schema):
    """A line of a list; `subject` is null once it was erased."""

    consultation_id = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(CONSULTATION_KINDS))
    status = fields.String(required=True, validate=validate.OneOf(CONSULTATION_STATUSES))
    subject = fields.String(required=True, allow_none=True)
    requested_at = fields.String(required=True, metadata=_MOMENT)
    meets_at = fields.String(required=True, allow_none=True, metadata=_MOMENT)


class _WholeSchema(ConsultationLineSchema):
    """Texts are null where there are none yet, and once they were erased."""

    text = fields.String(required=True, allow_none=True)
    wishes = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    place_note = fields.String(required=True, allow_none=True)
    held_at = fields.String(required=True, allow_none=True, metadata=_MOMENT)
    answer = fields.String(required=True, allow_none=True)
    answered_at = fields.String(required=True, allow_none=True, metadata=_MOMENT)
    cancelled_by = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(CANCELLED_BY)
    )
    cancelled_at = fields.String(required=True, allow_none=True, metadata=_MOMENT)
    cancellation_reason = fields.String(required=True, allow_none=True)
    closed_at = fields.String(required=True, allow_none=True, metadata=_MOMENT)
    version = fields.Integer(required=True)


class OwnConsultationSchema(_WholeSchema):
    """A consultation as its person sees it: nothing of what was said internally."""

    can_cancel = fields.Boolean(required=True)


class AssignedConsultationLineSchema(ConsultationLineSchema):
    """A line of the work list; `days` since the request, `name` null for persons of JICA."""

    name = fields.String(required=True, allow_none=True)
    counsellor_id = fields.String(required=True, allow_none=True)
    opinions = fields.Integer(required=True)
    days = fields.Integer(required=True)


class OpinionSchema(Schema):
    """An internal statement."""

    opinion_id = fields.String(required=True)
    author = fields.String(required=True, validate=validate.OneOf(OPINION_AUTHORS))
    author_id = fields.String(required=True)
    text = fields.String(required=True, allow_none=True)
    at = fields.String(required=True, metadata=_MOMENT)


class ConsultationSchema(_WholeSchema):
    """A consultation as those who handle it see it.

    The secretariat sees everybody named and all statements, others their own statements only.
    """

    name = fields.String(required=True, allow_none=True)
    person_id = fields.String(required=True, allow_none=True)
    counsellor_id = fields.String(required=True, allow_none=True)
    counsellor_ids = fields.List(fields.String(), required=True)
    jica_person_ids = fields.List(fields.String(), required=True)
    note = fields.String(required=True, allow_none=True)
    opinions = fields.List(fields.Nested(OpinionSchema), required=True)
    days = fields.Integer(required=True)


class ConsultationStaffSchema(Schema):
    """Somebody who can be given a consultation or asked about one."""

    account_id = fields.String(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    counsellor_title = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)


class ConsultationStaffListSchema(Schema):
    """All of them, by name."""

    items = fields.List(fields.Nested(ConsultationStaffSchema), required=True)
    total = fields.Integer(required=True)
