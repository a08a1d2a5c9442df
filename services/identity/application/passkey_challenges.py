"""Challenges of passkeys: for one browser or session, for one answer, for a few minutes."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from services.identity.application.ports import RandomSource, Secrets, SpentChallenges
from services.identity.domain.credentials.passkeys import PasskeyChallengeOver
from services.identity.domain.rules import Rules

CHALLENGE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Challenge:
    """What an authenticator signs, and the digest that tells one from another."""

    bits: bytes

    @property
    def key(self) -> str:
        """Says which one it was, and not what it was."""
        return hashlib.sha256(self.bits).hexdigest()


class Challenges:
    """Nothing is kept of a challenge that is not answered: the ticket of the browser carries it.

    A ticket holds random bits, the second they were made, what they are for and a seal that only
    this service can make. What is answered is kept until the challenge would have ended anyway.
    """

    def __init__(
        self, secrets: Secrets, random: RandomSource, spent: SpentChallenges, rules: Rules
    ) -> None:
        self._secrets = secrets
        self._random = random
        self._spent = spent
        self._valid = rules.passkey_challenge_valid

    def begin(self, purpose: str, now: datetime) -> tuple[Challenge, str]:
        """A new challenge and its ticket; `purpose` has no dots and is given again at the end."""
        bits = _text(self._random.token_bytes(CHALLENGE_BYTES))
        named = f"{bits}.{int(now.timestamp())}.{purpose}"
        return self._challenge(named), f"{named}.{self._seal(named)}"

    def purpose(self, ticket: str) -> str:
        """What a ticket of this service is for. Raises `PasskeyChallengeOver` for other texts."""
        return self._parts(ticket)[2]

    def answer(self, ticket: str, purpose: str, taker: str, now: datetime) -> Challenge:
        """The challenge of a ticket, for this command only: the same one may ask again.

        Raises `PasskeyChallengeOver` for a ticket that was made up, was made for another purpose,
        is too old, or was answered before.
        """
        named, began, meant = self._parts(ticket)
        if meant != purpose or now - began > self._valid:
            raise PasskeyChallengeOver
        challenge = self._challenge(named)
        if not self._spent.take(challenge.key, taker, now):
            raise PasskeyChallengeOver
        return challenge

    def _parts(self, ticket: str) -> tuple[str, datetime, str]:
        named, _, seal = ticket.rpartition(".")
        if not hmac.compare_digest(self._seal(named).encode(), seal.encode()):
            raise PasskeyChallengeOver
        _, began, purpose = named.split(".")
        return named, datetime.fromtimestamp(int(began), UTC), purpose

    def _challenge(self, named: str) -> Challenge:
        made = self._secrets.proof("passkey-challenge", named)
        return Challenge(base64.urlsafe_b64decode(f"{made}="))

    def _seal(self, named: str) -> str:
        return self._secrets.proof("passkey-ticket", named)


def _text(bits: bytes) -> str:
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")
