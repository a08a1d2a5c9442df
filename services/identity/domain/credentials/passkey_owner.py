"""Credentials of authenticators: which account one is registered to, one at most.

The stream is named by a keyed digest of the credential id, which is written down nowhere else but
sealed in the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kernel.eventkit.domain import Refusal


class PasskeyRegisteredAlready(Refusal):
    """This authenticator's credential is registered, here or to another account."""

    code = "passkey-registered-already"


@dataclass(frozen=True, slots=True)
class PasskeyClaimed:
    """The credential belongs to this account from now on."""

    credential_key: str
    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyReleased:
    """The passkey was removed; the credential can be registered again."""

    credential_key: str
    account_id: str


@dataclass(frozen=True, slots=True)
class PasskeyOwner:
    """Whose the credential is."""

    account_id: str | None = None


NOBODYS = PasskeyOwner()


def evolve(state: PasskeyOwner, event: object) -> PasskeyOwner:
    """The fold of a credential."""
    match event:
        case PasskeyClaimed():
            return PasskeyOwner(event.account_id)
        case PasskeyReleased():
            return NOBODYS
    return state


def claim(
    state: PasskeyOwner, credential_key: str, account_id: str, now: datetime
) -> list[PasskeyClaimed]:
    """Gives it to an account; nothing to do when it has it. Raises `PasskeyRegisteredAlready`."""
    if state.account_id == account_id:
        return []
    if state.account_id is not None:
        raise PasskeyRegisteredAlready
    return [PasskeyClaimed(credential_key, account_id, now)]


def release(state: PasskeyOwner, credential_key: str, account_id: str) -> list[PasskeyReleased]:
    """Frees the credential of an account that has it no more."""
    return [PasskeyReleased(credential_key, account_id)] if state.account_id == account_id else []
