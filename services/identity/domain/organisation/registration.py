"""Registration of organisations (SM-04): request, approval, rejection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.events import (
    OrganisationRegistered,
    OrganisationRegistrationRejected,
    OrganisationRegistrationRequested,
)
from services.kernel.eventkit.domain import NotFound, Refusal, Sealed


class OrganisationStatus(StrEnum):
    """The states of SM-04 that this catalogue part reaches."""

    NONE = "none"
    REQUESTED = "requested"
    REGISTERED = "registered"
    REJECTED = "rejected"


class OrganisationNotRequested(Refusal):
    """The request is decided already; only an open one can be approved or rejected (SM-04)."""

    code = "organisation-request-not-open"


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
    code_issue_id: str | None = None
    link_issue_id: str | None = None
    reason: Sealed | None = None


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
                code_issue_id=event.code_issue_id,
                link_issue_id=event.link_issue_id,
            )
        case OrganisationRegistrationRejected():
            return replace(state, status=OrganisationStatus.REJECTED, reason=event.reason)
    return state


def request(
    state: Organisation, requested: OrganisationRegistrationRequested
) -> list[OrganisationRegistrationRequested]:
    """Files the request of a new organisation; nothing to do when it is filed."""
    return [requested] if state.status is OrganisationStatus.NONE else []


def approve(
    state: Organisation,
    institution_id: Callable[[], str],
    login_key: str,
    code_issue_id: str,
    link_issue_id: str,
    now: datetime,
) -> list[OrganisationRegistered]:
    """Registers the organisation (ID-72). Raises `NotFound`, `OrganisationNotRequested`."""
    details, contact = _open_request(state)
    return [
        OrganisationRegistered(
            state.organisation_id,
            state.account_id,
            institution_id(),
            details,
            contact,
            state.language,
            login_key,
            code_issue_id,
            link_issue_id,
            now,
        )
    ]


def reject(
    state: Organisation, reason: Sealed, now: datetime
) -> list[OrganisationRegistrationRejected]:
    """Refuses with a reason (ID-76). Raises `NotFound`, `OrganisationNotRequested`."""
    _open_request(state)
    return [OrganisationRegistrationRejected(state.organisation_id, reason, now)]


def _open_request(state: Organisation) -> tuple[OrganisationDetails, Sealed]:
    if state.details is None or state.contact is None:
        raise NotFound
    if state.status is not OrganisationStatus.REQUESTED:
        raise OrganisationNotRequested
    return state.details, state.contact
