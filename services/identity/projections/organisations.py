"""Organisations: the public list, the own data and the secretariat's work lists (ID-75 to ID-86)."""

from __future__ import annotations

from typing import Any

from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.events import (
    OrganisationInfoChangeRequested,
    OrganisationInfoConfirmed,
    OrganisationInfoUpdated,
    OrganisationInvalidated,
    OrganisationInvalidationRequested,
    OrganisationListWishChanged,
    OrganisationRegistered,
    OrganisationRegistrationExpired,
    OrganisationRegistrationExtended,
    OrganisationRegistrationRejected,
    OrganisationRegistrationRequested,
    OrganisationWithdrawn,
)
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.identity.domain.organisation.validity import first_validity
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain.tokyo import tokyo_date

organisations = Projection(
    "organisations",
    version=3,
    indexes=(
        Index((("status", 1), ("requested_at", 1))),
        Index((("status", 1), ("listed", 1), ("name", 1))),
        Index((("status", 1), ("valid_until", 1))),
        Index((("status", 1), ("answered_on", 1))),
        Index((("institution_id", 1),)),
    ),
)


def _organisation_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.organisation_id)


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
        "has_mypage": details.has_mypage,
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
        "contact": pair(event.contact),
        "requested_at": event.at,
        "decided_at": None,
        "reason": None,
        "valid_until": None,
        "answer": None,
        "answered_on": None,
        "deletion_requested_at": None,
        "deletion_reason": None,
        "deletion_by_mail": False,
        "ended_at": None,
        "version": recorded.version,
        **_public(event.details),
        "has_mypage": False,
    }


@organisations.on(OrganisationRegistered, key=_organisation_id)
def _registered(document: Document | None, recorded: Recorded[OrganisationRegistered]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        **_public(event.details),
        "status": OrganisationStatus.REGISTERED.value,
        "institution_id": event.institution_id,
        "decided_at": event.at,
        "valid_until": (event.valid_until or first_validity(event.at)).isoformat(),
        "answered_on": tokyo_date(event.at).isoformat(),
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


@organisations.on(OrganisationInfoUpdated, key=_organisation_id)
def _updated(document: Document | None, recorded: Recorded[OrganisationInfoUpdated]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        **_public(event.details),
        "contact": pair(event.contact),
        **_answered("changed", recorded),
    }


@organisations.on(OrganisationInfoConfirmed, key=_organisation_id)
def _confirmed(
    document: Document | None, recorded: Recorded[OrganisationInfoConfirmed]
) -> Document:
    return {**(document or {}), **_answered("confirmed", recorded)}


@organisations.on(OrganisationInfoChangeRequested, key=_organisation_id)
def _change_requested(
    document: Document | None, recorded: Recorded[OrganisationInfoChangeRequested]
) -> Document:
    return {**(document or {}), **_answered("changed", recorded)}


def _answered(answer: str, recorded: Recorded[Any]) -> Document:
    """Confirming and wanting a change both answer the yearly question (ID-78)."""
    return {
        "answer": answer,
        "answered_on": tokyo_date(recorded.event.at).isoformat(),
        "version": recorded.version,
    }


@organisations.on(OrganisationListWishChanged, key=_organisation_id)
def _wished(document: Document | None, recorded: Recorded[OrganisationListWishChanged]) -> Document:
    return {**(document or {}), "listed": recorded.event.listed, "version": recorded.version}


@organisations.on(OrganisationRegistrationExtended, key=_organisation_id)
def _extended(
    document: Document | None, recorded: Recorded[OrganisationRegistrationExtended]
) -> Document:
    return {
        **(document or {}),
        "status": OrganisationStatus.REGISTERED.value,
        "valid_until": recorded.event.valid_until.isoformat(),
        "version": recorded.version,
    }


@organisations.on(OrganisationRegistrationExpired, key=_organisation_id)
def _expired(
    document: Document | None, recorded: Recorded[OrganisationRegistrationExpired]
) -> Document:
    status = OrganisationStatus.EXPIRED.value
    return {**(document or {}), "status": status, "version": recorded.version}


@organisations.on(OrganisationInvalidationRequested, key=_organisation_id)
def _deletion_requested(
    document: Document | None, recorded: Recorded[OrganisationInvalidationRequested]
) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "deletion_requested_at": event.at,
        "deletion_reason": pair(event.reason),
        "deletion_by_mail": event.by_mail,
        "version": recorded.version,
    }


@organisations.on(OrganisationInvalidated, OrganisationWithdrawn, key=_organisation_id)
def _ended(
    document: Document | None, recorded: Recorded[OrganisationInvalidated | OrganisationWithdrawn]
) -> Document:
    event = recorded.event
    if isinstance(event, OrganisationWithdrawn):
        status = OrganisationStatus.WITHDRAWN
        leaving: Document | None = {
            "reasons": [reason.value for reason in event.reasons],
            "satisfaction": event.satisfaction,
            "comment": pair(event.comment),
        }
    else:
        status, leaving = OrganisationStatus.INVALIDATED, None
    return {
        **(document or {}),
        "status": status.value,
        "leaving": leaving,
        "ended_at": event.at,
        "version": recorded.version,
    }
