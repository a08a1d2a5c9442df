"""One-time codes and recovery codes of a second factor: made, sealed and compared."""

from __future__ import annotations

import base64
import hmac
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from services.identity.application.ports import OneTimeCodes, RandomSource, Secrets
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.second_factor import (
    RECOVERY_CODES,
    CodeOfRecovery,
    CodeOfStep,
    Match,
    SecondFactorNotPrepared,
)
from services.identity.domain.credentials.state import Totp
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import Sealed

SECRET_BYTES = 20
RECOVERY_BYTES = 10
PREPARED_FOR = timedelta(minutes=30)


class RecoveryCodes(NamedTuple):
    """Codes to show once, and what is kept of them."""

    codes: list[str]
    kept: Sealed


class SecondFactors:
    """Secrets are sealed under the key of their owner; of recovery codes keyed digests are."""

    def __init__(
        self,
        personal_data: PersonalData,
        secrets: Secrets,
        random: RandomSource,
        one_time_codes: OneTimeCodes,
    ) -> None:
        self._personal_data = personal_data
        self._secrets = secrets
        self._random = random
        self._codes = one_time_codes

    def prepare(self, account: Account, now: datetime) -> dict[str, Any]:
        """A new secret to be shown, and the ticket that carries it sealed until a code proves it."""
        secret = _base32(self._random.token_bytes(SECRET_BYTES))
        until = (now + PREPARED_FOR).isoformat()
        content = {"totp": secret, "until": until, "for": account.account_id}
        sealed = self._personal_data.seal(account.account_id, content)
        return self._shown(account, secret, sealed.token)

    def shown_again(self, account: Account, ticket: str, now: datetime) -> dict[str, Any]:
        """What was shown with this ticket. Raises `SecondFactorNotPrepared`."""
        return self._shown(account, self.prepared(account.account_id, ticket, now), ticket)

    def prepared(self, account_id: str, ticket: str, now: datetime) -> str:
        """The secret of a ticket. Raises `SecondFactorNotPrepared`."""
        try:
            content = self._personal_data.open(Sealed(account_id, ticket))
        except (Unreadable, ValueError):
            raise SecondFactorNotPrepared from None
        if content.get("for") != account_id or now > datetime.fromisoformat(content["until"]):
            raise SecondFactorNotPrepared
        return str(content["totp"])

    def seal(self, account_id: str, secret: str) -> Sealed:
        """The secret as it is kept."""
        return self._personal_data.seal(account_id, {"secret": secret})

    def step_of(self, secret: str, typed: str, now: datetime) -> int | None:
        """The time step whose code this is, of the present one and those beside it."""
        return self._codes.step_of(secret, _plain(typed), now)

    def matching(
        self, account_id: str, typed: str, now: datetime
    ) -> Callable[[Totp], Match | None]:
        """What a typed code is, for the account it turns out to be for."""

        def match(totp: Totp) -> Match | None:
            secret = str(self._personal_data.open(totp.secret)["secret"])
            step = self.step_of(secret, typed, now)
            if step is not None:
                return CodeOfStep(step)
            kept = self._personal_data.open(totp.recovery)["digests"]
            digest = self._digest(account_id, typed)
            found = [at for at, one in enumerate(kept) if hmac.compare_digest(one, digest)]
            return CodeOfRecovery(found[0]) if found else None

        return match

    def recovery(self, account_id: str) -> RecoveryCodes:
        """New recovery codes of 80 random bits each."""
        codes = [_base32(self._random.token_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]
        digests = [self._digest(account_id, code) for code in codes]
        kept = self._personal_data.seal(account_id, {"digests": digests})
        return RecoveryCodes(["-".join(_fours(code)) for code in codes], kept)

    def _shown(self, account: Account, secret: str, ticket: str) -> dict[str, Any]:
        email = self._personal_data.open(account.email) if account.email else {}
        address = self._codes.address(secret, str(email.get("email") or account.kind.value))
        return {"secret": secret, "address": address, "ticket": ticket}

    def _digest(self, account_id: str, typed: str) -> str:
        plain = _plain(typed).replace("-", "").upper()
        return self._secrets.proof("recovery-code", account_id, plain)


def _plain(typed: str) -> str:
    """A code in half width and without spaces: a keyboard for Japanese types neither unasked."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


def _base32(bits: bytes) -> str:
    return base64.b32encode(bits).decode().rstrip("=")


def _fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]
