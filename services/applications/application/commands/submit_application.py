"""Sending a draft to the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.known_listings import known_listing
from services.applications.application.ports import Desk
from services.applications.application.reception import next_reception_id
from services.applications.domain.application.events import ApplicationSubmitted
from services.applications.domain.application.state import Application, check_applicants_own
from services.applications.domain.application.submitting import submit
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class SubmitApplication:
    application_id: str
    expected_version: int | None = None


def submit_application(
    command: SubmitApplication, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Submits the caller's draft (AP-01, AP-08 to AP-12).

    Raises NotFound, StaleForm, and what `submit` raises.
    """
    person_id = person_of(context)
    before, _ = desk.applications.load(command.application_id)
    check_applicants_own(before, person_id)
    listing = known_listing(desk.views, before.listing_id)
    try:
        desk.personal_data.seal(person_id, {})  # refused for somebody who has left
    except Unreadable:
        raise NotFound from None
    reception_id = before.reception_id or next_reception_id(desk.numbers)

    def decide(application: Application) -> list[ApplicationSubmitted]:
        return submit(
            application, listing, context.actor, reception_id=reception_id, now=context.at
        )

    done = desk.applications.change(
        command.application_id, context, decide, expected_version=command.expected_version
    )
    return receipt(
        done, application_id=command.application_id, reception_id=done.state.reception_id
    )
