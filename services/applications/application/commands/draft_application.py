"""Filling in the application form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.attempts import change_attempt
from services.applications.application.callers import person_of
from services.applications.application.form_input import FormInput, drafting
from services.applications.application.known_listings import known_listing
from services.applications.application.leaving import end_if_left_meanwhile
from services.applications.application.ports import Desk
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class DraftApplication(FormInput):
    """The form alone."""


def draft_application(command: DraftApplication, context: Context, *, desk: Desk) -> dict[str, Any]:
    """Starts or revises the caller's application to a listing (AP-03 to AP-07, AP-09, AP-12).

    `direct` asks for a direct application; without it the registration decides (D-46). Raises
    what `draft` raises.
    """
    person_id = person_of(context)
    listing = known_listing(desk.views, command.listing_id)
    form = drafting(command, listing, person_id, context, desk)
    done = change_attempt(desk.applications, command.listing_id, person_id, context, form)
    end_if_left_meanwhile(done.state.application_id, person_id, context, desk=desk)
    return receipt(
        done,
        application_id=done.state.application_id,
        required_documents=list(listing.required_documents),
    )
