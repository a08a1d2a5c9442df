"""What identity tells of registered organisations and of internal users."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.office_events import (
    CounsellorPermissionGranted,
    CounsellorPermissionRevoked,
    InternalUserRoleChanged,
    InternalUserStopped,
)
from services.identity.domain.organisation.events import (
    JicaCommonDataUpdated,
    OrganisationCodeReissued,
    OrganisationInfoChangeRequested,
    OrganisationInfoConfirmed,
    OrganisationInfoUpdated,
    OrganisationInvalidated,
    OrganisationInvalidationRequested,
    OrganisationListRegenerated,
    OrganisationListWishChanged,
    OrganisationRegistrationExpired,
    OrganisationRegistrationExtended,
    OrganisationWithdrawn,
)
from services.kernel.contracts.public_event import PublicDraft

JICA_COMMON = "jica-common"


def publish_office(event: object) -> PublicDraft | None:
    """The public form of an event of an organisation or an internal user, None for others."""
    match event:
        case InternalUserRoleChanged():
            roles = [role.value for role in event.roles]
            return _of_account(event, event.account_id, roles=roles)
        case InternalUserStopped() | CounsellorPermissionGranted() | CounsellorPermissionRevoked():
            return _of_account(event, event.account_id)
        case JicaCommonDataUpdated():
            return PublicDraft(
                "OrganisationInfoUpdated",
                JICA_COMMON,
                {"organisation_id": JICA_COMMON, "scope": "jica-common"},
            )
        case (
            OrganisationInfoConfirmed()
            | OrganisationCodeReissued()
            | OrganisationRegistrationExpired()
            | OrganisationInvalidationRequested()
            | OrganisationListRegenerated()
        ):
            return _of(event, event.organisation_id)
        case OrganisationListWishChanged():
            return _of(event, event.organisation_id, listed=event.listed)
        case OrganisationInfoChangeRequested():
            return _of(event, event.organisation_id, request_id=event.request_id)
        case OrganisationRegistrationExtended():
            until = event.valid_until.isoformat()
            return _of(event, event.organisation_id, valid_until=until)
        case OrganisationInvalidated():
            return _of(event, event.organisation_id, account_id=event.account_id)
        case OrganisationWithdrawn():
            return _of(
                event,
                event.organisation_id,
                account_id=event.account_id,
                reasons=[reason.value for reason in event.reasons],
                satisfaction=event.satisfaction,
                has_comment=event.comment is not None,
            )
        case OrganisationInfoUpdated():
            return _updated(event)
    return None


def _updated(event: OrganisationInfoUpdated) -> PublicDraft:
    details = event.details
    return _of(
        event,
        event.organisation_id,
        scope="organisation",
        name=details.name,
        name_en=details.name_en,
        kind=details.kind.value,
        category=details.category.value,
        institution_type=details.institution_type.value,
        has_mypage=details.has_mypage,
        listed=details.listed,
    )


def _of(event: object, organisation_id: str, **more: Any) -> PublicDraft:
    data = {"organisation_id": organisation_id, **more}
    return PublicDraft(type(event).__name__, organisation_id, data)


def _of_account(event: object, account_id: str, **more: Any) -> PublicDraft:
    return PublicDraft(type(event).__name__, account_id, {"account_id": account_id, **more})
