"""One organisation: its public part for everybody, all of it for itself and the secretariat (ID-80)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.organisation_answer import public_part, whole
from services.identity.domain.organisation.registration import OrganisationStatus
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound, Role

SEES_ALL = frozenset({Role.SECRETARIAT, Role.INTERNAL_SYSTEM})


@dataclass(frozen=True)
class GetOrganisation:
    organisation_id: str


def get_organisation(
    query: GetOrganisation, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """The organisation. Raises `NotFound`, for others also while it is not registered."""
    document = views.get("organisations", query.organisation_id)
    if document is None:
        raise NotFound
    actor = context.actor
    own = actor.role is Role.ORGANISATION and actor.organisation_id == query.organisation_id
    if own or actor.role in SEES_ALL:
        return whole(document, personal_data)
    if document["status"] != OrganisationStatus.REGISTERED.value:
        raise NotFound
    return public_part(document)
