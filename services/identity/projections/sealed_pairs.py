"""Sealed values in documents: the pair of owner and token, readable to nobody."""

from __future__ import annotations

from services.kernel.eventkit.domain import Sealed

Pair = list[str]


def pair(sealed: Sealed | None) -> Pair | None:
    """How a document holds a sealed value."""
    return None if sealed is None else [sealed.owner, sealed.token]


def sealed(value: Pair) -> Sealed:
    """The sealed value that a document holds."""
    owner, token = value
    return Sealed(owner, token)
