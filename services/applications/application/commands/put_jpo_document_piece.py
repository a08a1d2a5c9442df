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

    A proof can be replaced until the application is sent: the one that is there stays as it was
    looked at until all pieces of the next have arrived. Raises `NotFound`, `JpoRoundNotOpen`,
    `JpoApplicationSent`, `JpoRefusedTooOften`, and what documents of applications raise.
    """
    person_id = person_of(context)
    taking = round_of(desk.views, command.campaign_id)
    check_round(taking, context.actor, context.at)
    about, candidate = current_attempt(desk, taking, person_id)
    check_unsent(candidate)
    arriving = derived_id("jpo-document", about.application_id, command.proves)
    if command.index >= desk.limits.pieces_each:
        most = desk.limits.bytes_each
        problem = FieldProblem("document-too-large", {"most": most})
        raise DocumentTooLarge(fields={"data": (problem,)}, most=most)
    if command.index > desk.files.pieces(arriving):
        raise DocumentPieceMissing
    _put(desk, arriving, person_id, command.index, command.data)
    if command.last:
        done = _complete(command, context, desk, about, arriving)
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
    arriving: str,
) -> Changed[Candidate]:
    person_id = about.person_id
    try:
        pieces = [desk.files.get(arriving, person_id, index) for index in range(command.index + 1)]
    except (KeyError, Unreadable):  # left since the last piece was put
        raise NotFound from None
    content = b"".join(pieces)
    # Pieces may arrive at any time; nothing is put under the id of what was looked at.
    file_id = context.id_for(f"jpo-document-{command.proves}")
    attached = JpoDocumentAttached(
        about=about,
        proves=Condition(command.proves),
        file_id=file_id,
        details=seal_for(desk.personal_data, person_id, {"name": command.name}),
        type=type_of(content, desk.limits),
        size=len(content),
        pieces=len(pieces),
        attached_at=context.at,
    )

    replaced: list[str] = []

    def decide(candidate: Candidate) -> list[JpoDocumentAttached]:
        check_unsent(candidate)
        replaced[:] = [candidate.proofs[one] for one in candidate.proofs if one == attached.proves]
        for index, piece in enumerate(pieces):
            _put(desk, file_id, person_id, index, piece)
        return [attached]

    done = desk.candidates.change(about.application_id, context, decide)
    for earlier in replaced:
        # Where it was kept under the id that pieces arrive under, it has been written over.
        if earlier != arriving:
            desk.files.delete(earlier)
    return done


def _put(desk: JpoDesk, file_id: str, person_id: str, index: int, piece: bytes) -> None:
    try:
        desk.files.put(file_id, person_id, index, piece)
    except Unreadable:
        raise NotFound from None
