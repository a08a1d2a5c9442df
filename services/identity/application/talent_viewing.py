"""Who may browse people: full organisations (ID-52, D-36)."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import Facet, Kind, NotPermitted, Refusal


class TalentViewingForFullOrganisations(Refusal):
    """Talent viewing (人材閲覧機能) is open to full organisations only (ID-52)."""

    code = "talent-viewing-for-full-organisations"
    kind = Kind.FORBIDDEN


def browsing_organisation(context: Context) -> str:
    """The organisation that browses.

    Raises `NotPermitted`, and `TalentViewingForFullOrganisations` for a simple one.
    """
    organisation_id = context.actor.organisation_id
    if organisation_id is None:
        raise NotPermitted
    if Facet.FULL_ORGANISATION not in context.actor.facets:
        raise TalentViewingForFullOrganisations
    return organisation_id
