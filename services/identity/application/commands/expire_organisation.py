"""The validity of a registration has passed (ID-82); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import expire
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ExpireOrganisation:
    organisation_id: str


def expire_organisation(
    command: ExpireOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    views: Views,
) -> dict[str, Any]:
    """Expires it, unless it was extended or ended meanwhile."""
    organisation_id = command.organisation_id
    done = organisations.change(organisation_id, context, lambda state: expire(state, context.at))
    answer = receipt(done, organisation_id=organisation_id)
    views.wait_for(answer["position"])
    return answer
