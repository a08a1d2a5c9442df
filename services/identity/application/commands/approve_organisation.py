"""The secretariat registers an organisation (ID-72 to ID-75)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import Secrets
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, LoginIdInUse
from services.identity.domain.organisation.events import OrganisationRegistered
from services.identity.domain.organisation.organisation import Organisation, OrganisationStatus
from services.identity.domain.organisation.registration import approve
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ApproveOrganisation:
    organisation_id: str
    expected_version: int | None = None


def approve_organisation(
    command: ApproveOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    login_ids: Repository[LoginId],
    numbers: Numbers,
    personal_data: PersonalData,
    secrets: Secrets,
    rules: Rules,
) -> dict[str, Any]:
    """Gives the organisation its institution ID (求人機関ID); emits `OrganisationRegistered`.

    Raises `NotFound`, `OrganisationNotRequested`, `StaleForm`, and `LoginIdInUse` when the
    address belongs to another organisation's account. An establishment without login gets none.
    """
    organisation, _ = organisations.load(command.organisation_id)
    key = ""
    details, contact = organisation.details, organisation.contact
    is_open = organisation.status is OrganisationStatus.REQUESTED
    if is_open and details is not None and contact is not None and details.has_mypage:
        email = personal_data.open(contact)["email"]
        key = secrets.login_key(AccountKind.ORGANISATION, email)
        if login_ids.load(key)[0].account_id not in (None, organisation.account_id):
            raise LoginIdInUse
    done = organisations.change(
        command.organisation_id,
        context,
        lambda state: approve(
            state,
            lambda: f"K{numbers.next('institution'):06d}",
            key,
            context.id_for("organisation-code"),
            context.id_for("activation"),
            context.at,
            rules,
        ),
        expected_version=command.expected_version,
    )
    registered = next(e for e in done.events if isinstance(e, OrganisationRegistered))
    return receipt(
        done,
        organisation_id=registered.organisation_id,
        institution_id=registered.institution_id,
        account_id=registered.account_id,
    )
