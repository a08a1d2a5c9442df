"""Receiving a document piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.arriving import arriving_file
from services.applications.application.callers import person_of
from services.applications.application.ports import Desk
from services.applications.application.sealing import seal_for
from services.applications.domain.application.documents import (
    DocumentPieceMissing,
    attach,
    begin_document,
    check_piece,
    made_attached,
)
from services.applications.domain.application.events import DocumentAttached, DocumentBegun
from services.applications.domain.application.state import Application, check_applicants_own
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Changed
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class PutDocumentPiece:
    application_id: str
    document_id: str
    name: str
    index: int
    last: bool
    data: bytes
    fulfils: str | None = None


def put_document_piece(
    command: PutDocumentPiece, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Stores one piece of a document of a draft; the last one completes it (AP-08, D-61).

    Raises NotFound, ApplicationAlreadySubmitted, TooManyDocuments, DocumentPieceMissing,
    DocumentTooLarge, DocumentTypeNotAccepted, DocumentEmpty. Content that is refused takes the
    place of nothing: the document that is there stays as it is.
    """
    person_id = person_of(context)
    arriving = arriving_file(command.application_id, command.document_id)
    application, version = desk.applications.load(command.application_id)
    check_applicants_own(application, person_id)
    stored = desk.files.pieces(arriving)
    check_piece(
        application, command.document_id, command.index, stored, desk.limits, last=command.last
    )
    if command.last:
        done = _complete(command, context, desk, person_id, arriving)
    elif command.index == 0:
        _put(desk, arriving, person_id, 0, command.data)
        done = _begin(command, context, desk, arriving)
    else:
        _put(desk, arriving, person_id, command.index, command.data)
        done = Changed(application, (), 0, version, repeated=False)
    return receipt(
        done,
        application_id=command.application_id,
        document_id=command.document_id,
        complete=command.last,
    )


def _put(desk: Desk, file_id: str, person_id: str, index: int, piece: bytes) -> None:
    try:
        desk.files.put(file_id, person_id, index, piece)
    except Unreadable:
        raise NotFound from None


def _begin(
    command: PutDocumentPiece, context: Context, desk: Desk, arriving: str
) -> Changed[Application]:
    replaced: list[str] = []

    def decide(current: Application) -> list[DocumentBegun]:
        replaced[:] = _file_of(current, command.document_id)
        return begin_document(
            current,
            document_id=command.document_id,
            file_id=arriving,
            limits=desk.limits,
            now=context.at,
        )

    done = desk.applications.change(command.application_id, context, decide)
    _delete(desk, replaced, arriving)
    return done


def _complete(
    command: PutDocumentPiece, context: Context, desk: Desk, person_id: str, arriving: str
) -> Changed[Application]:
    pieces = [*_arrived(desk, arriving, person_id, command.index), command.data]
    # Pieces may arrive at any time; nothing is put under the id of what was looked at.
    file_id = context.id_for(f"document-{command.document_id}")
    attached = made_attached(
        application_id=command.application_id,
        document_id=command.document_id,
        file_id=file_id,
        details=seal_for(desk.personal_data, person_id, {"name": command.name}),
        content=b"".join(pieces),
        pieces=len(pieces),
        fulfils=command.fulfils,
        limits=desk.limits,
        now=context.at,
    )
    _put(desk, arriving, person_id, command.index, command.data)
    replaced: list[str] = []

    def decide(current: Application) -> list[DocumentAttached]:
        replaced[:] = _file_of(current, command.document_id)
        events = attach(current, attached, desk.limits)
        for index, piece in enumerate(pieces):
            _put(desk, file_id, person_id, index, piece)
        return events

    done = desk.applications.change(command.application_id, context, decide)
    _delete(desk, replaced, arriving)
    return done


def _arrived(desk: Desk, arriving: str, person_id: str, count: int) -> list[bytes]:
    try:
        return [desk.files.get(arriving, person_id, index) for index in range(count)]
    except KeyError:  # the document was taken out at the same time
        raise DocumentPieceMissing from None
    except Unreadable:
        raise NotFound from None


def _file_of(application: Application, document_id: str) -> list[str]:
    document = application.document(document_id)
    return [document.file_id] if document else []


def _delete(desk: Desk, replaced: list[str], arriving: str) -> None:
    for file_id in replaced:
        # Where it was kept under the id that pieces arrive under, it has been written over.
        if file_id != arriving:
            desk.files.delete(file_id)
