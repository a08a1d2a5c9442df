"""Every JPO candidate with all that lists and details show (SM-16)."""

from __future__ import annotations

from typing import Any

from services.applications.domain.application.events import ApplicationSubmitted, Route
from services.applications.domain.jpo import events as happened
from services.applications.projections.stored import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

JPO_CANDIDATES = "jpo_candidates"

jpo_candidates = Projection(
    JPO_CANDIDATES,
    version=1,
    indexes=(
        Index((("person_id", 1), ("applied_at", -1))),
        Index((("campaign_id", 1), ("state", 1), ("applied_at", -1))),
    ),
)


def _id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.about.application_id)


def _begun(document: Document | None, about: happened.CandidateAbout) -> Document:
    return document or {
        "application_id": about.application_id,
        "campaign_id": about.campaign_id,
        "application_year": about.application_year,
        "round": about.round,
        "person_id": about.person_id,
        "reception_id": None,
        "state": "none",
        "applied_at": None,
        "content": None,
        "documents": [],
        "failed": [],
        "examined_on": None,
        "remarks": None,
        "destination": None,
        "starts_on": None,
        "ends_on": None,
        "post": None,
        "history": [],
    }


def _went_on(
    document: Document | None, recorded: Recorded[Any], state: str, at: Any, **more: Any
) -> Document | None:
    if document is None:
        return None
    history = [*document["history"], {"state": state, "at": at}]
    return {**document, **more, "state": state, "history": history, "version": recorded.version}


@jpo_candidates.on(happened.JpoDocumentAttached, key=_id)
def _attached(
    document: Document | None, recorded: Recorded[happened.JpoDocumentAttached]
) -> Document:
    event = recorded.event
    known = _begun(document, event.about)
    attached = {
        "document_id": event.proves.value,
        "file_id": event.file_id,
        "details": pair(event.details),
        "type": event.type.value,
        "size": event.size,
        "pieces": event.pieces,
        "fulfils": event.proves.value,
    }
    others = [one for one in known["documents"] if one["document_id"] != event.proves.value]
    return {**known, "documents": [*others, attached], "version": recorded.version}


@jpo_candidates.on(happened.JpoFormFilled, key=_id)
def _filled(document: Document | None, recorded: Recorded[happened.JpoFormFilled]) -> Document:
    event = recorded.event
    known = _begun(document, event.about)
    return {**known, "content": pair(event.content), "version": recorded.version}


@jpo_candidates.on(ApplicationSubmitted, key=lambda recorded: recorded.event.application_id)
def _submitted(
    document: Document | None, recorded: Recorded[ApplicationSubmitted]
) -> Document | None:
    event = recorded.event
    if event.route is not Route.JPO:
        return document
    at = event.submitted_at
    more = {"reception_id": event.reception_id, "applied_at": at}
    return _went_on(document, recorded, "submitted", at, **more)


@jpo_candidates.on(happened.JpoApplicationRefused, key=_id)
def _refused(
    document: Document | None, recorded: Recorded[happened.JpoApplicationRefused]
) -> Document | None:
    event = recorded.event
    more = {
        "content": pair(event.content),
        "failed": [one.value for one in event.failed],
        "applied_at": event.refused_at,
    }
    known = _begun(document, event.about)
    return _went_on(known, recorded, "refused", event.refused_at, **more)


@jpo_candidates.on(happened.JpoExaminationRecorded, key=_id)
def _examined(
    document: Document | None, recorded: Recorded[happened.JpoExaminationRecorded]
) -> Document | None:
    event = recorded.event
    examined_on = event.examined_on.isoformat()
    return _went_on(document, recorded, "examined", event.recorded_at, examined_on=examined_on)


@jpo_candidates.on(happened.JpoCandidateSelected, key=_id)
def _selected(
    document: Document | None, recorded: Recorded[happened.JpoCandidateSelected]
) -> Document | None:
    return _went_on(document, recorded, "selected", recorded.event.selected_at)


@jpo_candidates.on(happened.JpoCandidateNotSelected, key=_id)
def _not_selected(
    document: Document | None, recorded: Recorded[happened.JpoCandidateNotSelected]
) -> Document | None:
    event = recorded.event
    remarks = pair(event.remarks) if event.remarks else None
    return _went_on(document, recorded, "not-selected", event.decided_at, remarks=remarks)


@jpo_candidates.on(happened.JpoCandidateDeclined, key=_id)
def _declined(
    document: Document | None, recorded: Recorded[happened.JpoCandidateDeclined]
) -> Document | None:
    return _went_on(document, recorded, "declined", recorded.event.declined_at)


@jpo_candidates.on(happened.JpoDispatched, key=_id)
def _dispatched(
    document: Document | None, recorded: Recorded[happened.JpoDispatched]
) -> Document | None:
    event = recorded.event
    more = {
        "destination": event.destination,
        "starts_on": event.starts_on.isoformat(),
        "ends_on": event.ends_on.isoformat(),
    }
    return _went_on(document, recorded, "dispatched", event.recorded_at, **more)


@jpo_candidates.on(happened.JpoDispatchCompleted, key=_id)
def _completed(
    document: Document | None, recorded: Recorded[happened.JpoDispatchCompleted]
) -> Document | None:
    return _went_on(document, recorded, "completed", recorded.event.completed_at)


@jpo_candidates.on(happened.JpoNextPostRecorded, key=_id)
def _placed(
    document: Document | None, recorded: Recorded[happened.JpoNextPostRecorded]
) -> Document | None:
    event = recorded.event
    post = pair(event.post) if event.post else None
    return _went_on(document, recorded, "placed", event.recorded_at, post=post)
