"""Password hashing with argon2id, peppered (D-16, OWASP ASVS 5, 11.4)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type

T = TypeVar("T")

AT_ONCE = 4
"""More hashes at once would only take memory: each needs its own."""


class Argon2Passwords:
    """See `Passwords`.

    What is hashed is the text under a keyed digest, so that a stolen database alone does not let
    anybody try passwords. Under eventlet the work is done in a native thread, because a hash
    would hold up every other request of the process.
    """

    def __init__(self, pepper: bytes, *, memory_kib: int, time_cost: int) -> None:
        self._pepper = pepper
        self._hasher = PasswordHasher(
            time_cost=time_cost, memory_cost=memory_kib, parallelism=1, type=Type.ID
        )
        self._at_once = threading.BoundedSemaphore(AT_ONCE)
        self._decoy = self.hash("nobody's password")

    @property
    def decoy(self) -> str:
        return self._decoy

    def hash(self, text: str) -> str:
        return self._work(self._hasher.hash, self._peppered(text))

    def verify(self, hashed: str, text: str) -> bool:
        try:
            return self._work(self._hasher.verify, hashed, self._peppered(text))
        except (VerifyMismatchError, InvalidHashError):
            return False

    def _peppered(self, text: str) -> bytes:
        return base64.b64encode(hmac.digest(self._pepper, text.encode(), hashlib.sha256))

    def _work(self, work: Callable[..., T], *arguments: Any) -> T:
        with self._at_once:
            return _native(work, *arguments)


def _native(work: Callable[..., T], *arguments: Any) -> T:
    """Runs in a native thread where eventlet's hub has to go on, and directly everywhere else."""
    if "eventlet" in sys.modules:
        from eventlet import patcher, tpool

        if patcher.is_monkey_patched("thread"):
            outcome: T = tpool.execute(work, *arguments)
            return outcome
    return work(*arguments)
