"""What the office and the organisations change in the documents of accounts."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.office_events import (
    AccountClosed,
    CounsellorPermissionGranted,
    CounsellorPermissionRevoked,
    InternalUserOrganisationChanged,
    InternalUserRoleChanged,
    InternalUserStopped,
    LoginIdChanged,
)
from services.identity.domain.kinds import Standing
from services.identity.domain.organisation.events import (
    OrganisationInfoUpdated,
    OrganisationInvalidated,
    OrganisationWithdrawn,
)
from services.identity.projections.accounts import accounts
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import Role

__all__ = ["accounts"]


def _account_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.account_id)


def _existing(document: Document | None, **changes: Any) -> Document | None:
    """Accounts that have no document stay without one."""
    return None if document is None else {**document, **changes}


@accounts.on(OrganisationInfoUpdated, key=_account_id)
def _organisation_updated(
    document: Document | None, recorded: Recorded[OrganisationInfoUpdated]
) -> Document | None:
    if document is None:
        return None
    details = recorded.event.details
    organisation = {"name": details.name, "name_en": details.name_en, "kind": details.kind.value}
    return {**document, "organisation": organisation}


@accounts.on(OrganisationInvalidated, OrganisationWithdrawn, AccountClosed, key=_account_id)
def _organisation_gone(document: Document | None, recorded: Recorded[Any]) -> None:
    return None


@accounts.on(LoginIdChanged, key=_account_id)
def _login_id_changed(
    document: Document | None, recorded: Recorded[LoginIdChanged]
) -> Document | None:
    event = recorded.event
    person = {} if event.person is None else {"person": pair(event.person)}
    return _existing(document, email=pair(event.email), updated_at=event.at, **person)


@accounts.on(InternalUserRoleChanged, key=_account_id)
def _roles_changed(
    document: Document | None, recorded: Recorded[InternalUserRoleChanged]
) -> Document | None:
    roles = [role.value for role in recorded.event.roles]
    return _existing(document, roles=roles, updated_at=recorded.event.at)


@accounts.on(InternalUserOrganisationChanged, key=_account_id)
def _organisation_changed(
    document: Document | None, recorded: Recorded[InternalUserOrganisationChanged]
) -> Document | None:
    event = recorded.event
    return _existing(document, organisation_id=event.organisation_id, updated_at=event.at)


@accounts.on(CounsellorPermissionGranted, key=_account_id)
def _counsellor(
    document: Document | None, recorded: Recorded[CounsellorPermissionGranted]
) -> Document | None:
    if document is None:
        return None
    roles = [*_others(document), Role.COUNSELLOR.value]
    return {**document, "roles": roles, "counsellor_title": recorded.event.title.value}


@accounts.on(CounsellorPermissionRevoked, key=_account_id)
def _no_counsellor(
    document: Document | None, recorded: Recorded[CounsellorPermissionRevoked]
) -> Document | None:
    if document is None:
        return None
    return {**document, "roles": _others(document), "counsellor_title": None}


def _others(document: Document) -> list[str]:
    """The roles besides the counsellor permission."""
    return [role for role in document["roles"] if role != Role.COUNSELLOR.value]


@accounts.on(InternalUserStopped, key=_account_id)
def _stopped(document: Document | None, recorded: Recorded[InternalUserStopped]) -> Document | None:
    return _existing(document, standing=Standing.STOPPED.value, session=None)
