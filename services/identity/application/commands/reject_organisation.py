"""The secretariat refuses an organisation's request (ID-76)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.organisation.events import OrganisationRegistrationRejected
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registration import open_request, reject
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RejectOrganisation:
    organisation_id: str
    reason: str
    expected_version: int | None = None


def reject_organisation(
    command: RejectOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Refuses with a reason that is mailed. Raises `NotFound`, `OrganisationNotRequested`."""

    def decide(state: Organisation) -> list[OrganisationRegistrationRejected]:
        open_request(state)
        reason = personal_data.seal(state.account_id, {"reason": command.reason})
        return reject(state, reason, context.at)

    done = organisations.change(
        command.organisation_id,
        context,
        decide,
        expected_version=command.expected_version,
    )
    return receipt(done, organisation_id=command.organisation_id)
