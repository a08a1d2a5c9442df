"""Shapes of JPO applications and candidates in the API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.paging import CursorQuery
from gateway.api.v1.application_schemas import (
    ApplicationDocumentSchema,
    ApplicationReceiptSchema,
    ApplicationVersionBody,
)
from services.kernel.contracts.applications_jpo import (
    JPO_CANDIDATE_STATES,
    JPO_CONDITIONS,
    ApplyToJpoCampaign,
)
from services.kernel.contracts.fields import LASTING, Choice, Day, Payload, Text


def _moment() -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time"})


def _conditions() -> fields.List[Any]:
    return fields.List(fields.String(validate=validate.OneOf(JPO_CONDITIONS)), required=True)


class JpoApplicationBody(ApplyToJpoCampaign):
    """What the applicant declares; name and birth date are the registered ones."""

    class Meta:
        exclude = ("campaign_id", "applicant_name", "birth_on")


class JpoProofQuery(Payload):
    """What the document is called."""

    name = Text(most=255, one_line=True)


class JpoCandidatesQuery(CursorQuery):
    """Which candidates of a campaign."""

    state = Choice(JPO_CANDIDATE_STATES)


class JpoExaminationBody(ApplicationVersionBody):
    """The day of the examination."""

    examined_on = Day(years=LASTING, required=True)


class JpoNonSelectionBody(ApplicationVersionBody):
    """Remarks that stay with the centre."""

    remarks = Text(most=2000)


class JpoDispatchBody(ApplicationVersionBody):
    """Where to, by short name, and from which day."""

    destination = Text(most=50, one_line=True, required=True)
    starts_on = Day(years=(1974, 2990), required=True)


class JpoNextPostBody(ApplicationVersionBody):
    """The international organisation, and which post."""

    organisation = Text(most=200, one_line=True, required=True)
    post = Text(most=200, one_line=True)


class JpoSubmissionReceiptSchema(ApplicationReceiptSchema):
    """An application that was submitted."""

    reception_id = fields.String(required=True)


class JpoProofReceiptSchema(ApplicationReceiptSchema):
    """A proof that has arrived."""

    document_id = fields.String(required=True)
    complete = fields.Boolean(required=True)


class JpoFormRoundSchema(Schema):
    """The round that is asked about."""

    number = fields.Integer(required=True)
    opens_on = fields.String(required=True)
    closes_on = fields.String(required=True)


class JpoRefusedAttemptSchema(Schema):
    """An earlier application to the same round that was refused."""

    at = _moment()
    failed = _conditions()


class JpoLimitsSchema(Schema):
    """How large a document may be."""

    bytes_each = fields.Integer(required=True)


class JpoFormSchema(Schema):
    """What an application to the newest round needs, and why not to apply if so."""

    campaign_id = fields.String(required=True)
    application_year = fields.Integer(required=True)
    round = fields.Nested(JpoFormRoundSchema, required=True)
    proofs = _conditions()
    documents = fields.List(fields.Nested(ApplicationDocumentSchema), required=True)
    limits = fields.Nested(JpoLimitsSchema, required=True)
    refusal = fields.String(required=True, allow_none=True)
    application_id = fields.String(required=True, allow_none=True)
    refused = fields.List(fields.Nested(JpoRefusedAttemptSchema), required=True)


class JpoApplicationSchema(Schema):
    """A JPO application as lists show it."""

    application_id = fields.String(required=True)
    campaign_id = fields.String(required=True)
    application_year = fields.Integer(required=True)
    round = fields.Integer(required=True)
    reception_id = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(JPO_CANDIDATE_STATES))
    applied_at = _moment()
    failed = _conditions()
    examined_on = fields.String(required=True, allow_none=True)
    destination = fields.String(required=True, allow_none=True)
    starts_on = fields.String(required=True, allow_none=True)
    ends_on = fields.String(required=True, allow_none=True)
    declinable = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class JpoListedCandidateSchema(JpoApplicationSchema):
    """A candidate in the centre's list; without a name once the person has left."""

    applicant_name = fields.String(required=True, allow_none=True)


class JpoDeclarationSchema(Schema):
    """What was declared; empty once the person has left."""

    applicant_name = fields.String(required=True, allow_none=True)
    birth_on = fields.String(required=True, allow_none=True)
    nationality = fields.String(required=True)
    work_months = fields.Integer(required=True, allow_none=True)
    degree = fields.String(required=True)
    english = fields.Boolean(required=True)
    long_term_intent = fields.Boolean(required=True)
    remarks = fields.String(required=True)


class JpoNextPostSchema(Schema):
    """The post after the dispatch."""

    organisation = fields.String(required=True)
    post = fields.String(required=True)


class JpoStepSchema(Schema):
    """A change of state."""

    state = fields.String(required=True)
    at = _moment()


class JpoCandidateSchema(JpoApplicationSchema):
    """One application; person, remarks and destinations are for the centre only."""

    declared = fields.Nested(JpoDeclarationSchema, required=True)
    documents = fields.List(fields.Nested(ApplicationDocumentSchema), required=True)
    next_post = fields.Nested(JpoNextPostSchema, required=True, allow_none=True)
    course = fields.List(fields.Nested(JpoStepSchema), required=True)
    person_id = fields.String()
    remarks_of_centre = fields.String()
    arranged = fields.List(fields.String())


class JpoFiguresOfCampaignSchema(Schema):
    """Counted from the candidates of all rounds; refused ones are no applicants."""

    states = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    applicants = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    undecided = fields.Integer(required=True)
    dispatched = fields.Integer(required=True)
    next_posts = fields.Integer(required=True)
    dispatches_over = fields.Integer(required=True)
    next_post_percent = fields.Integer(required=True, allow_none=True)
