"""Who answers a survey: whoever holds a personal link, or the organisation that is logged in."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound, Role
from services.reporting.application.ports import Links


def addressee_of(survey_id: str, token: str | None, context: Context, links: Links) -> str:
    """The addressee's id; raises `NotFound` for a foreign link and for callers without either."""
    if token:
        addressee = links.addressee(survey_id, token)
    elif context.actor.role in (Role.ORGANISATION, Role.JICA_DEPARTMENT):
        addressee = context.actor.organisation_id
    else:
        addressee = None
    if addressee is None:
        raise NotFound
    return addressee
