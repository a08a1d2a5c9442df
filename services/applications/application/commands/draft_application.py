"""Filling in the application form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.attempts import change_attempt
from services.applications.application.callers import person_of
from services.applications.application.known_listings import known_listing
from services.applications.application.ports import Desk
from services.applications.application.sealing import seal_form
from services.applications.domain.application.drafting import draft
from services.applications.domain.application.routes import route_for
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class DraftApplication:
    listing_id: str
    applicant_name: str
    confirmations: tuple[str, ...] = ()
    remarks: str = ""
    direct: bool = False
    motivation: str = ""


def draft_application(command: DraftApplication, context: Context, *, desk: Desk) -> dict[str, Any]:
    """Starts or revises the caller's application to a listing (AP-03 to AP-07, AP-09, AP-12).

    `direct` asks for a direct application; without it the registration decides (D-46). Raises
    what `draft` raises.
    """
    person_id = person_of(context)
    listing = known_listing(desk.views, command.listing_id)
    confirmations = tuple(command.confirmations)
    route = route_for(listing, context.actor, direct=command.direct)
    content = seal_form(
        desk.personal_data,
        person_id,
        applicant_name=command.applicant_name,
        remarks=command.remarks,
        motivation=command.motivation,
    )
    done = change_attempt(
        desk.applications,
        command.listing_id,
        person_id,
        context,
        lambda application_id, application: draft(
            application,
            listing,
            context.actor,
            application_id=application_id,
            person_id=person_id,
            route=route,
            motivated=bool(command.motivation),
            confirmations=confirmations,
            content=content,
            now=context.at,
        ),
    )
    return receipt(
        done,
        application_id=done.state.application_id,
        required_documents=list(listing.required_documents),
    )
