"""What the compose page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.messaging import MAIL_TYPES
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import NotFound
from services.messaging.application.jocv_only import may_know
from services.messaging.application.ports import Office
from services.messaging.application.queries.shown import listing_titles, organisation_names
from services.messaging.domain.organisation_mail.thread import require_full_registration
from services.messaging.projections.surroundings import LISTINGS, ORGANISATIONS


@dataclass(frozen=True)
class GetOrganisationMailForm:
    organisation_id: str | None = None
    data_number: str | None = None


def get_organisation_mail_form(
    query: GetOrganisationMailForm, context: Context, *, office: Office
) -> dict[str, Any]:
    """The fixed recipient, the listing it is about and the mail types (ME-01, ME-02).

    Raises NotFound for an organisation that does not take part, or a listing never published, and
    MailNeedsFullRegistration.
    """
    require_full_registration(context.actor)
    about: Document = {"organisation_id": query.organisation_id, "listing_id": None}
    if query.data_number is not None:
        found = office.views.find(LISTINGS, {"data_number": query.data_number}, limit=1)
        if not found or not may_know(found[0], context):
            raise NotFound
        about = found[0]
    if office.views.get(ORGANISATIONS, about["organisation_id"]) is None:
        raise NotFound
    names = organisation_names(office, [about], context.language)
    return {
        "organisation_id": about["organisation_id"],
        "organisation_name": names[about["organisation_id"]],
        "listing": listing_titles(office, [about]).get(about["listing_id"]),
        "types": list(MAIL_TYPES),
    }
