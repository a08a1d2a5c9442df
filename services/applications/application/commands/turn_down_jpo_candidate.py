"""The MOFA centre does not select a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.sealing import seal_for
from services.applications.domain.jpo.selection import turn_down
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class TurnDownJpoCandidate:
    application_id: str
    remarks: str = ""
    expected_version: int | None = None


def turn_down_jpo_candidate(
    command: TurnDownJpoCandidate, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """After the documents were read or after the examination; remarks stay with the centre.

    (AP-56, D-77.) Raises `NotFound`, `CandidateNotInThatState`, `StaleForm`.
    """
    candidate, _ = desk.candidates.load(command.application_id)
    if candidate.about is None:
        raise NotFound
    remarks = None
    if command.remarks:
        written = {"remarks": command.remarks}
        remarks = seal_for(desk.personal_data, candidate.about.person_id, written)
    done = desk.candidates.change(
        command.application_id,
        context,
        lambda current: turn_down(current, remarks, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, application_id=command.application_id)
