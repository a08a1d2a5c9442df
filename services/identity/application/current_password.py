"""Whoever changes what opens the account enters the password once more."""

from __future__ import annotations

from datetime import datetime

from services.identity.application.password_check import PasswordCheck
from services.identity.application.ports import Passwords, Secrets
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import refuse_while_locked
from services.identity.domain.half_width import require_half_width
from services.kernel.eventkit.domain import FieldProblem, InvalidInput

FIELD = "current_password"


class CurrentPassword:
    """Checks it as changing the password does (ID-66): a live session alone is not enough."""

    def __init__(self, passwords: Passwords, secrets: Secrets) -> None:
        self._passwords = passwords
        self._secrets = secrets

    def require(self, account: Account, typed: str, now: datetime) -> None:
        """Raises `InvalidInput` at the field when it is wrong, and `AccountIsLocked`."""
        require_half_width({FIELD: typed})
        refuse_while_locked(account.attempts)
        if not PasswordCheck(typed, self._passwords, self._secrets, now).against(account):
            raise InvalidInput(fields={FIELD: (FieldProblem("current-password-wrong"),)})
