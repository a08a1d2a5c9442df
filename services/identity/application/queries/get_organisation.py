"""One organisation: its public part for everybody, all of it for itself and the secretariat (ID-80)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.organisation_answer import common_data, public_part, whole
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound, Role

SEES_ALL = frozenset({Role.SECRETARIAT, Role.INTERNAL_SYSTEM})


@dataclass(frozen=True)
class GetOrganisation:
    organisation_id: str


def get_organisation(
    query: GetOrganisation,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """The organisation, with the data all of JICA shares where it is one of its accounts (ID-79).

    Raises `NotFound`, for others also while it is not registered.
    """
    document = views.get("organisations", query.organisation_id)
    if document is None:
        raise NotFound
    actor, common = context.actor, common_data(views)
    own = actor.role is Role.ORGANISATION and actor.organisation_id == query.organisation_id
    if own or actor.role in SEES_ALL:
        return whole(document, personal_data, rules, context.at, common)
    if document["status"] != OrganisationStatus.REGISTERED.value:
        raise NotFound
    return public_part(document, common)
