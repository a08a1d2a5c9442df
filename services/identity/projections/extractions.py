"""Extractions of personal data, for the departments and the secretariat (ID-89, ID-90)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from services.identity.domain.extraction.events import (
    DataExtractionApproved,
    DataExtractionProvided,
    DataExtractionRejected,
    DataExtractionRequested,
    ExtractionDiscarded,
    ExtractionDownloaded,
)
from services.identity.domain.extraction.extraction import ExtractionState
from services.identity.projections.sealed_pairs import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import due_entry

extractions = Projection(
    "extractions",
    version=1,
    indexes=(
        Index((("state", 1), ("requested_at", 1))),
        Index((("requester_id", 1), ("requested_at", 1))),
    ),
)


def _key(recorded: Recorded[Any]) -> str:
    return str(recorded.event.extraction_id)


@extractions.on(DataExtractionRequested, key=_key)
def _requested(document: Document | None, recorded: Recorded[DataExtractionRequested]) -> Document:
    event = recorded.event
    conditions = asdict(event.conditions)
    return {
        "extraction_id": event.extraction_id,
        "requester_id": event.requester_id,
        "state": ExtractionState.REQUESTED.value,
        "purpose": pair(event.purpose),
        "conditions": {
            **conditions,
            "areas": list(event.conditions.areas),
            "regions": list(event.conditions.regions),
        },
        "items": [item.value for item in event.items],
        "requested_at": event.at,
        "decided_at": None,
        "approver_id": None,
        "reason": None,
        "records": None,
        "provided_at": None,
        "until": None,
        "discarded_at": None,
        "downloads": [],
        "version": recorded.version,
    }


@extractions.on(DataExtractionApproved, DataExtractionRejected, key=_key)
def _decided(
    document: Document | None, recorded: Recorded[DataExtractionApproved | DataExtractionRejected]
) -> Document:
    event = recorded.event
    rejected = isinstance(event, DataExtractionRejected)
    state = ExtractionState.REJECTED if rejected else ExtractionState.APPROVED
    return {
        **(document or {}),
        "state": state.value,
        "decided_at": event.at,
        "approver_id": event.approver_id,
        "reason": pair(event.reason) if isinstance(event, DataExtractionRejected) else None,
        "version": recorded.version,
    }


@extractions.on(DataExtractionProvided, key=_key)
def _provided(document: Document | None, recorded: Recorded[DataExtractionProvided]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "state": ExtractionState.PROVIDED.value,
        "records": event.records,
        "provided_at": event.at,
        "until": event.until,
        "version": recorded.version,
    }


@extractions.on(ExtractionDownloaded, key=_key)
def _downloaded(document: Document | None, recorded: Recorded[ExtractionDownloaded]) -> Document:
    known, event = document or {}, recorded.event
    entry = {"account_id": event.account_id, "at": event.at}
    return {**known, "downloads": [*known.get("downloads", []), entry]}


@extractions.on(ExtractionDiscarded, key=_key)
def _discarded(document: Document | None, recorded: Recorded[ExtractionDiscarded]) -> Document:
    return {**(document or {}), "discarded_at": recorded.event.at}


def schedule_extractions(due: Projection) -> None:
    """Adds the end of the 7 days to the schedule (D-40)."""

    def key(recorded: Recorded[Any]) -> str:
        return f"extraction-{recorded.event.extraction_id}"

    @due.on(DataExtractionProvided, key=key)
    def kept(document: Document | None, recorded: Recorded[DataExtractionProvided]) -> Document:
        event = recorded.event
        return due_entry(
            event.until + timedelta(seconds=1),
            "discard_extraction",
            {"extraction_id": event.extraction_id},
            f"result of extraction {event.extraction_id} kept long enough",
        )

    @due.on(ExtractionDiscarded, key=key)
    def over(document: Document | None, recorded: Recorded[ExtractionDiscarded]) -> None:
        return None
