"""The organisation confirms its registered data (ID-78, D-26)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_organisation import organisation_of
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import confirm
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ConfirmOrganisationInfo:
    organisation_id: str | None = None


def confirm_organisation_info(
    command: ConfirmOrganisationInfo,
    context: Context,
    *,
    organisations: Repository[Organisation],
    views: Views,
) -> dict[str, Any]:
    """Says that the data are right. Raises `NotFound`, `OrganisationNotInState`."""
    organisation_id = organisation_of(context, command.organisation_id)
    done = organisations.change(organisation_id, context, lambda state: confirm(state, context.at))
    answer = receipt(done, organisation_id=organisation_id)
    views.wait_for(answer["position"])
    return answer
