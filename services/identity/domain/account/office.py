"""What the office does to accounts of others: roles, permissions, stopping, closing (ID-87, ID-88)."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.office_events import (
    AccountClosed,
    CounsellorPermissionGranted,
    CounsellorPermissionRevoked,
    CounsellorTitle,
    InternalUserOrganisationChanged,
    InternalUserRoleChanged,
    InternalUserStopped,
    LoginIdChanged,
)
from services.identity.domain.account.session import end_any
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.passkey_events import PasskeyRemoved, RemovedBy
from services.identity.domain.credentials.passkey_removal import remove_all
from services.identity.domain.kinds import USABLE, AccountKind, SessionEnd
from services.kernel.eventkit.domain import NotFound, Refusal, Role, Sealed


class OwnAccount(Refusal):
    """Operators neither stop themselves nor take their own roles: nobody locks everybody out."""

    code = "own-internal-account"


class LastRole(Refusal):
    """The counsellor permission is all this user has; stopping the user is the way (ID-88)."""

    code = "last-role-of-internal-user"


def _require_internal(account: Account) -> None:
    if account.kind is not AccountKind.INTERNAL or account.standing not in USABLE:
        raise NotFound


def change_roles(
    account: Account, roles: tuple[Role, ...], operator: str | None, now: datetime
) -> list[InternalUserRoleChanged]:
    """Gives exactly these roles (ID-87); the counsellor permission is no part of it (ID-88).

    Raises `NotFound`, and `OwnAccount` for the operator's own.
    """
    _require_internal(account)
    if account.account_id == operator:
        raise OwnAccount
    kept = (Role.COUNSELLOR,) if Role.COUNSELLOR in account.roles else ()
    wanted = (*(role for role in roles if role is not Role.COUNSELLOR), *kept)
    if set(wanted) == set(account.roles):
        return []
    return [InternalUserRoleChanged(account.account_id, wanted, now)]


def change_organisation(
    account: Account, organisation_id: str | None, now: datetime
) -> list[InternalUserOrganisationChanged]:
    """Says for which organisation of JICA the user posts (section 1, D-52). Raises `NotFound`."""
    _require_internal(account)
    if account.organisation_id == organisation_id:
        return []
    return [InternalUserOrganisationChanged(account.account_id, organisation_id, now)]


def grant_counsellor(
    account: Account, title: CounsellorTitle, now: datetime
) -> list[CounsellorPermissionGranted]:
    """Grants the counsellor permission, or another title to who has it (ID-88, D-96).

    Nothing to do where it is held under this title. Raises `NotFound`.
    """
    _require_internal(account)
    if Role.COUNSELLOR in account.roles and account.counsellor_title is title:
        return []
    return [CounsellorPermissionGranted(account.account_id, title, now)]


def revoke_counsellor(account: Account, now: datetime) -> list[CounsellorPermissionRevoked]:
    """Takes the counsellor permission (ID-88). Raises `NotFound`, `LastRole`."""
    _require_internal(account)
    if Role.COUNSELLOR not in account.roles:
        return []
    if account.roles == (Role.COUNSELLOR,):
        raise LastRole
    return [CounsellorPermissionRevoked(account.account_id, now)]


def stop(
    account: Account, operator: str | None, now: datetime
) -> list[SessionEnded | PasskeyRemoved | InternalUserStopped]:
    """Ends the session and every further login (ID-87). Raises `NotFound`, `OwnAccount`."""
    _require_internal(account)
    if account.account_id == operator:
        raise OwnAccount
    return [
        *end_any(account, SessionEnd.STOPPED, now),
        *remove_all(account.account_id, account.credentials, RemovedBy.ACCOUNT_ENDED, now),
        InternalUserStopped(account.account_id, now),
    ]


def close(account: Account, now: datetime) -> list[SessionEnded | PasskeyRemoved | AccountClosed]:
    """Closes the account of an organisation that is gone; nothing to do where it is closed."""
    if account.kind is not AccountKind.ORGANISATION or account.standing not in USABLE:
        return []
    return [
        *end_any(account, SessionEnd.LEAVING, now),
        *remove_all(account.account_id, account.credentials, RemovedBy.ACCOUNT_ENDED, now),
        AccountClosed(account.account_id, account.login_key, now),
    ]


def change_login_id(
    account: Account, login_key: str, email: Sealed, person: Sealed | None, now: datetime
) -> list[LoginIdChanged]:
    """Another address is another login ID (ID-67, ID-81). Raises `NotFound`."""
    if account.standing not in USABLE:
        raise NotFound
    return [LoginIdChanged(account.account_id, login_key, account.login_key, email, person, now)]
