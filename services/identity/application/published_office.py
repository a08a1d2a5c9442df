"""What identity tells of registered organisations and of internal users.

Moments at which notices fall due go along, so that nobody else needs the rules.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.identity.application.instants import text_of
from services.identity.domain.account.office_events import (
    CounsellorPermissionGranted,
    CounsellorPermissionRevoked,
    InternalUserRoleChanged,
    InternalUserStopped,
)
from services.identity.domain.extraction.events import (
    DataExtractionApproved,
    DataExtractionProvided,
    DataExtractionRejected,
    DataExtractionRequested,
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
from services.identity.domain.organisation.validity import confirmation_at, notices_at
from services.identity.domain.rules import Rules
from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.domain.tokyo import tokyo_date

JICA_COMMON = "jica-common"


def publish_office(event: object, rules: Rules) -> PublicDraft | None:
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
        case OrganisationInfoConfirmed():
            return _of(event, event.organisation_id, **asked_again(event.at, rules))
        case (
            OrganisationCodeReissued()
            | OrganisationRegistrationExpired()
            | OrganisationInvalidationRequested()
            | OrganisationListRegenerated()
        ):
            return _of(event, event.organisation_id)
        case OrganisationListWishChanged():
            return _of(event, event.organisation_id, listed=event.listed)
        case OrganisationInfoChangeRequested():
            return _of(
                event,
                event.organisation_id,
                request_id=event.request_id,
                **asked_again(event.at, rules),
            )
        case OrganisationRegistrationExtended():
            return _of(event, event.organisation_id, **term(event.valid_until, rules))
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
            return _updated(event, rules)
        case DataExtractionRequested():
            return _of_extraction(event, requester_id=event.requester_id)
        case DataExtractionApproved() | DataExtractionRejected():
            return _of_extraction(event, approver_id=event.approver_id)
        case DataExtractionProvided():
            return _of_extraction(event, requester_id=event.requester_id, records=event.records)
    return None


def _of_extraction(event: Any, **more: Any) -> PublicDraft:
    data = {"extraction_id": event.extraction_id, **more}
    return PublicDraft(type(event).__name__, event.extraction_id, data)


def term(valid_until: date, rules: Rules) -> dict[str, Any]:
    """The last day of the validity and the moments of the notices before it (D-38)."""
    moments = [text_of(each) for each in notices_at(valid_until, rules)]
    return {"valid_until": valid_until.isoformat(), "notices_at": moments}


def asked_again(answered_at: datetime, rules: Rules) -> dict[str, Any]:
    """When the data are to be confirmed next (D-26)."""
    return {"confirm_at": text_of(confirmation_at(tokyo_date(answered_at), rules))}


def _updated(event: OrganisationInfoUpdated, rules: Rules) -> PublicDraft:
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
        **asked_again(event.at, rules),
    )


def _of(event: object, organisation_id: str, **more: Any) -> PublicDraft:
    data = {"organisation_id": organisation_id, **more}
    return PublicDraft(type(event).__name__, organisation_id, data)


def _of_account(event: object, account_id: str, **more: Any) -> PublicDraft:
    return PublicDraft(type(event).__name__, account_id, {"account_id": account_id, **more})
