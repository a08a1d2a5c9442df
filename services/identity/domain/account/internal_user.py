"""Internal users and the accounts of organisations: created by others, not by oneself."""

from __future__ import annotations

from services.identity.domain.account.events import (
    AccountInvited,
    InternalUserCreated,
    TemporaryPasswordIssued,
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


def create_internal_user(
    account: Account, created: InternalUserCreated, issue_id: str, rules: Rules
) -> list[InternalUserCreated | TemporaryPasswordIssued]:
    """Creates the user; without a password a temporary one is mailed (ID-87, ID-64).

    Raises `LoginIdInUse`, and `NoMailAddress` when there is neither password nor address.
    """
    if account.standing is not Standing.NONE:
        raise LoginIdInUse
    if created.password_hash is not None:
        return [created]
    if created.email is None:
        raise NoMailAddress
    until = created.at + rules.temporary_password_valid
    return [created, TemporaryPasswordIssued(created.account_id, issue_id, until, created.at)]


def invite(account: Account, invited: AccountInvited) -> list[AccountInvited]:
    """Gives the person in charge of a registered organisation an account."""
    return [invited] if account.standing is Standing.NONE else []
