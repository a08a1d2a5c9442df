"""Every application with all that its lists and details show."""

from __future__ import annotations

from typing import Any

from services.applications.domain.application.events import (
    ApplicationCancelled,
    ApplicationDeclined,
    ApplicationDraftDiscarded,
    ApplicationDrafted,
    ApplicationDraftRevised,
    ApplicationFinished,
    ApplicationStatusChanged,
    ApplicationSubmitted,
    DocumentAttached,
    DocumentBegun,
    DocumentRemoved,
    SelectionResultRegistered,
)
from services.applications.projections.stored import pair
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

APPLICATIONS = "applications"

applications = Projection(
    APPLICATIONS,
    version=1,
    indexes=(
        Index((("person_id", 1), ("submitted_at", -1))),
        Index((("listing_id", 1), ("submitted_at", -1))),
        Index((("organisation_id", 1), ("submitted_at", -1))),
    ),
)


def _id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.application_id)


def _changed(document: Document | None, recorded: Recorded[Any], **more: Any) -> Document | None:
    return document and {**document, "version": recorded.version, **more}


@applications.on(ApplicationDrafted, key=_id)
def _drafted(document: Document | None, recorded: Recorded[ApplicationDrafted]) -> Document:
    event = recorded.event
    return {
        "application_id": event.application_id,
        "listing_id": event.listing_id,
        "organisation_id": event.organisation_id,
        "person_id": event.person_id,
        "kind": event.kind,
        "route": event.route.value,
        "status": "draft",
        "finished": False,
        "confirmations": list(event.confirmations),
        "content": pair(event.content),
        "documents": [],
        "reception_id": None,
        "submitted_at": None,
        "drafted_at": event.drafted_at,
        "result_at": None,
        "remarks": None,
        "history": [],
        "version": recorded.version,
    }


@applications.on(ApplicationDraftRevised, key=_id)
def _revised(
    document: Document | None, recorded: Recorded[ApplicationDraftRevised]
) -> Document | None:
    event = recorded.event
    return _changed(
        document,
        recorded,
        confirmations=list(event.confirmations),
        content=pair(event.content),
        **({} if event.route is None else {"route": event.route.value}),
    )


@applications.on(ApplicationDraftDiscarded, key=_id)
def _discarded(
    document: Document | None, recorded: Recorded[ApplicationDraftDiscarded]
) -> Document | None:
    return None


@applications.on(DocumentBegun, DocumentRemoved, key=_id)
def _document_gone(
    document: Document | None, recorded: Recorded[DocumentBegun | DocumentRemoved]
) -> Document | None:
    return _changed(document, recorded, documents=_others(document, recorded.event.document_id))


@applications.on(DocumentAttached, key=_id)
def _attached(document: Document | None, recorded: Recorded[DocumentAttached]) -> Document | None:
    event = recorded.event
    attached = {
        "document_id": event.document_id,
        "file_id": event.file_id,
        "details": pair(event.details),
        "type": event.type.value,
        "size": event.size,
        "pieces": event.pieces,
        "fulfils": event.fulfils,
    }
    documents = [*_others(document, event.document_id), attached]
    return _changed(document, recorded, documents=documents)


@applications.on(ApplicationSubmitted, key=_id)
def _submitted(
    document: Document | None, recorded: Recorded[ApplicationSubmitted]
) -> Document | None:
    event = recorded.event
    return _changed(
        document,
        recorded,
        status="received",
        reception_id=event.reception_id,
        submitted_at=event.submitted_at,
    )


@applications.on(ApplicationStatusChanged, key=_id)
def _status(
    document: Document | None, recorded: Recorded[ApplicationStatusChanged]
) -> Document | None:
    if document is None:
        return None
    event = recorded.event
    remarks = document["remarks"] if event.remarks is None else pair(event.remarks)
    entry = {"status": event.status.value, "notify": event.notify, "at": event.changed_at}
    history = [*document["history"], entry]
    return _changed(document, recorded, status=event.status.value, remarks=remarks, history=history)


@applications.on(SelectionResultRegistered, key=_id)
def _result(
    document: Document | None, recorded: Recorded[SelectionResultRegistered]
) -> Document | None:
    return _changed(document, recorded, result_at=recorded.event.registered_at)


@applications.on(ApplicationDeclined, key=_id)
def _declined(
    document: Document | None, recorded: Recorded[ApplicationDeclined]
) -> Document | None:
    return _changed(document, recorded, status="declined")


@applications.on(ApplicationCancelled, key=_id)
def _cancelled(
    document: Document | None, recorded: Recorded[ApplicationCancelled]
) -> Document | None:
    return _changed(document, recorded, status="cancelled")


@applications.on(ApplicationFinished, key=_id)
def _finished(
    document: Document | None, recorded: Recorded[ApplicationFinished]
) -> Document | None:
    return _changed(document, recorded, finished=True)


def _others(document: Document | None, document_id: str) -> list[Document]:
    documents = document["documents"] if document else []
    return [one for one in documents if one["document_id"] != document_id]
