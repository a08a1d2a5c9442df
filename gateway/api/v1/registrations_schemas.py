"""Shapes of the registration of individuals in the API."""

from __future__ import annotations

from marshmallow import Schema, fields

from gateway.api.paging import CursorQuery
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from services.kernel.contracts.fields import Choice
from services.kernel.contracts.identity_people import (
    REQUEST_LISTS,
    ApproveFullRegistration,
    FindPeople,
    RecordDeath,
    RecordJocvReturnee,
    RejectFullRegistration,
    ReturnFullRegistration,
    RevokeDeathRecord,
    SuspendUser,
)


class FullRegistrationApprovalBody(ApproveFullRegistration):
    """Both check items, and the revision of the data that was looked at."""

    class Meta:
        exclude = ("account_id",)


class FullRegistrationRejectionBody(RejectFullRegistration):
    """The reason, which is mailed."""

    class Meta:
        exclude = ("account_id",)


class FullRegistrationReturnBody(ReturnFullRegistration):
    """The sections to complete and the message, which is mailed."""

    class Meta:
        exclude = ("account_id",)


class SuspensionBody(SuspendUser):
    """The reason, which is mailed."""

    class Meta:
        exclude = ("account_id",)


class JocvReturneeBody(RecordJocvReturnee):
    """Whether the person is a JOCV returnee."""

    class Meta:
        exclude = ("account_id",)


class DeathBody(RecordDeath):
    """Where the obituary stands; name and birth date were matched by hand."""

    class Meta:
        exclude = ("account_id",)


class DeathRevocationBody(RevokeDeathRecord):
    """Why the record was wrong."""

    class Meta:
        exclude = ("account_id",)


class PeopleSearchBody(FindPeople):
    """Conditions, in the body because they are personal data."""


class RequestsQuery(CursorQuery):
    """One of the work lists."""

    waiting_in = Choice(REQUEST_LISTS)


class ProfileReceiptSchema(CommandReceiptSchema):
    """The revision of the registered data, and what full registration still lacks."""

    revision = fields.Integer(required=True)
    missing = fields.List(fields.String(), required=True)


class RequestReceiptSchema(CommandReceiptSchema):
    """A filed request and the day of its answer."""

    request_id = fields.String(required=True)
    due_on = fields.String(required=True)


class ExtensionReceiptSchema(CommandReceiptSchema):
    """The new last day."""

    valid_until = fields.String(required=True)


class PersonReceiptSchema(CommandReceiptSchema):
    """A command on an individual."""

    account_id = fields.String(required=True)


class CleaningReceiptSchema(Schema):
    """Which requests were closed, and which could not be."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True, allow_none=True)
    repeated = fields.Boolean(required=True)
    cleaned = fields.List(fields.String(), required=True)
    refused = fields.List(fields.Dict(), required=True)


class OpenRequestSchema(Schema):
    """A request for full registration."""

    request_id = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": ["open", "returned"]})
    requested_at = fields.String(required=True)
    due_on = fields.String(required=True)
    overdue = fields.Boolean(required=True)
    returned_at = fields.String(required=True, allow_none=True)
    items = fields.List(fields.String(), required=True)
    message = fields.String(required=True, allow_none=True)
    cleaning_from = fields.String(required=True, allow_none=True)
    for_cleaning = fields.Boolean(required=True)


class ValiditySchema(Schema):
    """How long a full registration holds."""

    until = fields.String(required=True)
    extension_opens_on = fields.String(required=True)
    extension_open = fields.Boolean(required=True)


class DecisionSchema(Schema):
    """The last decision on a request."""

    kind = fields.String(required=True, metadata={"enum": ["approved", "rejected", "cleaned-up"]})
    at = fields.String(required=True)
    intention_confirmed = fields.Boolean(required=True, allow_none=True)
    expertise_confirmed = fields.Boolean(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class RegistrationSchema(Schema):
    """The registered data by section, and where the registration stands."""

    account_id = fields.String(required=True)
    status = fields.String(required=True)
    email = fields.String(required=True)
    sections = fields.Dict(required=True)
    missing = fields.List(fields.String(), required=True)
    revision = fields.Integer(required=True)
    registered_at = fields.String(required=True, allow_none=True)
    updated_at = fields.String(required=True, allow_none=True)
    confirmed_at = fields.String(required=True, allow_none=True)
    confirmation_due = fields.Boolean(required=True)
    request = fields.Nested(OpenRequestSchema, required=True, allow_none=True)
    validity = fields.Nested(ValiditySchema, required=True, allow_none=True)
    jocv_returnee = fields.Boolean(required=True)
    jocv_view = fields.Boolean(required=True)
    last_decision = fields.Nested(DecisionSchema, required=True, allow_none=True)


class RemarkSchema(Schema):
    """What was recorded when."""

    at = fields.String(required=True)
    reason = fields.String(allow_none=True)
    obituary = fields.String(allow_none=True)


class PersonSchema(RegistrationSchema):
    """With restriction and record of death."""

    restriction = fields.Nested(RemarkSchema, required=True, allow_none=True)
    death = fields.Nested(RemarkSchema, required=True, allow_none=True)


class PersonLineSchema(Schema):
    """A line of a work list."""

    account_id = fields.String(required=True)
    status = fields.String(required=True)
    name = fields.String(required=True)
    name_kana = fields.String(required=True)
    birth_on = fields.String(required=True, allow_none=True)
    email = fields.String(required=True)
    jocv_returnee = fields.Boolean(required=True)
    registered_at = fields.String(required=True, allow_none=True)
    confirmed_at = fields.String(required=True, allow_none=True)
    asked_at = fields.String(required=True, allow_none=True)
    valid_until = fields.String(required=True, allow_none=True)
    request_id = fields.String(required=True, allow_none=True)
    requested_at = fields.String(required=True, allow_none=True)
    due_on = fields.String(required=True, allow_none=True)
    returned_at = fields.String(required=True, allow_none=True)
    cleaning_from = fields.String(required=True, allow_none=True)
    restricted_at = fields.String(required=True, allow_none=True)
    death_recorded_at = fields.String(required=True, allow_none=True)


class PeopleSchema(Schema):
    """Individuals found."""

    items = fields.List(fields.Nested(PersonLineSchema), required=True)
    total = fields.Integer(required=True)


class ExtensionOverviewSchema(Schema):
    """Counts of the extension work in a period."""

    first_on = fields.String(required=True)
    last_on = fields.String(required=True)
    due = fields.Integer(required=True)
    notified = fields.Integer(required=True)
    extended = fields.Integer(required=True)
    lapsed = fields.Integer(required=True)


class HistoryEntrySchema(Schema):
    """Something that happened to the own account; `what` is a code."""

    what = fields.String(required=True)
    at = fields.String(required=True)
    day = fields.String()
    reason = fields.String()
    sections = fields.List(fields.String())


class HistorySchema(Schema):
    """The newest entries first."""

    items = fields.List(fields.Nested(HistoryEntrySchema), required=True)
    total = fields.Integer(required=True)


class HeldDataSchema(Schema):
    """Everything held, by service."""

    services = fields.Dict(required=True)
