"""Figures that are too small to be shown to everybody (D-103)."""

from __future__ import annotations

from services.kernel.eventkit.domain import Role

LEAST_SHOWN = 5
UNDER_FIVE = "under-5"
"""Stands in a table's cell for the text 'under 5'."""

_SEE_ALL = frozenset({Role.SECRETARIAT, Role.INTERNAL_SYSTEM})


def shown(count: int, role: Role) -> int | str:
    """A count of persons by attribute as this role sees it: under 5 only the secretariat."""
    return count if count >= LEAST_SHOWN or role in _SEE_ALL else UNDER_FIVE
