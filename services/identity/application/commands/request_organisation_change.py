"""A change of institution data is asked of the secretariat (ID-81, D-37)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_organisation import by_office, organisation_of
from services.identity.domain.organisation.events import OrganisationInfoChangeRequested
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import REGISTERED, request_change, require
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RequestOrganisationChange:
    person_in_charge: str
    items: str
    organisation_id: str | None = None


def request_organisation_change(
    command: RequestOrganisationChange,
    context: Context,
    *,
    organisations: Repository[Organisation],
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Files the request: an organisation its own, the secretariat one that came by mail.

    Nothing of the registered data changes. Raises `NotFound`, `OrganisationNotInState`.
    """
    organisation_id = organisation_of(context, command.organisation_id)
    request_id = context.id_for("organisation-change")
    content = {"person_in_charge": command.person_in_charge, "items": command.items}

    def decide(state: Organisation) -> list[OrganisationInfoChangeRequested]:
        require(state, REGISTERED)
        requested = OrganisationInfoChangeRequested(
            organisation_id,
            request_id,
            personal_data.seal(state.account_id, content),
            by_office(context),
            context.at,
        )
        return request_change(state, requested)

    done = organisations.change(organisation_id, context, decide)
    answer = receipt(done, organisation_id=organisation_id, request_id=request_id)
    views.wait_for(answer["position"])
    return answer
