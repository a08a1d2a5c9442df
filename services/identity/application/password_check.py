"""Comparing what somebody typed with whatever the account turns out to have."""

from __future__ import annotations

import hmac
from datetime import datetime

from services.identity.application.ports import Passwords, Secrets
from services.identity.domain.account.state import Account


class PasswordCheck:
    """One typed password. The same hash is verified once, however often the decision runs.

    Every outcome costs one verification, whether there is an account, a password, a temporary
    password or nothing, so that the time tells nothing (ID-58).
    """

    def __init__(self, typed: str, passwords: Passwords, secrets: Secrets, now: datetime) -> None:
        self._typed = typed
        self._passwords = passwords
        self._secrets = secrets
        self._now = now
        self._verified: dict[str, bool] = {}

    def against(self, account: Account) -> bool:
        """Whether it opens this account now; a temporary password only within its time (D-15)."""
        verified = self._verify(account.password_hash or self._passwords.decoy)
        temporary = account.temporary
        if temporary is not None:
            expected = self._secrets.temporary_password(temporary.issue_id)
            same = hmac.compare_digest(expected.encode(), self._typed.encode())
            return same and self._now <= temporary.until
        return verified and account.password_hash is not None

    def pretend(self) -> None:
        """Takes the time of a check where there is nothing to check."""
        self._verify(self._passwords.decoy)

    def _verify(self, hashed: str) -> bool:
        if hashed not in self._verified:
            self._verified[hashed] = self._passwords.verify(hashed, self._typed)
        return self._verified[hashed]
