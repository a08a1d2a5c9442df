"""Stored events of passkeys (WebAuthn)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Sealed


class RemovedBy(StrEnum):
    """Why a passkey opens the account no more."""

    OWNER = "owner"
    IDENTITY_CHECK = "identity-check"
    ACCOUNT_ENDED = "account-ended"


@dataclass(frozen=True, slots=True)
class PasskeyRegistered:
    """The owner registered a passkey; `credential_key` is a keyed digest of its credential id.

    `credential` seals the credential id, the public key, the user handle, the transports and the
    name the owner gave it: with the key of the account all of it is erased. `sign_count` is what
    the authenticator has counted so far, 0 for those that do not count.
    """

    account_id: str
    passkey_id: str
    credential_key: str
    credential: Sealed
    sign_count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyRemoved:
    """It opens the account no more; the credential can be registered again."""

    account_id: str
    passkey_id: str
    credential_key: str
    by: RemovedBy
    at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyUsed:
    """It opened a session; `challenge_key` is a digest of the challenge it answered."""

    account_id: str
    passkey_id: str
    sign_count: int
    challenge_key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PasskeyCounterWentBack:
    """A right signature whose counter `shown` is not past the `known` one: perhaps of a copy."""

    account_id: str
    passkey_id: str
    known: int
    shown: int
    at: datetime
