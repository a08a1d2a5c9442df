"""Requests for changes of organisations' data (ID-81), and the data all of JICA shares (ID-79)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.identity.domain.organisation.events import (
    JicaCommonDataUpdated,
    OrganisationInfoChangeRequested,
    OrganisationInfoUpdated,
)
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

JICA = "jica"

organisation_changes = Projection(
    "organisation_changes", version=1, indexes=(Index((("open", 1), ("requested_at", 1))),)
)
jica_common = Projection("jica_common", version=1)


def _request_id(recorded: Recorded[Any]) -> str | None:
    request_id: str | None = recorded.event.request_id
    return request_id


@organisation_changes.on(OrganisationInfoChangeRequested, key=_request_id)
def _requested(
    document: Document | None, recorded: Recorded[OrganisationInfoChangeRequested]
) -> Document:
    event = recorded.event
    return {
        "request_id": event.request_id,
        "organisation_id": event.organisation_id,
        "content": pair(event.content),
        "by_mail": event.by_mail,
        "requested_at": event.at,
        "open": True,
        "settled_at": None,
    }


@organisation_changes.on(OrganisationInfoUpdated, key=_request_id)
def _settled(
    document: Document | None, recorded: Recorded[OrganisationInfoUpdated]
) -> Document | None:
    if document is None:
        return None
    return {**document, "open": False, "settled_at": recorded.event.at}


@jica_common.on(JicaCommonDataUpdated, key=lambda recorded: JICA)
def _common(document: Document | None, recorded: Recorded[JicaCommonDataUpdated]) -> Document:
    event = recorded.event
    return {**asdict(event.common), "updated_at": event.at, "version": recorded.version}
