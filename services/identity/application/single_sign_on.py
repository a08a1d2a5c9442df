"""The way to the provider and back: what the browser carries, and what is expected in return."""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.identity.application.ports import RandomSource, Secrets, SingleSignOn
from services.identity.domain.credentials.single_sign_on import SingleSignOnFailed

LOGIN = "login"
VALID = timedelta(minutes=10)
"""For so long somebody may be at the provider."""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """The provider and what it knows the portal as; `return_url` is registered there."""

    issuer: str
    client_id: str
    return_url: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True)
class Returned:
    """What the browser brings back from the provider, and the ticket it left with."""

    ticket: str
    state: str
    code: str
    issuer: str


class Journeys:
    """Journeys to the provider. Nothing of them is kept: the ticket names one, the rest is derived.

    State, nonce and PKCE verifier come from the ticket's id by a key, so only the browser that
    left can come back, once per code, within 10 minutes, and for the purpose it left for.
    """

    def __init__(
        self, single_sign_on: SingleSignOn, secrets: Secrets, random: RandomSource
    ) -> None:
        self._provider = single_sign_on
        self._secrets = secrets
        self._random = random

    def begin(self, purpose: str, now: datetime) -> dict[str, str]:
        """The address to go to and the ticket to keep: `purpose` is `LOGIN` or an account to link.

        Raises `SingleSignOnNotOffered` and `ProviderAway`.
        """
        bits = self._random.token_bytes(32)
        journey = base64.urlsafe_b64encode(bits).decode().rstrip("=")
        address = self._provider.address(
            state=self._secrets.proof("sso-state", journey),
            nonce=self._secrets.proof("sso-nonce", journey),
            verifier=self._secrets.proof("sso-verifier", journey),
        )
        named = f"{journey}.{int(now.timestamp())}.{purpose}"
        return {"address": address, "ticket": f"{named}.{self._seal(named)}"}

    def end(self, returned: Returned, purpose: str, now: datetime) -> str:
        """The key of the identity that the provider vouches for.

        Raises `SingleSignOnFailed` for everything that does not belong together, is too old or
        was for another purpose, `SingleSignOnNotOffered` and `ProviderAway`.
        """
        journey = self._journey(returned.ticket, purpose, now)
        if not _same(self._secrets.proof("sso-state", journey), returned.state):
            raise SingleSignOnFailed
        identity = self._provider.identity(
            code=returned.code,
            issuer=returned.issuer,
            nonce=self._secrets.proof("sso-nonce", journey),
            verifier=self._secrets.proof("sso-verifier", journey),
        )
        return self._secrets.proof("sso-subject", identity.issuer, identity.subject)

    def _journey(self, ticket: str, purpose: str, now: datetime) -> str:
        named, _, seal = ticket.rpartition(".")
        if not _same(self._seal(named), seal):
            raise SingleSignOnFailed
        journey, began, meant = named.split(".")
        if meant != purpose or now.timestamp() - int(began) > VALID.total_seconds():
            raise SingleSignOnFailed
        return journey

    def _seal(self, named: str) -> str:
        return self._secrets.proof("sso-ticket", named)


def _same(expected: str, given: str) -> bool:
    return hmac.compare_digest(expected.encode(), given.encode())
