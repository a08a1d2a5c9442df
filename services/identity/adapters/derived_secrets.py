"""Secrets derived with a key from ids that mean nothing (D-12, D-15, D-18)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import string
from itertools import count

LETTERS_AND_DIGITS = string.ascii_letters + string.digits
TEMPORARY_LENGTH = 8
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike: organisation codes are typed from paper."""
CODE_LENGTH = 12


class DerivedSecrets:
    """See `Secrets`."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def login_key(self, kind: str, login_id: str) -> str:
        return self._derive("login-id", str(kind), login_id.casefold()).hex()

    def link_token(self, account_id: str, issue_id: str) -> str:
        return f"{account_id}.{self.proof('link', account_id, issue_id)}"

    def proof(self, purpose: str, *parts: str) -> str:
        derived = self._derive(purpose, *parts)
        return base64.urlsafe_b64encode(derived).decode().rstrip("=")

    def temporary_password(self, issue_id: str) -> str:
        candidates = (
            self._text(
                LETTERS_AND_DIGITS, TEMPORARY_LENGTH, "temporary-password", issue_id, str(attempt)
            )
            for attempt in count()
        )
        return next(
            text
            for text in candidates
            if any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
        )

    def organisation_code(self, issue_id: str) -> str:
        return self._text(CODE_ALPHABET, CODE_LENGTH, "organisation-code", issue_id)

    def _text(self, alphabet: str, length: int, *purpose: str) -> str:
        """Evenly distributed characters: 256 bits leave no bias worth mentioning."""
        number = int.from_bytes(self._derive(*purpose), "big")
        characters = []
        for _ in range(length):
            number, index = divmod(number, len(alphabet))
            characters.append(alphabet[index])
        return "".join(characters)

    def _derive(self, *purpose: str) -> bytes:
        return hmac.digest(self._key, "\x1f".join(purpose).encode(), hashlib.sha256)
