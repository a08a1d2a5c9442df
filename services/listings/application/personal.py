"""Whose favourites and saved searches a caller reads and changes."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotPermitted, Role


def person_of(context: Context) -> str:
    """The caller's account id. Raises `NotPermitted` for who is no individual."""
    if context.actor.role is not Role.INDIVIDUAL or context.actor.id is None:
        raise NotPermitted
    return context.actor.id
