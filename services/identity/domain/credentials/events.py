"""Stored events of what opens an account besides its password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class SingleSignOnLinked:
    """The owner linked an identity of the provider; `subject_key` is a keyed digest of it (ID-45)."""

    account_id: str
    subject_key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SingleSignOnUnlinked:
    """The link is over: by the owner, by leaving, or after an identity check."""

    account_id: str
    subject_key: str
    at: datetime


class DisabledBy(StrEnum):
    """Who switched the second factor off."""

    OWNER = "owner"
    IDENTITY_CHECK = "identity-check"


@dataclass(frozen=True, slots=True)
class TotpEnabled:
    """The owner set up one-time codes (RFC 6238); `step` is that of the code which proved it.

    `secret` seals the shared secret, `recovery` the digests of the recovery codes.
    """

    account_id: str
    secret: Sealed
    recovery: Sealed
    step: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RecoveryCodesRenewed:
    """New recovery codes; those before open nothing any more."""

    account_id: str
    recovery: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class TotpDisabled:
    """The password alone is enough again."""

    account_id: str
    by: DisabledBy
    at: datetime


@dataclass(frozen=True, slots=True)
class SecondStepAsked:
    """The password was right, a code is awaited to `until`; the ticket is derived from `step_id`."""

    account_id: str
    step_id: str
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class TotpCodeUsed:
    """The code of this time step opened a session; it and older ones never do again."""

    account_id: str
    step: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RecoveryCodeUsed:
    """A recovery code opened a session; it never does again."""

    account_id: str
    index: int
    at: datetime
