"""The secretariat changes an organisation's registered data (ID-81)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from services.identity.application.ports import Secrets
from services.identity.domain.half_width import require_address
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, LoginIdInUse
from services.identity.domain.organisation.details import InstitutionType
from services.identity.domain.organisation.events import OrganisationInfoUpdated
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import REGISTERED, NewData, require, update
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class UpdateOrganisation:
    organisation_id: str
    institution_type: str
    name: str
    name_en: str
    address: str
    telephone: str
    email: str
    person_in_charge: str
    activity: str
    request_id: str | None = None
    expected_version: int | None = None


def update_organisation(
    command: UpdateOrganisation,
    context: Context,
    *,
    organisations: Repository[Organisation],
    login_ids: Repository[LoginId],
    personal_data: PersonalData,
    secrets: Secrets,
    views: Views,
) -> dict[str, Any]:
    """Applies a change, with or without a request for it; kind, category and ID stay (ID-75).

    Another address is another login ID; the account follows by `on_organisation_updated`. Raises
    `NotFound`, `OrganisationNotInState`, `NoSuchChangeRequest`, `LoginIdInUse`, `StaleForm`.
    """
    require_address("email", command.email)
    key = secrets.login_key(AccountKind.ORGANISATION, command.email)
    contact = {
        "person_in_charge": command.person_in_charge,
        "email": command.email,
        "telephone": command.telephone,
    }

    def decide(state: Organisation) -> list[OrganisationInfoUpdated]:
        known = require(state, REGISTERED)
        details = replace(
            known.details,
            institution_type=InstitutionType(command.institution_type),
            name=command.name,
            name_en=command.name_en,
            address=command.address,
            activity=command.activity,
        )
        if details.has_mypage and login_ids.load(key)[0].account_id not in (
            None,
            state.account_id,
        ):
            raise LoginIdInUse
        new = NewData(details, personal_data.seal(state.account_id, contact), key)
        return update(state, new, command.request_id, context.at)

    done = organisations.change(
        command.organisation_id, context, decide, expected_version=command.expected_version
    )
    answer = receipt(done, organisation_id=command.organisation_id)
    views.wait_for(answer["position"])
    return answer
