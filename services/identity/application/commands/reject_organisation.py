"""The secretariat refuses an organisation's request (ID-76)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.organisation.registration import Organisation, reject
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


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
    organisation, _ = organisations.load(command.organisation_id)
    if organisation.contact is None:
        raise NotFound
    reason = personal_data.seal(organisation.account_id, {"reason": command.reason})
    done = organisations.change(
        command.organisation_id,
        context,
        lambda state: reject(state, reason, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, organisation_id=command.organisation_id)
