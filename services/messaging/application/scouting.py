"""What the use cases of scout mails share: whose it is, and whether the person may be written to."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.domain import NotFound
from services.messaging.application.callers import organisation_of
from services.messaging.application.ports import Office
from services.messaging.domain.scout_message.scout_message import require_full_organisation


def scouting_organisation(context: Context) -> str:
    """The organisation that scouts; raises NotPermitted, ScoutMailsForFullOrganisations."""
    organisation_id = organisation_of(context)
    require_full_organisation(context.actor)
    return organisation_id


def scout_id_of(organisation_id: str, person_id: str) -> str:
    """The id of the one thread of an organisation and a person, begun or not (D-85)."""
    return derived_id("scout-message", organisation_id, person_id)


def user_id_of(office: Office, organisation_id: str, person_id: str) -> str:
    """The user ID under which the person is shown to this organisation.

    Identity reads the account itself: nothing that a person was told to hold is missed. Raises
    NotFound for everybody who is not shown, whatever the reason (ID-44).
    """
    question = {"account_id": person_id, "organisation_id": organisation_id}
    try:
        showing: dict[str, Any] = office.neighbours.ask("identity", "get_profile_showing", question)
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        raise NotFound from None
    if not showing["shown"]:
        raise NotFound
    return str(showing["user_id"])
