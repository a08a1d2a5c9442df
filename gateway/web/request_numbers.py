"""Numbers of requests: nobody can guess one."""

from __future__ import annotations

import os

BYTES = 16
_AT_ONCE = 256
_drawn: list[str] = []


def new_request_number() -> str:
    """Sixteen random bytes in hexadecimal.

    Drawn many at a time: the system's randomness is a call that lets other threads run first.
    """
    try:
        return _drawn.pop()
    except IndexError:
        drawn = os.urandom(BYTES * _AT_ONCE).hex()
        width = 2 * BYTES
        _drawn.extend(drawn[at : at + width] for at in range(0, len(drawn), width))
        return new_request_number()
