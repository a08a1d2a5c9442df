"""One-time codes of RFC 6238 as every authenticator app makes them: SHA-1, 6 digits, 30 seconds."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
SECONDS = 30
BESIDE = (0, -1, 1)
"""The step now, and one to either side for clocks that are not quite right."""


class TotpCodes:
    """See `OneTimeCodes`."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    def address(self, secret: str, name: str) -> str:
        return _totp(secret).get_provisioning_uri(name, self._issuer)

    def step_of(self, secret: str, typed: str, now: datetime) -> int | None:
        if not (typed.isascii() and typed.isdecimal() and len(typed) == DIGITS):
            return None
        totp, present = _totp(secret), int(now.timestamp()) // SECONDS
        found = None
        for beside in BESIDE:
            code = totp.generate((present + beside) * SECONDS)
            if hmac.compare_digest(code, typed.encode()):
                found = present + beside
        return found


def _totp(secret: str) -> TOTP:
    padded = secret + "=" * (-len(secret) % 8)
    return TOTP(base64.b32decode(padded), DIGITS, SHA1(), SECONDS)
