"""What the pages of a scout mail show before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.messaging_scouts import SCOUT_LANGUAGES
from services.kernel.eventkit.application.context import Context
from services.messaging.application.ports import Office
from services.messaging.application.scouting import scout_id_of, scouting_organisation, user_id_of


@dataclass(frozen=True)
class GetScoutForm:
    account_id: str


def get_scout_form(query: GetScoutForm, context: Context, *, office: Office) -> dict[str, Any]:
    """The addressee by user ID, and the thread where there is one already (ME-09, ME-11).

    Raises ScoutMailsForFullOrganisations, and NotFound for a person who is not shown.
    """
    organisation_id = scouting_organisation(context)
    user_id = user_id_of(office, organisation_id, query.account_id)
    scout_id = scout_id_of(organisation_id, query.account_id)
    sent = office.scouts.load(scout_id)[0].sent
    return {
        "account_id": query.account_id,
        "user_id": user_id,
        "languages": list(SCOUT_LANGUAGES),
        "scout_id": sent and scout_id,
        "number": sent and sent.number,
    }
