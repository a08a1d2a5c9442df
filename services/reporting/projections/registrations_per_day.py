"""Registrations and leavings per day (RE-24). Key: the day."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.reporting.projections.days import day_of

registrations_per_day = Projection("registrations_per_day", version=1)

COUNTS = (
    "individuals",
    "organisations_full",
    "organisations_simple",
    "individuals_left",
    "organisations_left",
)


def _day(event: PublicEvent) -> str:
    return day_of(None, event.time)


def _counted(document: Document | None, event: PublicEvent, what: str) -> Document:
    known = document or {"on": _day(event), **dict.fromkeys(COUNTS, 0)}
    return {**known, what: known[what] + 1}


@registrations_per_day.on_public("identity", "UserRegistered", key=_day)
def individual(document: Document | None, event: PublicEvent) -> Document:
    return _counted(document, event, "individuals")


@registrations_per_day.on_public("identity", "OrganisationRegistered", key=_day)
def organisation(document: Document | None, event: PublicEvent) -> Document:
    simple = event.data.get("kind") == "simple"
    return _counted(document, event, "organisations_simple" if simple else "organisations_full")


@registrations_per_day.on_public("identity", "UserWithdrawn", key=_day)
def individual_left(document: Document | None, event: PublicEvent) -> Document:
    return _counted(document, event, "individuals_left")


@registrations_per_day.on_public("identity", "OrganisationWithdrawn", key=_day)
def organisation_left(document: Document | None, event: PublicEvent) -> Document:
    return _counted(document, event, "organisations_left")
