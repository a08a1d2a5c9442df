"""When the validity of an organisation's registration passes (ID-82)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.identity.domain.organisation.events import (
    OrganisationInvalidated,
    OrganisationRegistered,
    OrganisationRegistrationExpired,
    OrganisationRegistrationExtended,
    OrganisationWithdrawn,
)
from services.identity.domain.organisation.validity import first_validity
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.schedule import due_entry
from services.kernel.eventkit.domain.tokyo import moment


def _key(recorded: Recorded[Any]) -> str:
    return f"organisation-{recorded.event.organisation_id}"


def schedule_organisations(due: Projection) -> None:
    """Adds the ends of validity to the schedule."""

    def ends(organisation_id: str, valid_until: date) -> Document:
        return due_entry(
            moment(valid_until + timedelta(days=1)),
            "expire_organisation",
            {"organisation_id": organisation_id},
            f"registration of organisation {organisation_id} has lapsed",
        )

    @due.on(OrganisationRegistered, key=_key)
    def registered(
        document: Document | None, recorded: Recorded[OrganisationRegistered]
    ) -> Document:
        event = recorded.event
        return ends(event.organisation_id, event.valid_until or first_validity(event.at))

    @due.on(OrganisationRegistrationExtended, key=_key)
    def extended(
        document: Document | None, recorded: Recorded[OrganisationRegistrationExtended]
    ) -> Document:
        return ends(recorded.event.organisation_id, recorded.event.valid_until)

    @due.on(
        OrganisationRegistrationExpired, OrganisationInvalidated, OrganisationWithdrawn, key=_key
    )
    def over(document: Document | None, recorded: Recorded[Any]) -> None:
        return None
