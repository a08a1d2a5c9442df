"""Organisations, as far as figures and surveys need them. Key: the organisation's id."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.reporting.projections.about import about

organisations = Projection("organisations", version=2, indexes=(Index((("registered", 1),)),))


@organisations.on_public("identity", "OrganisationRegistered", key=about("organisation_id"))
def register(document: Document | None, event: PublicEvent) -> Document:
    data = event.data
    return {
        "name": data.get("name", ""),
        "name_en": data.get("name_en", ""),
        "kind": data.get("kind"),
        "category": data.get("category"),
        "institution_type": data.get("institution_type"),
        "registered": True,
        "registered_on": tokyo_date(event.time).isoformat(),
    }


@organisations.on_public("identity", "OrganisationInfoUpdated", key=about("organisation_id"))
def rename(document: Document | None, event: PublicEvent) -> Document | None:
    if document is None:
        return None
    known = ("name", "name_en", "kind", "category", "institution_type")
    return {**document, **{name: event.data[name] for name in known if name in event.data}}


@organisations.on_public(
    "identity",
    "OrganisationWithdrawn",
    "OrganisationInvalidated",
    "OrganisationRegistrationExpired",
    key=about("organisation_id"),
)
def leave(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "registered": False} if document else None


@organisations.on_public(
    "identity", "OrganisationRegistrationExtended", key=about("organisation_id")
)
def return_(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "registered": True} if document else None
