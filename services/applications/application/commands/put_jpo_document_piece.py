"""Receiving a proof for a JPO application piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.jpo_desk import JpoDesk, current_attempt, round_of
from services.applications.application.sealing import seal_for
from services.applications.domain.application.documents import (
    DocumentPieceMissing,
    DocumentTooLarge,
    type_of,
)
from services.applications.domain.jpo.applying import check_round, check_unsent
from services.applications.domain.jpo.candidate import Candidate
from services.applications.domain.jpo.conditions import Condition
from services.applications.domain.jpo.events import CandidateAbout, JpoDocumentAttached
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Changed
from services.kernel.eventkit.domain import FieldProblem, NotFound


@dataclass(frozen=True)
class PutJpoDocumentPiece:
    campaign_id: str
    proves: str
    name: str
    index: int
    last: bool
    data: bytes


def put_jpo_document_piece(
    command: PutJpoDocumentPiece, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """Stores one piece of the proof of a condition; the last one completes it (D-77, D-61).

    A proof can be replaced until the application is sent. Raises `NotFound`, `JpoRoundNotOpen`,
    `JpoApplicationSent`, `JpoRefusedTooOften`, and what documents of applications raise.
    """
    person_id = person_of(context)
    taking = round_of(desk.views, command.campaign_id)
    check_round(taking, context.actor, context.at)
    about, candidate = current_attempt(desk, taking, person_id)
    check_unsent(candidate)
    file_id = derived_id("jpo-document", about.application_id, command.proves)
    if command.index >= desk.limits.pieces_each:
        most = desk.limits.bytes_each
        problem = FieldProblem("document-too-large", {"most": most})
        raise DocumentTooLarge(fields={"data": (problem,)}, most=most)
    if command.index > desk.files.pieces(file_id):
        raise DocumentPieceMissing
    try:
        desk.files.put(file_id, person_id, command.index, command.data)
    except Unreadable:
        raise NotFound from None
    if command.last:
        done = _complete(command, context, desk, about, file_id)
    else:
        done = Changed(candidate, (), 0, 0, repeated=False)
    return receipt(
        done,
        application_id=about.application_id,
        document_id=command.proves,
        complete=command.last,
    )


def _complete(
    command: PutJpoDocumentPiece,
    context: Context,
    desk: JpoDesk,
    about: CandidateAbout,
    file_id: str,
) -> Changed[Candidate]:
    person_id = about.person_id
    content = b"".join(
        desk.files.get(file_id, person_id, index) for index in range(command.index + 1)
    )
    attached = JpoDocumentAttached(
        about=about,
        proves=Condition(command.proves),
        file_id=file_id,
        details=seal_for(desk.personal_data, person_id, {"name": command.name}),
        type=type_of(content, desk.limits),
        size=len(content),
        pieces=command.index + 1,
        attached_at=context.at,
    )

    def decide(candidate: Candidate) -> list[JpoDocumentAttached]:
        check_unsent(candidate)
        return [attached]

    return desk.candidates.change(about.application_id, context, decide)
