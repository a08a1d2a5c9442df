"""Data of the public events of the applications service."""

from __future__ import annotations

from services.kernel.contracts.applications import STATUSES
from services.kernel.contracts.events.applications_jpo import JPO_EVENTS
from services.kernel.contracts.fields import Choice, Id, Instant, Payload, Truth


class ApplicationDraftedData(Payload):
    """A person began an application."""

    application_id = Id(required=True)
    listing_id = Id(required=True)
    organisation_id = Id(required=True)
    person_id = Id(required=True)


class _OfSubmitted(Payload):
    application_id = Id(required=True)
    reception_id = Id(required=True)
    listing_id = Id(required=True)
    organisation_id = Id(required=True)
    person_id = Id(required=True)


class ApplicationSubmittedData(_OfSubmitted):
    """An application reached the organisation."""

    route = Choice(("web", "direct", "online-referral", "counter-referral", "jpo"), required=True)
    submitted_at = Instant(required=True)


class ApplicationStatusChangedData(_OfSubmitted):
    """The organisation chose a status; `notify`: the applicant is told."""

    status = Choice(STATUSES, required=True)
    notify = Truth(required=True)


class SelectionResultRegisteredData(_OfSubmitted):
    """The selection has a result."""

    result = Choice(("hired", "not-hired"), required=True)
    registered_at = Instant(required=True)


class ApplicationDeclinedData(_OfSubmitted):
    """The applicant declined or left the portal."""

    reason = Choice(("told-organisation", "left-portal"), required=True)


class ApplicationCancelledData(_OfSubmitted):
    """The applicant took the application back."""


class ApplicationFinishedData(_OfSubmitted):
    """The selection of this application is over."""


EVENTS: dict[str, tuple[int, type[Payload]]] = {
    "ApplicationDrafted": (1, ApplicationDraftedData),
    "ApplicationSubmitted": (1, ApplicationSubmittedData),
    "ApplicationStatusChanged": (1, ApplicationStatusChangedData),
    "SelectionResultRegistered": (1, SelectionResultRegisteredData),
    "ApplicationDeclined": (1, ApplicationDeclinedData),
    "ApplicationCancelled": (1, ApplicationCancelledData),
    "ApplicationFinished": (1, ApplicationFinishedData),
    **JPO_EVENTS,
}
