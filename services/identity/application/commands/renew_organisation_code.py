"""A new organisation code for a lost one, by a signed-in hand (ID-71, D-18)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_organisation import organisation_of
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import reissue_code
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RenewOrganisationCode:
    organisation_id: str | None = None


def renew_organisation_code(
    command: RenewOrganisationCode,
    context: Context,
    *,
    organisations: Repository[Organisation],
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Voids the code and mails a new one to the registered address; nobody sees it here.

    Raises `NotFound`, `OrganisationNotInState`, `CodeReissuedLately`.
    """
    organisation_id = organisation_of(context, command.organisation_id)
    issue_id = context.id_for("organisation-code")
    done = organisations.change(
        organisation_id, context, lambda state: reissue_code(state, issue_id, context.at, rules)
    )
    answer = receipt(done, organisation_id=organisation_id)
    views.wait_for(answer["position"])
    return answer
