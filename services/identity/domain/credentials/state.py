"""The further credentials of an account and their fold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.identity.domain.credentials.events import (
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SecondStepAsked,
    SingleSignOnLinked,
    SingleSignOnUnlinked,
    TotpCodeUsed,
    TotpDisabled,
    TotpEnabled,
)
from services.identity.domain.credentials.passkey_events import (
    PasskeyRegistered,
    PasskeyRemoved,
    PasskeyUsed,
)
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class Totp:
    """One-time codes: codes up to `last_step` and recovery codes in `used` are spent."""

    secret: Sealed
    recovery: Sealed
    last_step: int
    used: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SecondStep:
    """A login whose password was right and which waits for a code, unless it is `done`."""

    step_id: str
    until: datetime
    done: bool = False


@dataclass(frozen=True, slots=True)
class Passkey:
    """A registered credential; it last counted `sign_count` and answered `challenge_key`."""

    passkey_id: str
    credential_key: str
    credential: Sealed
    sign_count: int
    challenge_key: str | None = None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens the account besides the password; `subject_key` is of the linked identity."""

    subject_key: str | None = None
    totp: Totp | None = None
    asked: SecondStep | None = None
    passkeys: tuple[Passkey, ...] = ()

    def passkey(self, passkey_id: str) -> Passkey | None:
        """The passkey with this id, if there is one."""
        return next((one for one in self.passkeys if one.passkey_id == passkey_id), None)


NO_CREDENTIALS = Credentials()


def fold(state: Credentials, event: object) -> Credentials:
    """The fold; events of others change nothing."""
    match event:
        case SingleSignOnLinked():
            return replace(state, subject_key=event.subject_key)
        case SingleSignOnUnlinked():
            return replace(state, subject_key=None)
        case TotpEnabled():
            return replace(state, totp=Totp(event.secret, event.recovery, event.step))
        case TotpDisabled():
            return replace(state, totp=None, asked=None)
        case SecondStepAsked():
            return replace(state, asked=SecondStep(event.step_id, event.until))
        case PasskeyRegistered() | PasskeyRemoved() | PasskeyUsed():
            return replace(state, passkeys=_passkeys(state.passkeys, event))
    return replace(state, totp=_spent(state.totp, event), asked=_asked(state.asked, event))


def _passkeys(
    held: tuple[Passkey, ...], event: PasskeyRegistered | PasskeyRemoved | PasskeyUsed
) -> tuple[Passkey, ...]:
    match event:
        case PasskeyRegistered():
            new = Passkey(
                event.passkey_id, event.credential_key, event.credential, event.sign_count
            )
            return (*held, new)
        case PasskeyRemoved():
            return tuple(one for one in held if one.passkey_id != event.passkey_id)
    return tuple(
        replace(one, sign_count=event.sign_count, challenge_key=event.challenge_key)
        if one.passkey_id == event.passkey_id
        else one
        for one in held
    )


def _asked(asked: SecondStep | None, event: object) -> SecondStep | None:
    if asked is None or not isinstance(event, TotpCodeUsed | RecoveryCodeUsed):
        return asked
    return replace(asked, done=True)


def _spent(totp: Totp | None, event: object) -> Totp | None:
    if totp is None:
        return None
    match event:
        case TotpCodeUsed():
            return replace(totp, last_step=event.step)
        case RecoveryCodeUsed():
            return replace(totp, used=totp.used | {event.index})
        case RecoveryCodesRenewed():
            return replace(totp, recovery=event.recovery, used=frozenset())
    return totp
