"""Shapes of the work on registered organisations in the API."""

from __future__ import annotations

from marshmallow import Schema, fields

from gateway.api.paging import CursorQuery
from gateway.api.v1.accounts_schemas import JicaCommonSchema, OrganisationReceiptSchema
from services.kernel.contracts.fields import Choice, Text, Truth
from services.kernel.contracts.identity import ORGANISATION_CATEGORIES
from services.kernel.contracts.identity_organisations import (
    CARE,
    ChangeListWish,
    InvalidateOrganisation,
    RequestOrganisationChange,
    RequestOrganisationInvalidation,
    UpdateOrganisation,
)


class CareQuery(CursorQuery):
    """Which work list."""

    work = Choice(CARE)
    category = Choice(ORGANISATION_CATEGORIES)


class ChangesQuery(CursorQuery):
    """Open requests unless asked otherwise."""

    organisation_id = Text(most=64)
    open = Truth()


class ChangeBody(RequestOrganisationChange):
    """Who asks, and what is to change."""

    class Meta:
        exclude = ("organisation_id",)


class DataBody(UpdateOrganisation):
    """All data that can be changed, and the request that this settles."""

    class Meta:
        exclude = ("organisation_id",)


class ListWishBody(ChangeListWish):
    """Whether the organisation wants to be in the public list."""

    class Meta:
        exclude = ("organisation_id",)


class DeletionBody(RequestOrganisationInvalidation):
    """Why the registration is to be deleted."""

    class Meta:
        exclude = ("organisation_id",)


class InvalidationBody(InvalidateOrganisation):
    """The version seen."""

    class Meta:
        exclude = ("organisation_id",)


class CareCountsSchema(Schema):
    """How many organisations each kind of work is about."""

    all = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unanswered = fields.Integer(required=True)
    not_asked = fields.Integer(required=True)
    extension = fields.Integer(required=True)
    expired = fields.Integer(required=True)
    deletion = fields.Integer(required=True)
    listed = fields.Integer(required=True)
    without_mypage = fields.Integer(required=True)


class OrganisationChangeReceiptSchema(OrganisationReceiptSchema):
    """A request for a change."""

    request_id = fields.String(required=True)


class OrganisationExtensionSchema(OrganisationReceiptSchema):
    """An extended registration."""

    valid_until = fields.String(required=True, allow_none=True)


class OrganisationChangeSchema(Schema):
    """A request for a change of registered data."""

    request_id = fields.String(required=True)
    organisation_id = fields.String(required=True)
    institution_id = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    person_in_charge = fields.String(required=True)
    items = fields.String(required=True)
    by_mail = fields.Boolean(required=True)
    requested_at = fields.String(required=True, allow_none=True)
    settled_at = fields.String(required=True, allow_none=True)


class JicaCommonAnswerSchema(JicaCommonSchema):
    """The common data and where they are shown."""

    version = fields.Integer(required=True)
    updated_at = fields.String(required=True, allow_none=True)
    organisations = fields.Integer(required=True)
