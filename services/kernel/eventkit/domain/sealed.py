"""Personal data as the domain sees it: a value that can be carried and stored, not read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ciphertext under the key of one owner (a person or a message).

    Whoever holds it can store it anywhere; only the service's `PersonalData` port can open it,
    and nobody can once the owner's key is destroyed.
    """

    owner: str
    token: str
