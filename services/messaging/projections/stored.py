"""How values of events stand in documents."""

from __future__ import annotations

from services.kernel.eventkit.domain import Sealed


def pair(sealed: Sealed) -> list[str]:
    """Sealed data as it stands in a document."""
    return [sealed.owner, sealed.token]
