"""Personal links of surveys by HMAC-SHA256 (RFC 2104): nothing about them needs to be stored."""

from __future__ import annotations

import base64
import hashlib
import hmac

MAC_BYTES = 16


class SignedLinks:
    """See `Links`. A token is `<addressee>.<mac>`, both in base64 for URLs."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, survey_id: str, addressee: str) -> str:
        return f"{_encode(addressee.encode())}.{_encode(self._mac(survey_id, addressee))}"

    def addressee(self, survey_id: str, token: str) -> str | None:
        name, _, mac = token.partition(".")
        try:
            addressee = _decode(name).decode()
            given = _decode(mac)
        except ValueError:
            return None
        return addressee if hmac.compare_digest(given, self._mac(survey_id, addressee)) else None

    def _mac(self, survey_id: str, addressee: str) -> bytes:
        message = f"{len(survey_id)}:{survey_id}:{addressee}".encode()
        return hmac.new(self._key, message, hashlib.sha256).digest()[:MAC_BYTES]


def _encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
