"""Receiving a document piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.ports import Desk
from services.applications.application.sealing import seal_for
from services.applications.domain.application.documents import (
    attach,
    begin_document,
    check_piece,
    made_attached,
)
from services.applications.domain.application.events import DocumentAttached
from services.applications.domain.application.state import check_applicants_own
from services.kernel.eventkit.application.context import Context, derived_id
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
    file_id = derived_id("document", command.application_id, command.document_id)
    application, version = desk.applications.load(command.application_id)
    check_applicants_own(application, person_id)
    stored = desk.files.pieces(file_id)
    check_piece(
        application, command.document_id, command.index, stored, desk.limits, last=command.last
    )
    # Looked at before it is put where a document that was looked at may be.
    attached = _complete(command, context, desk, person_id, file_id) if command.last else None
    _put(desk, file_id, person_id, command)
    if attached is not None:
        done = desk.applications.change(
            command.application_id, context, partial(attach, attached=attached, limits=desk.limits)
        )
    elif command.index == 0:
        done = desk.applications.change(
            command.application_id,
            context,
            lambda current: begin_document(
                current,
                document_id=command.document_id,
                file_id=file_id,
                limits=desk.limits,
                now=context.at,
            ),
        )
    else:
        done = Changed(application, (), 0, version, repeated=False)
    return receipt(
        done,
        application_id=command.application_id,
        document_id=command.document_id,
        complete=command.last,
    )


def _put(desk: Desk, file_id: str, person_id: str, command: PutDocumentPiece) -> None:
    try:
        desk.files.put(file_id, person_id, command.index, command.data)
    except Unreadable:
        raise NotFound from None


def _complete(
    command: PutDocumentPiece, context: Context, desk: Desk, person_id: str, file_id: str
) -> DocumentAttached:
    before = [desk.files.get(file_id, person_id, index) for index in range(command.index)]
    return made_attached(
        application_id=command.application_id,
        document_id=command.document_id,
        file_id=file_id,
        details=seal_for(desk.personal_data, person_id, {"name": command.name}),
        content=b"".join([*before, command.data]),
        pieces=command.index + 1,
        fulfils=command.fulfils,
        limits=desk.limits,
        now=context.at,
    )
