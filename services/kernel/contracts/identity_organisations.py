"""Payloads about registered organisations: data, validity, code, and how a registration ends."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Id, Items, Payload, Text, Truth, Whole
from services.kernel.contracts.identity import INSTITUTION_TYPES, ORGANISATION_CATEGORIES

CARE = (
    "all",
    "confirmed",
    "changed",
    "unanswered",
    "not-asked",
    "extension",
    "expired",
    "deletion",
    "listed",
    "without-mypage",
)
"""The secretariat's work lists of registered organisations (GW-49)."""
LEAVING_REASONS = (
    "purpose-fulfilled",
    "no-recruitment",
    "few-applicants",
    "hard-to-use",
    "other-service",
    "reorganisation",
    "other",
)
"""The answers of the leaving survey (退会アンケート)."""

_TYPED = 256


class _OfOrganisation(Payload):
    """`organisation_id` is for the secretariat; an organisation acts for itself."""

    organisation_id = Text(most=64, allow_none=True)


class RequestOrganisationChange(_OfOrganisation):
    """ID-81, D-37."""

    person_in_charge = Text(most=100, one_line=True, required=True)
    items = Text(most=2000, required=True)


class UpdateOrganisation(Payload):
    """ID-81; kind, category and institution ID never change (ID-75)."""

    organisation_id = Id(required=True)
    institution_type = Choice(INSTITUTION_TYPES, required=True)
    name = Text(most=200, one_line=True, required=True)
    name_en = Text(most=200, one_line=True, required=True)
    address = Text(most=300, required=True)
    telephone = Text(most=40, one_line=True, required=True)
    email = Text(most=_TYPED, exact=True, one_line=True, required=True)
    person_in_charge = Text(most=100, one_line=True, required=True)
    activity = Text(most=4000, required=True)
    request_id = Text(most=64, allow_none=True)
    expected_version = Whole(allow_none=True)


class ConfirmOrganisationInfo(_OfOrganisation):
    """ID-78."""


class ExtendOrganisation(_OfOrganisation):
    """ID-82."""


class ExpireOrganisation(Payload):
    """ID-82."""

    organisation_id = Id(required=True)


class ChangeListWish(_OfOrganisation):
    """ID-83."""

    listed = Truth(required=True)


class RenewOrganisationCode(_OfOrganisation):
    """ID-71."""


class ReissueOrganisationCode(Payload):
    """ID-71, without a login."""

    institution_id = Text(most=20, exact=True, one_line=True, required=True)
    email = Text(most=_TYPED, exact=True, one_line=True, required=True)


class RequestOrganisationInvalidation(_OfOrganisation):
    """ID-77."""

    reason = Text(most=1000, required=True)


class InvalidateOrganisation(Payload):
    """ID-77."""

    organisation_id = Id(required=True)
    expected_version = Whole(allow_none=True)


class WithdrawOrganisation(Payload):
    """ID-84, ID-85; satisfaction from 1 (low) to 5."""

    confirmed = Truth(required=True)
    reasons = Items(Choice(LEAVING_REASONS), most=len(LEAVING_REASONS), required=True)
    satisfaction = Whole(least=1, most=5, allow_none=True)
    comment = Text(most=2000)


class UpdateJicaCommonData(Payload):
    """ID-79."""

    name = Text(most=200, one_line=True, required=True)
    name_en = Text(most=200, one_line=True, required=True)
    address = Text(most=300, required=True)
    telephone = Text(most=40, one_line=True, required=True)
    website = Text(most=300, one_line=True)
    activity = Text(most=4000, required=True)
    expected_version = Whole(allow_none=True)


class GetJicaCommonData(Payload):
    """ID-79."""


class FindOrganisationsInCare(Payload):
    """GW-49."""

    work = Choice(CARE)
    category = Choice(ORGANISATION_CATEGORIES, allow_none=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class FindOrganisationChanges(Payload):
    """GW-49; an organisation finds its own."""

    organisation_id = Text(most=64, allow_none=True)
    open = Truth()
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)
