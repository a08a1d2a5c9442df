"""Internal users and the accounts of organisations: created by others, not by oneself."""

from __future__ import annotations

from services.identity.domain.account.events import (
    AccountInvited,
    InternalUserCreated,
    TemporaryPasswordIssued,
)
from services.identity.domain.account.office_events import (
    CounsellorPermissionGranted,
    CounsellorTitle,
)
from services.identity.domain.account.reissue import NoMailAddress
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import Standing
from services.identity.domain.login_id import LoginIdInUse
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Role

INTERNAL_ROLES = (
    Role.JICA_DEPARTMENT,
    Role.HR_DIVISION,
    Role.SECRETARIAT,
    Role.COUNSELLOR,
    Role.HELLO_WORK,
    Role.PARTNER,
    Role.MOFA,
    Role.ANALYST,
    Role.OPERATOR,
)
"""The roles of section 1 that a person inside can be given (ID-87)."""


Creation = InternalUserCreated | CounsellorPermissionGranted | TemporaryPasswordIssued


def create_internal_user(
    account: Account, created: InternalUserCreated, issue_id: str, rules: Rules
) -> list[Creation]:
    """Creates the user; without a password a temporary one is mailed (ID-87, ID-64).

    The counsellor permission, where it is among the roles, is granted like any other (ID-88).
    Raises `LoginIdInUse`, and `NoMailAddress` when there is neither password nor address.
    """
    if account.standing is not Standing.NONE:
        raise LoginIdInUse
    if created.password_hash is None and created.email is None:
        raise NoMailAddress
    account_id, at = created.account_id, created.at
    granted = CounsellorPermissionGranted(account_id, CounsellorTitle.SHINRO, at)
    user: list[Creation] = [created]
    if Role.COUNSELLOR in created.roles:
        user.append(granted)
    if created.password_hash is None:
        until = at + rules.temporary_password_valid
        user.append(TemporaryPasswordIssued(account_id, issue_id, until, at))
    return user


def invite(account: Account, invited: AccountInvited) -> list[AccountInvited]:
    """Gives the person in charge of a registered organisation an account."""
    return [invited] if account.standing is Standing.NONE else []
