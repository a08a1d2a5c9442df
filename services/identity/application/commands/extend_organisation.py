"""Extension of an organisation's registration (延長登録, ID-82, D-38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_organisation import by_office, organisation_of
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import extend
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ExtendOrganisation:
    organisation_id: str | None = None


def extend_organisation(
    command: ExtendOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Extends by 12 months; a validity that has passed is extended by the secretariat only.

    Raises `NotFound`, `OrganisationNotInState`, `ExtensionNotOpen`.
    """
    organisation_id = organisation_of(context, command.organisation_id)
    done = organisations.change(
        organisation_id,
        context,
        lambda state: extend(state, context.at, rules, office=by_office(context)),
    )
    answer = receipt(
        done,
        organisation_id=organisation_id,
        valid_until=done.state.valid_until.isoformat() if done.state.valid_until else None,
    )
    views.wait_for(answer["position"])
    return answer
