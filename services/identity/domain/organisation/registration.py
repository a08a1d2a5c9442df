"""Registration of organisations (SM-04): request, approval, rejection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.events import (
    OrganisationRegistered,
    OrganisationRegistrationRejected,
    OrganisationRegistrationRequested,
)
from services.identity.domain.organisation.organisation import Organisation, OrganisationStatus
from services.identity.domain.organisation.validity import first_validity
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import NotFound, Refusal, Sealed


class OrganisationNotRequested(Refusal):
    """The request is decided already; only an open one can be approved or rejected (SM-04)."""

    code = "organisation-request-not-open"


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
    rules: Rules,
) -> list[OrganisationRegistered]:
    """Registers the organisation (ID-72). Raises `NotFound`, `OrganisationNotRequested`."""
    details, contact = open_request(state)
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
            first_validity(now, rules),
        )
    ]


def reject(
    state: Organisation, reason: Sealed, now: datetime
) -> list[OrganisationRegistrationRejected]:
    """Refuses with a reason (ID-76). Raises `NotFound`, `OrganisationNotRequested`."""
    open_request(state)
    return [OrganisationRegistrationRejected(state.organisation_id, reason, now)]


def open_request(state: Organisation) -> tuple[OrganisationDetails, Sealed]:
    """What a request that awaits a decision says. Raises `NotFound`, `OrganisationNotRequested`."""
    if state.details is None or state.contact is None:
        raise NotFound
    if state.status is not OrganisationStatus.REQUESTED:
        raise OrganisationNotRequested
    return state.details, state.contact
