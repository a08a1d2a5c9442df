"""The state of one application: the fold of its events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.applications.domain.application import events as happened
from services.applications.domain.application.events import Route, Status
from services.applications.domain.document import DocumentType
from services.kernel.eventkit.domain import NotFound


class State(StrEnum):
    """The states of SM-08; `finished` is kept beside them, since the result stays visible."""

    NONE = "none"
    DRAFT = "draft"
    DISCARDED = "discarded"
    RECEIVED = "received"
    UNDER_SELECTION = "under-selection"
    HIRED = "hired"
    NOT_HIRED = "not-hired"
    DECLINED = "declined"
    CANCELLED = "cancelled"


OPEN = frozenset({State.RECEIVED, State.UNDER_SELECTION})
ENDED = frozenset({State.HIRED, State.NOT_HIRED, State.DECLINED})


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an application; `type` is None until its last piece has arrived."""

    document_id: str
    file_id: str
    type: DocumentType | None = None
    fulfils: str | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """One application of one person to one listing."""

    application_id: str = ""
    listing_id: str = ""
    organisation_id: str = ""
    person_id: str = ""
    kind: str = ""
    route: Route = Route.WEB
    reception_id: str = ""
    state: State = State.NONE
    confirmations: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    submitted_at: datetime | None = None
    finished: bool = False

    @property
    def is_open(self) -> bool:
        """Submitted and not yet decided, declined or cancelled."""
        return self.state in OPEN

    def document(self, document_id: str) -> Document | None:
        """The document with this id."""
        return next((d for d in self.documents if d.document_id == document_id), None)

    def ids(self) -> dict[str, str]:
        """The identifiers that every event of a submitted application carries."""
        return {
            "application_id": self.application_id,
            "reception_id": self.reception_id,
            "listing_id": self.listing_id,
            "organisation_id": self.organisation_id,
            "person_id": self.person_id,
        }


def check_applicants_own(application: Application, person_id: str) -> None:
    """Nobody learns of the application of somebody else."""
    if application.state is State.NONE or application.person_id != person_id:
        raise NotFound


def evolve(state: Application, event: Any) -> Application:
    """The state after an event."""
    match event:
        case happened.ApplicationDrafted():
            return Application(
                application_id=event.application_id,
                listing_id=event.listing_id,
                organisation_id=event.organisation_id,
                person_id=event.person_id,
                kind=event.kind,
                route=event.route,
                state=State.DRAFT,
                confirmations=event.confirmations,
            )
        case happened.ApplicationDraftRevised():
            route = event.route or state.route
            return replace(state, confirmations=event.confirmations, route=route)
        case happened.ApplicationDraftDiscarded():
            return replace(state, state=State.DISCARDED, documents=())
        case happened.DocumentBegun():
            return _with_document(state, Document(event.document_id, event.file_id))
        case happened.DocumentAttached():
            document = Document(event.document_id, event.file_id, event.type, event.fulfils)
            return _with_document(state, document)
        case happened.DocumentRemoved():
            left = tuple(d for d in state.documents if d.document_id != event.document_id)
            return replace(state, documents=left)
        case happened.ApplicationSubmitted():
            return replace(
                state,
                state=State.RECEIVED,
                reception_id=event.reception_id,
                submitted_at=event.submitted_at,
            )
        case happened.ApplicationStatusChanged():
            return replace(state, state=_STATES[event.status])
        case happened.ApplicationDeclined():
            return replace(state, state=State.DECLINED)
        case happened.ApplicationCancelled():
            return replace(state, state=State.CANCELLED)
        case happened.ApplicationFinished():
            return replace(state, finished=True)
        case _:
            return state


_STATES = {status: State(status.value) for status in Status}


def _with_document(state: Application, document: Document) -> Application:
    others = tuple(d for d in state.documents if d.document_id != document.document_id)
    return replace(state, documents=(*others, document))
