"""Public events of registered organisations and of internal users: no personal data."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Choice, Day, Instant, Items, Text, Truth, Whole
from services.kernel.contracts.identity import (
    INTERNAL_ROLES,
    ORGANISATION_CATEGORIES,
    ORGANISATION_KINDS,
)
from services.kernel.contracts.identity_organisations import LEAVING_REASONS


class _OfAccount(Schema):
    account_id = Text(most=64, required=True)


class _OfOrganisation(Schema):
    organisation_id = Text(most=64, required=True)


class OrganisationInfoChangeRequestedData(_OfOrganisation):
    """An organisation asked the secretariat for a change of its registered data (ID-81)."""

    request_id = Text(most=64, required=True)
    confirm_at = Instant()


class OrganisationInfoUpdatedData(_OfOrganisation):
    """The secretariat changed registered data (ID-79, ID-81).

    With the scope `jica-common` it is the data that all JICA organisations share; then the id is
    no organisation's, and there is nothing else.
    """

    scope = Choice(("organisation", "jica-common"), required=True)
    name = Text(most=200)
    name_en = Text(most=200)
    kind = Choice(ORGANISATION_KINDS)
    category = Choice(ORGANISATION_CATEGORIES)
    institution_type = Text(most=40)
    has_mypage = Truth()
    listed = Truth()
    confirm_at = Instant()


class OrganisationInfoConfirmedData(_OfOrganisation):
    """An organisation confirmed its registered data; it is asked again at `confirm_at` (ID-78)."""

    confirm_at = Instant()


class OrganisationCodeReissuedData(_OfOrganisation):
    """A new organisation code is to be mailed to the registered address (ID-71)."""


class OrganisationRegistrationExtendedData(_OfOrganisation):
    """A registration holds to the end of this day now; notices go out before it (ID-82)."""

    valid_until = Day(required=True)
    notices_at = Items(Instant(), most=6)


class OrganisationRegistrationExpiredData(_OfOrganisation):
    """The validity of a registration has passed; nothing new is posted (ID-82, D-38)."""


class OrganisationInvalidationRequestedData(_OfOrganisation):
    """An organisation asked for its deletion (ID-77)."""


class OrganisationInvalidatedData(_OfOrganisation):
    """The secretariat invalidated a registration; its listings are taken down (ID-77, D-39)."""

    account_id = Text(most=64, required=True)


class OrganisationWithdrawnData(_OfOrganisation):
    """An organisation left; its listings are taken down (ID-84, D-39).

    With the answer to the leaving survey: reasons, and satisfaction from 1 (low) to 5.
    """

    account_id = Text(most=64, required=True)
    reasons = Items(Choice(LEAVING_REASONS), least=1, required=True)
    satisfaction = Whole(least=1, most=5, required=True)
    has_comment = Truth(required=True)


class OrganisationListWishChangedData(_OfOrganisation):
    """An organisation wants, or no longer wants, to be in the public list (ID-83)."""

    listed = Truth(required=True)


class OrganisationListRegeneratedData(_OfOrganisation):
    """The public list of organisations was made anew because of this one (ID-83)."""


class InternalUserRoleChangedData(_OfAccount):
    """An internal user has these roles from now on (ID-87)."""

    roles = Items(Choice(INTERNAL_ROLES), least=1, required=True)


class InternalUserStoppedData(_OfAccount):
    """An internal user can no longer log in (ID-87)."""


class CounsellorPermissionGrantedData(_OfAccount):
    """An internal user was given the career counsellor permission (ID-88)."""


class CounsellorPermissionRevokedData(_OfAccount):
    """The career counsellor permission was taken from an internal user (ID-88)."""


EVENTS: dict[str, tuple[int, type[Schema]]] = {
    "OrganisationInfoChangeRequested": (1, OrganisationInfoChangeRequestedData),
    "OrganisationInfoUpdated": (1, OrganisationInfoUpdatedData),
    "OrganisationInfoConfirmed": (1, OrganisationInfoConfirmedData),
    "OrganisationCodeReissued": (1, OrganisationCodeReissuedData),
    "OrganisationRegistrationExtended": (1, OrganisationRegistrationExtendedData),
    "OrganisationRegistrationExpired": (1, OrganisationRegistrationExpiredData),
    "OrganisationInvalidationRequested": (1, OrganisationInvalidationRequestedData),
    "OrganisationInvalidated": (1, OrganisationInvalidatedData),
    "OrganisationWithdrawn": (1, OrganisationWithdrawnData),
    "OrganisationListWishChanged": (1, OrganisationListWishChangedData),
    "OrganisationListRegenerated": (1, OrganisationListRegeneratedData),
    "InternalUserRoleChanged": (1, InternalUserRoleChangedData),
    "InternalUserStopped": (1, InternalUserStoppedData),
    "CounsellorPermissionGranted": (1, CounsellorPermissionGrantedData),
    "CounsellorPermissionRevoked": (1, CounsellorPermissionRevokedData),
}
