"""Accounts as their owners, the gateway at each request and the operator see them."""

from __future__ import annotations

from services.identity.domain.account.events import (
    AccountActivated,
    AccountDiscarded,
    AccountEmailRegistered,
    AccountInvited,
    InternalUserCreated,
    LoginSucceeded,
    PasswordChanged,
    SessionEnded,
    SessionExpired,
    SessionStarted,
    SessionTokenReplaced,
    UserRegistered,
    UserWithdrawn,
)
from services.identity.domain.kinds import AccountKind, Standing
from services.identity.domain.organisation.events import OrganisationRegistered
from services.identity.projections.accounts_of_individuals import follow_individuals
from services.identity.projections.job_seekers import follow_job_seekers
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain import Role

accounts = Projection(
    "accounts",
    version=2,
    indexes=(
        Index((("job_seeker.number", 1),)),
        Index((("session.token_sha256", 1),)),
        Index((("kind", 1), ("registered_at", -1))),
    ),
)

follow_job_seekers(accounts)


follow_individuals(accounts)


def _account_id(recorded: Recorded[AccountEmailRegistered]) -> str:
    return recorded.event.account_id


@accounts.on(AccountEmailRegistered, key=_account_id)
def _email_registered(
    document: Document | None, recorded: Recorded[AccountEmailRegistered]
) -> Document:
    event = recorded.event
    return {
        "account_id": event.account_id,
        "kind": AccountKind.INDIVIDUAL.value,
        "standing": Standing.EMAIL_PENDING.value,
        "roles": [Role.INDIVIDUAL.value],
        "language": event.language,
        "email": pair(event.email),
        "person": None,
    }


@accounts.on(UserRegistered, key=_account_id)
def _registered(document: Document | None, recorded: Recorded[UserRegistered]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "standing": Standing.SIMPLE.value,
        "person": pair(event.person),
        "has_secret_question": event.secret is not None,
        "terms_version": event.terms_version,
        "privacy_version": event.privacy_version,
        "registered_at": event.at,
        "updated_at": event.at,
    }


@accounts.on(OrganisationRegistered, key=_account_id)
def _of_organisation(
    document: Document | None, recorded: Recorded[OrganisationRegistered]
) -> Document | None:
    event = recorded.event
    if not event.details.has_mypage:
        return None
    return {
        **(document or {}),
        "account_id": event.account_id,
        "kind": AccountKind.ORGANISATION.value,
        "standing": Standing.INVITED.value,
        "roles": [Role.ORGANISATION.value],
        "organisation_id": event.organisation_id,
        "organisation": {
            "name": event.details.name,
            "name_en": event.details.name_en,
            "kind": event.details.kind.value,
        },
    }


@accounts.on(AccountInvited, key=_account_id)
def _invited(document: Document | None, recorded: Recorded[AccountInvited]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "language": event.language,
        "email": pair(event.email),
        "person": pair(event.person),
        "registered_at": event.at,
        "updated_at": event.at,
    }


@accounts.on(InternalUserCreated, key=_account_id)
def _internal(document: Document | None, recorded: Recorded[InternalUserCreated]) -> Document:
    event = recorded.event
    standing = Standing.ACTIVE if event.password_hash else Standing.INVITED
    return {
        "account_id": event.account_id,
        "kind": AccountKind.INTERNAL.value,
        "standing": standing.value,
        "roles": [role.value for role in event.roles],
        "organisation_id": event.organisation_id,
        "language": event.language,
        "email": pair(event.email),
        "person": pair(event.person),
        "registered_at": event.at,
        "updated_at": event.at,
    }


@accounts.on(AccountActivated, key=_account_id)
def _activated(document: Document | None, recorded: Recorded[AccountActivated]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "standing": Standing.ACTIVE.value,
        "terms_version": event.terms_version,
        "privacy_version": event.privacy_version,
    }


@accounts.on(LoginSucceeded, key=_account_id)
def _logged_in(document: Document | None, recorded: Recorded[LoginSucceeded]) -> Document:
    known = document or {}
    return {
        **known,
        "previous_login_at": known.get("login_at"),
        "login_at": recorded.event.at,
    }


@accounts.on(SessionStarted, key=_account_id)
def _session_started(document: Document | None, recorded: Recorded[SessionStarted]) -> Document:
    event = recorded.event
    session = {
        "session_id": event.session_id,
        "token_sha256": event.token_sha256,
        "password_change_only": event.password_change_only,
        "started_at": event.at,
    }
    return {**(document or {}), "session": session}


@accounts.on(SessionTokenReplaced, key=_account_id)
def _token_replaced(
    document: Document | None, recorded: Recorded[SessionTokenReplaced]
) -> Document:
    known = document or {}
    session = {**(known.get("session") or {}), "token_sha256": recorded.event.token_sha256}
    return {**known, "session": session}


@accounts.on(SessionEnded, SessionExpired, key=_account_id)
def _session_over(
    document: Document | None, recorded: Recorded[SessionEnded | SessionExpired]
) -> Document:
    return {**(document or {}), "session": None}


@accounts.on(PasswordChanged, key=_account_id)
def _password_changed(document: Document | None, recorded: Recorded[PasswordChanged]) -> Document:
    known = document or {}
    standing = known.get("standing")
    session = known.get("session")
    return {
        **known,
        "standing": Standing.ACTIVE.value if standing == Standing.INVITED.value else standing,
        "session": session and {**session, "password_change_only": False},
    }


@accounts.on(UserWithdrawn, AccountDiscarded, key=_account_id)
def _gone(document: Document | None, recorded: Recorded[UserWithdrawn]) -> None:
    return None
