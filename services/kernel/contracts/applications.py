"""Payloads of the applications service."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from services.kernel.contracts.fields import Choice, Id, Items, Part, Payload, Text, Truth, Whole

PIECE_BYTES = 512 * 1024
CONFIRMATIONS = (
    "method-agreed",
    "qualifications-met",
    "documents-ready",
    "procedure-checked",
    "expert-treatment-checked",
    "residents-abroad-checked",
)
STATUSES = ("received", "under-selection", "hired", "not-hired", "declined")
FINAL_STATUSES = ("hired", "not-hired", "declined")


class Base64(fields.Field[bytes]):
    """Bytes as base64 text, of at most `most` bytes."""

    def __init__(self, *, most: int, **options: Any) -> None:
        options["error_messages"] = {"required": "required", "null": "required"}
        super().__init__(**options)
        self.most = most

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bytes:
        if not isinstance(value, str):
            raise ValidationError("invalid")
        if len(value) > (self.most + 2) // 3 * 4:
            raise ValidationError(f"too-large|most={self.most}")
        try:
            decoded = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValidationError("not-base64") from None
        if len(decoded) > self.most:
            raise ValidationError(f"too-large|most={self.most}")
        return decoded


def _confirmations() -> Items:
    return Items(Choice(CONFIRMATIONS), most=len(CONFIRMATIONS))


class _Page(Payload):
    limit = Whole(least=1, most=100)
    offset = Whole(least=0, most=100_000)


class GetApplicationForm(Payload):
    """What the form for a listing shows and asks; the listing by its id or its data number."""

    listing_id = Id()
    data_number = Id()
    direct = Truth()

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if not data.get("listing_id") and not data.get("data_number"):
            raise ValidationError("required", "listing_id")


class DraftApplication(Payload):
    """The form (AP-03 to AP-07); `direct` asks for a direct application (AP-12)."""

    listing_id = Id(required=True)
    confirmations = _confirmations()
    applicant_name = Text(most=100, one_line=True, required=True)
    remarks = Text(most=2000)
    direct = Truth()
    motivation = Text(most=2000)


class PutDocumentPiece(Payload):
    """One piece of a document; all but the last have at least half of the most bytes."""

    application_id = Id(required=True)
    document_id = Id(required=True)
    name = Text(most=255, one_line=True, required=True)
    index = Whole(least=0, most=10_000, required=True)
    last = Truth(required=True)
    data = Base64(most=PIECE_BYTES, required=True)
    fulfils = Text(most=200, one_line=True, allow_none=True)


class RemoveDocument(Payload):
    """Takes a document out of a draft."""

    application_id = Id(required=True)
    document_id = Id(required=True)


class SubmitApplication(Payload):
    """Sends a draft."""

    application_id = Id(required=True)
    expected_version = Whole(least=1, allow_none=True)


class SmallDocument(Payload):
    """A document that fits into one message."""

    name = Text(most=255, one_line=True, required=True)
    data = Base64(most=PIECE_BYTES, required=True)
    fulfils = Text(most=200, one_line=True, allow_none=True)


class ApplyToListing(DraftApplication):
    """Form, documents and submission in one command."""

    documents = Items(Part(SmallDocument), most=10)


class CancelApplication(Payload):
    """Takes an application back (AP-33)."""

    application_id = Id(required=True)
    expected_version = Whole(least=1, allow_none=True)


class FindMyApplications(_Page):
    """The applicant's list; `group` divides jobs from trainings (AP-25)."""

    group = Choice(("jobs", "trainings"), allow_none=True)
    state = Choice(("open", "finished"), allow_none=True)


class GetMyApplication(Payload):
    """One application of the applicant, drafts included."""

    application_id = Id(required=True)


class FindApplicationCounts(_Page):
    """The organisation's listings with number of applicants (AP-37)."""


class FindApplicationsOfListing(_Page):
    """The applications to one listing (AP-37)."""

    listing_id = Id(required=True)
    status = Choice((*STATUSES, "cancelled"), allow_none=True)


class GetApplication(Payload):
    """The details (AP-38)."""

    application_id = Id(required=True)


class FindApplicationDocuments(Payload):
    """The documents of several applications, to be downloaded together (AP-42)."""

    application_ids = Items(Id(), least=1, most=100, required=True)


class GetDocumentPiece(Payload):
    """One piece of a document of an application."""

    application_id = Id(required=True)
    document_id = Id(required=True)
    index = Whole(least=0, most=10_000)


class ChangeApplicationStatus(Payload):
    """The choice of 応募状況 (AP-39)."""

    application_id = Id(required=True)
    status = Choice(STATUSES, required=True)
    notify = Truth(required=True)
    remarks_of_institution = Text(most=2000, allow_none=True)
    expected_version = Whole(least=1, allow_none=True)


class StatusItem(Payload):
    """One application of a batch."""

    application_id = Id(required=True)
    expected_version = Whole(least=1, allow_none=True)


class ChangeApplicationStatuses(Payload):
    """One status for several applications (AP-42)."""

    applications = Items(Part(StatusItem), least=1, most=100, required=True)
    status = Choice(STATUSES, required=True)
    notify = Truth(required=True)
    remarks_of_institution = Text(most=2000, allow_none=True)


class CorrectApplicationStatus(Payload):
    """The secretariat replaces a wrong final status (D-72)."""

    application_id = Id(required=True)
    status = Choice(FINAL_STATUSES, required=True)
    notify = Truth(required=True)
    expected_version = Whole(least=1, allow_none=True)


class GetHeldData(Payload):
    """Everything this service holds about the caller."""
