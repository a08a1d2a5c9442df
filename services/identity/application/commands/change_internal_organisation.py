"""For which organisation of JICA an internal user posts (ID-87, section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.jica_organisations import require_jica_organisation
from services.identity.domain.account.office import change_organisation
from services.identity.domain.account.state import Account
from services.identity.domain.organisation.organisation import Organisation
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ChangeInternalOrganisation:
    account_id: str
    organisation_id: str | None = None


def change_internal_organisation(
    command: ChangeInternalOrganisation,
    context: Context,
    *,
    accounts: Repository[Account],
    organisations: Repository[Organisation],
    views: Views,
) -> dict[str, Any]:
    """The next request posts for this one; without one, for none.

    Raises `NotFound`, and `InvalidInput` for what is no registered organisation of JICA.
    """
    organisation_id = command.organisation_id or None
    require_jica_organisation(organisation_id, organisations)
    done = accounts.change(
        command.account_id,
        context,
        lambda account: change_organisation(account, organisation_id, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
