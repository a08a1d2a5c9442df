"""The registered organisations as far as listings need them."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

organisations = Projection("organisations", version=2)


def _organisation_id(event: PublicEvent) -> str:
    return str(event.data["organisation_id"])


def _of_one(event: PublicEvent) -> str | None:
    """Data that all of JICA shares are no organisation's (ID-79)."""
    return _organisation_id(event) if event.data.get("scope") != "jica-common" else None


def _names(data: Any) -> Document:
    return {
        "name": data["name"],
        "name_en": data.get("name_en"),
        "kind": data.get("kind"),
        "institution_type": data.get("institution_type") or "other",
    }


@organisations.on_public("identity", "OrganisationRegistered", key=_organisation_id)
def registered(document: Document | None, event: PublicEvent) -> Document:
    return {**_names(event.data), "may_post": True}


@organisations.on_public("identity", "OrganisationInfoUpdated", key=_of_one)
def updated(document: Document | None, event: PublicEvent) -> Document | None:
    return None if document is None else {**document, **_names(event.data)}


@organisations.on_public("identity", "OrganisationRegistrationExpired", key=_organisation_id)
def expired(document: Document | None, event: PublicEvent) -> Document | None:
    return None if document is None else {**document, "may_post": False}


@organisations.on_public("identity", "OrganisationRegistrationExtended", key=_organisation_id)
def extended(document: Document | None, event: PublicEvent) -> Document | None:
    return None if document is None else {**document, "may_post": True}


@organisations.on_public(
    "identity", "OrganisationInvalidated", "OrganisationWithdrawn", key=_organisation_id
)
def gone(document: Document | None, event: PublicEvent) -> None:
    return None
