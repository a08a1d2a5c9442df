"""The documents of a draft (AP-08, AP-09, D-61)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.applications.domain.application.events import (
    DocumentAttached,
    DocumentBegun,
    DocumentRemoved,
)
from services.applications.domain.application.state import Application, State
from services.applications.domain.document import PIECE_BYTES, DocumentType, recognise
from services.kernel.eventkit.domain import FieldProblem, Kind, NotFound, Refusal, Sealed


class ApplicationAlreadySubmitted(Refusal):
    """Nothing can be changed or sent separately after submission (AP-09)."""

    code = "application-already-submitted"


class TooManyDocuments(Refusal):
    """The application has as many documents as are allowed (D-61)."""

    code = "too-many-documents"


class DocumentTooLarge(Refusal):
    """The document has more bytes than are allowed (D-61)."""

    code = "document-too-large"
    kind = Kind.INVALID


class DocumentTypeNotAccepted(Refusal):
    """The content is neither PDF, Word, Excel, JPEG nor PNG (D-61)."""

    code = "document-type-not-accepted"
    kind = Kind.INVALID


class DocumentEmpty(Refusal):
    """The document has no content."""

    code = "document-empty"
    kind = Kind.INVALID


class DocumentPieceMissing(Refusal):
    """A piece before this one has not arrived."""

    code = "document-piece-missing"


class RequiredDocumentsMissing(Refusal):
    """Not all documents that the listing requires are attached (AP-08)."""

    code = "required-documents-missing"
    kind = Kind.INVALID


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """The configurable numbers of D-61."""

    bytes_each: int = 10 * 1024 * 1024
    per_application: int = 10

    @property
    def pieces_each(self) -> int:
        """How many pieces a document may come in; pieces may be half as large as the most."""
        return 2 * -(-self.bytes_each // PIECE_BYTES)


def check_may_attach(application: Application, document_id: str, limits: DocumentLimits) -> None:
    """Refuses documents of submitted applications and more than the allowed number."""
    if application.state is not State.DRAFT:
        raise ApplicationAlreadySubmitted
    known = application.document(document_id) is not None
    if not known and len(application.documents) >= limits.per_application:
        raise TooManyDocuments(most=limits.per_application)


def check_piece(
    application: Application,
    document_id: str,
    index: int,
    stored: int,
    limits: DocumentLimits,
    *,
    last: bool,
) -> None:
    """Refuses a piece that cannot be the next of its document.

    To a complete document nothing is added; its last piece may come once more.
    """
    check_may_attach(application, document_id, limits)
    if index >= limits.pieces_each:
        raise _too_large(limits)
    document = application.document(document_id)
    if index and (document is None or (document.type is not None and not last)):
        raise DocumentPieceMissing
    if index > stored:
        raise DocumentPieceMissing


def begin_document(
    application: Application,
    *,
    document_id: str,
    file_id: str,
    limits: DocumentLimits,
    now: datetime,
) -> list[DocumentBegun]:
    """Reserves a place for a document whose pieces are still arriving."""
    check_may_attach(application, document_id, limits)
    document = application.document(document_id)
    if document is not None and document.type is None:
        return []
    return [DocumentBegun(application.application_id, document_id, file_id, now)]


def type_of(content: bytes, limits: DocumentLimits) -> DocumentType:
    """The type of a complete document by its content.

    Raises DocumentEmpty, DocumentTooLarge, DocumentTypeNotAccepted.
    """
    if not content:
        raise DocumentEmpty(fields={"data": (FieldProblem("document-empty"),)})
    if len(content) > limits.bytes_each:
        raise _too_large(limits)
    recognised = recognise(content)
    if recognised is None:
        raise DocumentTypeNotAccepted(fields={"data": (FieldProblem("document-type"),)})
    return recognised


def attach(
    application: Application, attached: DocumentAttached, limits: DocumentLimits
) -> list[DocumentAttached]:
    """Adds a complete document; one with the same id is replaced."""
    check_may_attach(application, attached.document_id, limits)
    return [attached]


def remove_document(
    application: Application, document_id: str, now: datetime
) -> list[DocumentRemoved]:
    """Takes a document out of the draft; raises NotFound."""
    if application.state is not State.DRAFT:
        raise ApplicationAlreadySubmitted
    document = application.document(document_id)
    if document is None:
        raise NotFound
    return [DocumentRemoved(application.application_id, document_id, document.file_id, now)]


def check_required(application: Application, required: Sequence[str]) -> None:
    """Refuses while a required document is missing (AP-08).

    A document may say which required one it is; one that does not say counts for any that is
    not covered otherwise.
    """
    complete = [d for d in application.documents if d.type is not None]
    named = {d.fulfils for d in complete}
    missing = [one for one in required if one not in named]
    spare = sum(1 for d in complete if d.fulfils not in required)
    if len(missing) > spare:
        problems = tuple(FieldProblem("document-missing", {"document": one}) for one in missing)
        raise RequiredDocumentsMissing(fields={"documents": problems})


def _too_large(limits: DocumentLimits) -> DocumentTooLarge:
    problem = FieldProblem("document-too-large", {"most": limits.bytes_each})
    return DocumentTooLarge(fields={"data": (problem,)}, most=limits.bytes_each)


def made_attached(
    *,
    application_id: str,
    document_id: str,
    file_id: str,
    details: Sealed,
    content: bytes,
    pieces: int,
    fulfils: str | None,
    limits: DocumentLimits,
    now: datetime,
) -> DocumentAttached:
    """The event of a document whose content is complete and accepted; raises as `type_of`."""
    return DocumentAttached(
        application_id=application_id,
        document_id=document_id,
        file_id=file_id,
        details=details,
        type=type_of(content, limits),
        size=len(content),
        pieces=pieces,
        fulfils=fulfils,
        attached_at=now,
    )
