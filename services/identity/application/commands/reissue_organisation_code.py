"""An organisation that lost its code gets a new one by mail (団体コード再発行, ID-71, D-18)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import Secrets
from services.identity.domain.attempts import ReissueClosed, refuse_while_closed
from services.identity.domain.half_width import require_half_width
from services.identity.domain.login_id import LoginId, reissue_unknown
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import (
    CodeReissuedLately,
    OrganisationNotInState,
    reissue_code,
)
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable, Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Sealed

DECOY = "nobody"
COUNTER = "organisation-code"


@dataclass(frozen=True)
class ReissueOrganisationCode:
    institution_id: str
    email: str


def reissue_organisation_code(
    command: ReissueOrganisationCode,
    context: Context,
    *,
    organisations: Repository[Organisation],
    login_ids: Repository[LoginId],
    personal_data: PersonalData,
    secrets: Secrets,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Mails a new code when institution ID and registered address belong together.

    The answer is the same in every case, so that neither can be guessed by it. Wrong pairs are
    counted for the institution ID asked for, known or not, and three close it for 24 hours as in
    any reissue (D-14); a code is sent once in 24 hours, so that nobody's mailbox is flooded. Raises
    `InvalidInput`.
    """
    require_half_width({"institution_id": command.institution_id, "email": command.email})
    institution_id = command.institution_id.upper()
    key = secrets.login_key(COUNTER, institution_id)
    found = views.find("organisations", {"institution_id": institution_id}, limit=1)
    organisation_id = str(found[0]["organisation_id"]) if found else DECOY
    organisation, _ = organisations.load(organisation_id)
    registered = _address(organisation.contact, personal_data)
    matches = registered.casefold() == command.email.casefold() and registered != ""
    issue_id = context.id_for("organisation-code")
    # whoever asks must not learn in which state an organisation is
    with suppress(ReissueClosed, CodeReissuedLately, OrganisationNotInState):
        if matches:
            refuse_while_closed(login_ids.load(key)[0].attempts, context.at, rules)
            organisations.change(
                organisation_id,
                context,
                lambda state: reissue_code(state, issue_id, context.at, rules),
            )
        else:
            login_ids.change(
                key,
                context,
                lambda state: reissue_unknown(state, lambda: None, context.at, rules),
            )
    return {"accepted": True}


def _address(contact: Sealed | None, personal_data: PersonalData) -> str:
    sealed = contact or personal_data.seal(DECOY, {})
    try:
        return str(personal_data.open(sealed).get("email", ""))
    except Unreadable:
        return ""
