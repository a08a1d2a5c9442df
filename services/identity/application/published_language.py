"""What identity tells the others: identifiers and facts, no personal data (requirements.md 9.21).

Failed logins with unknown IDs, reissue tries and the inner steps of openings stay private.
"""

from __future__ import annotations

from typing import Any

from services.identity.application.published_individuals import publish_individual
from services.identity.application.published_job_seekers import publish_job_seeker
from services.identity.application.published_office import asked_again, publish_office, term
from services.identity.domain.account.events import (
    AccountEmailRegistered,
    InternalUserCreated,
    LoginSucceeded,
    OpeningAskedAgain,
    PasswordChanged,
    SessionEnded,
    SessionExpired,
    SessionStarted,
    TemporaryPasswordIssued,
    UserWithdrawn,
)
from services.identity.domain.attempts import AccountLocked, LoginFailed
from services.identity.domain.organisation.events import (
    OrganisationRegistered,
    OrganisationRegistrationRejected,
    OrganisationRegistrationRequested,
)
from services.identity.domain.organisation.validity import first_validity
from services.identity.domain.rules import DEFAULT_RULES, Rules
from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.commit import Recorded


def publish(recorded: Recorded[Any], rules: Rules = DEFAULT_RULES) -> PublicDraft | None:
    """The public form of an own event, None for private ones."""
    event = recorded.event
    match event:
        case LoginFailed(account_id=None) | AccountLocked(account_id=None):
            return None
        case AccountEmailRegistered() | OpeningAskedAgain():
            return _of_account("AccountEmailRegistered", event.account_id)
        case (
            LoginFailed()
            | LoginSucceeded()
            | AccountLocked()
            | TemporaryPasswordIssued()
            | PasswordChanged()
            | UserWithdrawn()
        ):
            return _of_account(type(event).__name__, str(event.account_id))
        case SessionStarted() | SessionEnded() | SessionExpired():
            return _of_account(type(event).__name__, event.account_id, session_id=event.session_id)
        case InternalUserCreated():
            return _of_account(
                "InternalUserCreated",
                event.account_id,
                roles=[role.value for role in event.roles],
            )
    return (
        publish_job_seeker(event)
        or publish_individual(event, rules)
        or _of_organisation(event, rules)
    )


def _of_account(name: str, account_id: str, **more: Any) -> PublicDraft:
    return PublicDraft(name, account_id, {"account_id": account_id, **more})


def _of_organisation(event: object, rules: Rules) -> PublicDraft | None:
    match event:
        case OrganisationRegistrationRequested():
            return PublicDraft(
                "OrganisationRegistrationRequested",
                event.organisation_id,
                {
                    "organisation_id": event.organisation_id,
                    "kind": event.details.kind.value,
                    "category": event.details.category.value,
                },
            )
        case OrganisationRegistered():
            details = event.details
            return PublicDraft(
                "OrganisationRegistered",
                event.organisation_id,
                {
                    "organisation_id": event.organisation_id,
                    "institution_id": event.institution_id,
                    "account_id": event.account_id,
                    "name": details.name,
                    "name_en": details.name_en,
                    "kind": details.kind.value,
                    "category": details.category.value,
                    "institution_type": details.institution_type.value,
                    "has_mypage": details.has_mypage,
                    "listed": details.listed,
                    **term(event.valid_until or first_validity(event.at), rules),
                    **asked_again(event.at, rules),
                },
            )
        case OrganisationRegistrationRejected():
            return PublicDraft(
                "OrganisationRegistrationRejected",
                event.organisation_id,
                {"organisation_id": event.organisation_id},
            )
    return publish_office(event, rules)
