"""The account of the caller."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotPermitted


def own_account_id(context: Context) -> str:
    """The id of the caller's account. Raises `NotPermitted` for callers without one."""
    if context.actor.id is None:
        raise NotPermitted
    return context.actor.id
