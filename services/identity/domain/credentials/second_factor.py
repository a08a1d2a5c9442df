"""One-time codes as a second factor (RFC 6238), and recovery codes in their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.credentials.events import (
    DisabledBy,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SingleSignOnUnlinked,
    TotpCodeUsed,
    TotpDisabled,
    TotpEnabled,
)
from services.identity.domain.credentials.passkey_events import PasskeyRemoved, RemovedBy
from services.identity.domain.credentials.passkey_removal import remove_all
from services.identity.domain.credentials.state import Credentials, Totp
from services.identity.domain.credentials.unlinking import unlink
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, Kind, Refusal, Sealed

RECOVERY_CODES = 10


class SecondFactorOn(Refusal):
    """The second factor is on already; it has to be switched off before it is set up anew."""

    code = "second-factor-on"


class SecondFactorOff(Refusal):
    """There is no second factor to have recovery codes for."""

    code = "second-factor-off"


class SecondStepOver(Refusal):
    """The code came too late, or its login was finished or replaced: the password is asked again."""

    code = "second-step-over"
    kind = Kind.FORBIDDEN


class SecondFactorNotPrepared(Refusal):
    """The secret shown was somebody else's or is too old: it is shown anew."""

    code = "second-factor-not-prepared"


@dataclass(frozen=True, slots=True)
class CodeOfStep:
    """What was typed is the code of this time step."""

    step: int


@dataclass(frozen=True, slots=True)
class CodeOfRecovery:
    """What was typed is this recovery code."""

    index: int


Match = CodeOfStep | CodeOfRecovery


def spend(
    account_id: str, totp: Totp, match: Match | None, now: datetime
) -> list[TotpCodeUsed | RecoveryCodeUsed]:
    """Uses a code up; nothing for a wrong code and for one that was used before."""
    match match:
        case CodeOfStep(step) if step > totp.last_step:
            return [TotpCodeUsed(account_id, step, now)]
        case CodeOfRecovery(index) if index not in totp.used:
            return [RecoveryCodeUsed(account_id, index, now)]
    return []


def was_spent(totp: Totp | None, match: Match | None) -> bool:
    """Whether this is the code used last: who repeats a login has to have it."""
    match match:
        case CodeOfStep(step) if totp is not None:
            return step == totp.last_step
        case CodeOfRecovery(index) if totp is not None:
            return index in totp.used
    return totp is None


def enable(
    account_id: str,
    credentials: Credentials,
    secret: Sealed,
    recovery: Sealed,
    step: int | None,
    now: datetime,
) -> list[TotpEnabled]:
    """Switches it on, once a code has shown that the device has the secret.

    Raises `SecondFactorOn`, and `InvalidInput` when the code is not right.
    """
    if credentials.totp is not None:
        raise SecondFactorOn
    if step is None:
        raise InvalidInput(fields={"code": (FieldProblem("code-not-right"),)})
    return [TotpEnabled(account_id, secret, recovery, step, now)]


def renew(
    account_id: str, credentials: Credentials, recovery: Sealed, now: datetime
) -> list[RecoveryCodesRenewed]:
    """Replaces the recovery codes. Raises `SecondFactorOff`."""
    if credentials.totp is None:
        raise SecondFactorOff
    return [RecoveryCodesRenewed(account_id, recovery, now)]


def disable(
    account_id: str, credentials: Credentials, by: DisabledBy, now: datetime
) -> list[TotpDisabled]:
    """Switches it off; nothing to do where it is off."""
    return [] if credentials.totp is None else [TotpDisabled(account_id, by, now)]


def forget(
    account_id: str, credentials: Credentials, now: datetime
) -> list[SingleSignOnUnlinked | TotpDisabled | PasskeyRemoved]:
    """After an identity check nothing opens the account but the temporary password."""
    return [
        *unlink(account_id, credentials, now),
        *disable(account_id, credentials, DisabledBy.IDENTITY_CHECK, now),
        *remove_all(account_id, credentials, RemovedBy.IDENTITY_CHECK, now),
    ]
