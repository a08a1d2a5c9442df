"""Whose request it is (ME-08, D-65)."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotPermitted


def person_of(context: Context) -> str:
    """The id of the individual who calls; raises NotPermitted."""
    if context.actor.id is None:
        raise NotPermitted
    return context.actor.id


def organisation_of(context: Context) -> str:
    """The id of the organisation that calls; raises NotPermitted."""
    if context.actor.organisation_id is None:
        raise NotPermitted
    return context.actor.organisation_id
