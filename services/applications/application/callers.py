"""Whose request it is: rows of somebody else do not exist for a caller (AP-44, D-65)."""

from __future__ import annotations

from typing import Any

from services.applications.domain.application.state import Application
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound, NotPermitted, Role

_STAFF = frozenset({Role.SECRETARIAT, Role.INTERNAL_SYSTEM})


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


def check_received_by_caller(application: Application, context: Context) -> None:
    """Raises NotFound unless the application was submitted to the caller's organisation."""
    if application.submitted_at is None:
        raise NotFound
    if application.organisation_id != organisation_of(context):
        raise NotFound


def may_handle(document: dict[str, Any], context: Context) -> bool:
    """Whether the caller may see this submitted application as the one who handles it."""
    if document["submitted_at"] is None:
        return False
    if context.actor.role in _STAFF:
        return True
    own = context.actor.organisation_id
    return own is not None and document["organisation_id"] == own
