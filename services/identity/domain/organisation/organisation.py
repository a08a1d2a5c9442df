"""The state of an organisation and its fold (SM-04)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.events import (
    OrganisationCodeReissued,
    OrganisationInfoChangeRequested,
    OrganisationInfoConfirmed,
    OrganisationInfoUpdated,
    OrganisationInvalidated,
    OrganisationInvalidationRequested,
    OrganisationListWishChanged,
    OrganisationRegistered,
    OrganisationRegistrationExpired,
    OrganisationRegistrationExtended,
    OrganisationRegistrationRejected,
    OrganisationRegistrationRequested,
    OrganisationWithdrawn,
)
from services.identity.domain.organisation.validity import first_validity
from services.kernel.eventkit.domain import Sealed
from services.kernel.eventkit.domain.tokyo import tokyo_date


class OrganisationStatus(StrEnum):
    """The states of SM-04."""

    NONE = "none"
    REQUESTED = "requested"
    REGISTERED = "registered"
    REJECTED = "rejected"
    EXPIRED = "expired"
    INVALIDATED = "invalidated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One organisation."""

    organisation_id: str = ""
    status: OrganisationStatus = OrganisationStatus.NONE
    account_id: str = ""
    details: OrganisationDetails | None = None
    contact: Sealed | None = None
    language: str = "ja"
    institution_id: str | None = None
    login_key: str | None = None
    code_issue_id: str | None = None
    code_issued_at: datetime | None = None
    link_issue_id: str | None = None
    reason: Sealed | None = None
    valid_until: date | None = None
    answered_on: date | None = None
    open_requests: frozenset[str] = frozenset()
    deletion_requested: bool = False


UNKNOWN = Organisation()


def evolve(state: Organisation, event: object) -> Organisation:
    """The fold of an organisation."""
    match event:
        case OrganisationRegistrationRequested():
            return Organisation(
                event.organisation_id,
                OrganisationStatus.REQUESTED,
                event.account_id,
                event.details,
                event.contact,
                event.language,
            )
        case OrganisationRegistered():
            return replace(
                state,
                status=OrganisationStatus.REGISTERED,
                institution_id=event.institution_id,
                login_key=event.login_key,
                code_issue_id=event.code_issue_id,
                link_issue_id=event.link_issue_id,
                valid_until=event.valid_until or first_validity(event.at),
                answered_on=tokyo_date(event.at),
            )
        case OrganisationRegistrationRejected():
            return replace(state, status=OrganisationStatus.REJECTED, reason=event.reason)
        case OrganisationRegistrationExtended():
            return replace(
                state, status=OrganisationStatus.REGISTERED, valid_until=event.valid_until
            )
        case OrganisationRegistrationExpired():
            return replace(state, status=OrganisationStatus.EXPIRED)
        case OrganisationInvalidated():
            return replace(state, status=OrganisationStatus.INVALIDATED)
        case OrganisationWithdrawn():
            return replace(state, status=OrganisationStatus.WITHDRAWN)
    return _facet(state, event)


def _facet(state: Organisation, event: object) -> Organisation:
    match event:
        case OrganisationInfoChangeRequested():
            return replace(
                state,
                open_requests=state.open_requests | {event.request_id},
                answered_on=tokyo_date(event.at),
            )
        case OrganisationInfoConfirmed():
            return replace(state, answered_on=tokyo_date(event.at))
        case OrganisationInfoUpdated():
            return replace(
                state,
                details=event.details,
                contact=event.contact,
                login_key=event.login_key,
                open_requests=state.open_requests - {event.request_id},
                answered_on=tokyo_date(event.at),
            )
        case OrganisationCodeReissued():
            return replace(state, code_issue_id=event.code_issue_id, code_issued_at=event.at)
        case OrganisationInvalidationRequested():
            return replace(state, deletion_requested=True)
        case OrganisationListWishChanged():
            details = state.details
            return replace(state, details=details and replace(details, listed=event.listed))
    return state
