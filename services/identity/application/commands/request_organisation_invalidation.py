"""An organisation asks for its deletion (ID-77)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_organisation import by_office, organisation_of
from services.identity.domain.organisation.ending import request_invalidation
from services.identity.domain.organisation.events import OrganisationInvalidationRequested
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import ALIVE, require
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RequestOrganisationInvalidation:
    reason: str
    organisation_id: str | None = None


def request_organisation_invalidation(
    command: RequestOrganisationInvalidation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Files the request, or the secretariat records one that came by mail.

    The secretariat decides on it. Raises `NotFound`, `OrganisationNotInState`.
    """
    organisation_id = organisation_of(context, command.organisation_id)
    by_mail = by_office(context)

    def decide(state: Organisation) -> list[OrganisationInvalidationRequested]:
        require(state, ALIVE)
        reason = personal_data.seal(state.account_id, {"reason": command.reason})
        return request_invalidation(state, reason, context.at, by_mail=by_mail)

    done = organisations.change(organisation_id, context, decide)
    answer = receipt(done, organisation_id=organisation_id)
    views.wait_for(answer["position"])
    return answer
