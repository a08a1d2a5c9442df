"""Organisations: the public list, the own data and the secretariat's work list (ID-75, ID-83)."""

from __future__ import annotations

from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.events import (
    OrganisationRegistered,
    OrganisationRegistrationRejected,
    OrganisationRegistrationRequested,
)
from services.identity.domain.organisation.registration import OrganisationStatus
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

organisations = Projection(
    "organisations",
    version=1,
    indexes=(
        Index((("status", 1), ("requested_at", 1))),
        Index((("status", 1), ("listed", 1), ("name", 1))),
    ),
)


def _organisation_id(recorded: Recorded[OrganisationRegistrationRequested]) -> str:
    return recorded.event.organisation_id


def _public(details: OrganisationDetails) -> Document:
    return {
        "kind": details.kind.value,
        "category": details.category.value,
        "institution_type": details.institution_type.value,
        "name": details.name,
        "name_en": details.name_en,
        "address": details.address,
        "activity": details.activity,
        "listed": details.listed,
        "review_path": details.review_path.value,
    }


@organisations.on(OrganisationRegistrationRequested, key=_organisation_id)
def _requested(
    document: Document | None, recorded: Recorded[OrganisationRegistrationRequested]
) -> Document:
    event = recorded.event
    return {
        "organisation_id": event.organisation_id,
        "account_id": event.account_id,
        "status": OrganisationStatus.REQUESTED.value,
        "institution_id": None,
        "has_mypage": False,
        "contact": pair(event.contact),
        "requested_at": event.at,
        "decided_at": None,
        "reason": None,
        "version": recorded.version,
        **_public(event.details),
    }


@organisations.on(OrganisationRegistered, key=_organisation_id)
def _registered(document: Document | None, recorded: Recorded[OrganisationRegistered]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        **_public(event.details),
        "status": OrganisationStatus.REGISTERED.value,
        "institution_id": event.institution_id,
        "has_mypage": True,
        "decided_at": event.at,
        "version": recorded.version,
    }


@organisations.on(OrganisationRegistrationRejected, key=_organisation_id)
def _rejected(
    document: Document | None, recorded: Recorded[OrganisationRegistrationRejected]
) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "status": OrganisationStatus.REJECTED.value,
        "reason": pair(event.reason),
        "decided_at": event.at,
        "version": recorded.version,
    }
