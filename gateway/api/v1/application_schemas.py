"""Shapes of applications in the API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.paging import CursorQuery
from services.kernel.contracts.applications import (
    CONFIRMATIONS,
    FINAL_STATUSES,
    STATUSES,
    StatusItem,
)
from services.kernel.contracts.fields import Choice, Items, Part, Payload, Text, Truth, Whole

ROUTES = ("web", "direct")
STATES = ("draft", *STATUSES, "cancelled")


def _id(**options: Any) -> Text:
    return Text(most=64, one_line=True, **options)


def _moment(about: str, *, nullable: bool = False) -> fields.String:
    return fields.String(
        required=True,
        allow_none=nullable,
        metadata={"description": about, "format": "date-time"},
    )


class MyApplicationsQuery(CursorQuery):
    """Which of the caller's applications."""

    group = Choice(("jobs", "trainings"))
    state = Choice(("open", "finished"))


class ReceivedApplicationsQuery(CursorQuery):
    """Which applications to a listing."""

    status = Choice((*STATUSES, "cancelled"))


class ApplicationFormQuery(Payload):
    """What kind of application is meant."""

    direct = Truth(metadata={"description": "A direct application of an active job seeker."})


class UploadQuery(Payload):
    """What a document is called and which required one it is."""

    name = Text(most=255, one_line=True)
    fulfils = Text(most=200, one_line=True)


class DraftBody(Payload):
    """The form of a listing."""

    listing_id = _id(required=True)
    confirmations = Items(
        Choice(CONFIRMATIONS),
        most=len(CONFIRMATIONS),
        metadata={"description": "Every item the application form asks for."},
    )
    remarks = Text(most=2000)
    direct = Truth(
        metadata={
            "description": "Asks for a direct application. Without it the active job-seeker "
            "registration decides: direct where the listing accepts it, else by web."
        }
    )
    motivation = Text(
        most=2000, metadata={"description": "志望動機, mandatory in a direct application."}
    )


class ApplicationVersionBody(Payload):
    """The version that the caller has seen; another one is refused."""

    expected_version = Whole(least=1, allow_none=True)


class ApplicationStatusBody(ApplicationVersionBody):
    """応募状況, 応募状況更新通知, 求人機関備考."""

    status = Choice(STATUSES, required=True)
    notify = Truth(required=True)
    remarks_of_institution = Text(most=2000, allow_none=True)


class ApplicationStatusesBody(Payload):
    """One status for several applications."""

    applications = Items(Part(StatusItem), least=1, most=100, required=True)
    status = Choice(STATUSES, required=True)
    notify = Truth(required=True)
    remarks_of_institution = Text(most=2000, allow_none=True)


class ApplicationCorrectionBody(ApplicationVersionBody):
    """Another final status."""

    status = Choice(FINAL_STATUSES, required=True)
    notify = Truth(required=True)


class ApplicationReceiptSchema(Schema):
    """What a command did; `repeated` when it had been carried out before."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    application_id = fields.String(required=True)


class ApplicationDraftReceiptSchema(ApplicationReceiptSchema):
    """A draft and the documents it needs."""

    required_documents = fields.List(fields.String(), required=True)


class ApplicationDocumentReceiptSchema(ApplicationReceiptSchema):
    """A document that has arrived."""

    document_id = fields.String(required=True)
    complete = fields.Boolean(required=True)


class ApplicationSubmissionReceiptSchema(ApplicationReceiptSchema):
    """A submitted application."""

    reception_id = fields.String(required=True, metadata={"description": "応募受付ID"})


class StatusRefusalSchema(Schema):
    """An application of a batch that could not be changed, and the rule."""

    application_id = fields.String(required=True)
    code = fields.String(required=True)


class ApplicationStatusesReceiptSchema(Schema):
    """Which applications of a batch changed."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True, allow_none=True)
    repeated = fields.Boolean(required=True)
    changed = fields.List(fields.Nested(ApplicationSubmissionReceiptSchema), required=True)
    refused = fields.List(fields.Nested(StatusRefusalSchema), required=True)


class ApplicationListingSchema(Schema):
    """The listing applied to."""

    listing_id = fields.String(required=True)
    data_number = fields.String(required=True)
    title = fields.String(required=True)
    language = fields.String(required=True, metadata={"description": "That of the title"})
    kind = fields.String(required=True)
    organisation_id = fields.String(required=True)
    organisation_name = fields.String(required=True)
    state = fields.String(
        required=True, validate=validate.OneOf(("published", "ended", "withdrawn"))
    )
    recruitment_end_on = fields.String(required=True, allow_none=True)
    required_documents = fields.List(fields.String(), required=True)


class ApplicantsSchema(ApplicationListingSchema):
    """A listing with its number of applicants."""

    applicants = fields.Integer(required=True)


class ApplicationDocumentSchema(Schema):
    """A document of an application."""

    document_id = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    pieces = fields.Integer(required=True)
    fulfils = fields.String(required=True, allow_none=True)


class ApplicationCoreSchema(Schema):
    """What lists show."""

    application_id = fields.String(required=True)
    reception_id = fields.String(required=True, allow_none=True)
    listing_id = fields.String(required=True)
    route = fields.String(required=True, validate=validate.OneOf(ROUTES))
    status = fields.String(required=True, validate=validate.OneOf(STATES))
    finished = fields.Boolean(required=True)
    submitted_at = _moment("応募日時", nullable=True)
    version = fields.Integer(required=True)


class MyApplicationSchema(ApplicationCoreSchema):
    """An application in the applicant's list."""

    cancellable = fields.Boolean(required=True)
    cancellable_until = _moment("24 hours after applying", nullable=True)
    listing = fields.Nested(ApplicationListingSchema, required=True, allow_none=True)


class ReceivedApplicationSchema(ApplicationCoreSchema):
    """An application in the organisation's list."""

    applicant_name = fields.String(required=True, allow_none=True)
    documents = fields.Integer(required=True)


class ApplicationStepSchema(Schema):
    """A change of status; `notify` is for the organisation only."""

    status = fields.String(required=True)
    at = _moment("When")
    notify = fields.Boolean()


class ApplicationSchema(ApplicationCoreSchema):
    """An application; some parts are for the applicant only, some for its handlers only."""

    listing = fields.Nested(ApplicationListingSchema, required=True, allow_none=True)
    applicant_name = fields.String(required=True, allow_none=True)
    remarks = fields.String(required=True)
    motivation = fields.String(required=True)
    documents = fields.List(fields.Nested(ApplicationDocumentSchema), required=True)
    history = fields.List(fields.Nested(ApplicationStepSchema), required=True)
    confirmations = fields.List(fields.String())
    cancellable = fields.Boolean()
    cancellable_until = fields.String(allow_none=True)
    person_id = fields.String()
    remarks_of_institution = fields.String()
    result_at = fields.String(allow_none=True)


class ApplicationLimitsSchema(Schema):
    """How large and how many documents may be."""

    bytes_each = fields.Integer(required=True)
    documents = fields.Integer(required=True)


class ApplicationFormSchema(Schema):
    """What applying to a listing asks for."""

    listing = fields.Nested(ApplicationListingSchema, required=True)
    application_method = fields.String(required=True)
    confirmations = fields.List(fields.String(), required=True)
    required_documents = fields.List(fields.String(), required=True)
    offered_documents = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "What may be attached besides, for `fulfils` of a document."},
    )
    route = fields.String(
        required=True,
        validate=validate.OneOf(ROUTES),
        metadata={
            "description": "How the application would go. A direct application is no Hello Work "
            "placement: no re-employment allowance and no employer subsidy that needs one."
        },
    )
    limits = fields.Nested(ApplicationLimitsSchema, required=True)
    refusal = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The rule that stands against applying now."},
    )
    application_id = fields.String(required=True, allow_none=True)
    status = fields.String(required=True, allow_none=True)
