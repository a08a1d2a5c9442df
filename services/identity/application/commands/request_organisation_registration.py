"""A body asks to be registered as an organisation (ID-72 to ID-75)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.half_width import require_address
from services.identity.domain.organisation.details import (
    Category,
    InstitutionType,
    OrganisationDetails,
    OrganisationKind,
)
from services.identity.domain.organisation.events import OrganisationRegistrationRequested
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registration import request
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotPermitted, Role


@dataclass(frozen=True)
class RequestOrganisationRegistration:
    kind: str
    category: str
    institution_type: str
    name: str
    name_en: str
    address: str
    telephone: str
    email: str
    person_in_charge: str
    activity: str
    listed: bool = False
    without_login: bool = False


def request_organisation_registration(
    command: RequestOrganisationRegistration,
    context: Context,
    *,
    organisations: Repository[Organisation],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Files the request, full or simple, on the path of its category (D-35).

    The address becomes the login ID when the request is approved; Hello Work staff also record
    establishments that get none (ID-86, D-86). Raises `InvalidInput`, `NotPermitted`.
    """
    if command.without_login and context.actor.role is not Role.HELLO_WORK:
        raise NotPermitted
    require_address("email", command.email)
    organisation_id = context.id_for("organisation")
    account_id = context.id_for("account")
    requested = OrganisationRegistrationRequested(
        organisation_id=organisation_id,
        account_id=account_id,
        details=OrganisationDetails(
            kind=OrganisationKind(command.kind),
            category=Category(command.category),
            institution_type=InstitutionType(command.institution_type),
            name=command.name,
            name_en=command.name_en,
            address=command.address,
            activity=command.activity,
            listed=command.listed,
            has_mypage=not command.without_login,
        ),
        contact=personal_data.seal(
            account_id,
            {
                "person_in_charge": command.person_in_charge,
                "email": command.email,
                "telephone": command.telephone,
            },
        ),
        language=context.language,
        at=context.at,
    )
    done = organisations.change(organisation_id, context, lambda state: request(state, requested))
    return receipt(done, organisation_id=organisation_id)
