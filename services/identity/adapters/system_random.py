"""Randomness of the operating system."""

from __future__ import annotations

import secrets


class SystemRandom:
    """See `RandomSource`."""

    def token_bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)
