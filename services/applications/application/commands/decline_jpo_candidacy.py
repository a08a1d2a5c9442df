"""A JPO candidate does not go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.domain.jpo.candidate import Candidate
from services.applications.domain.jpo.events import DeclinedBy
from services.applications.domain.jpo.selection import decline
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound, Role


@dataclass(frozen=True)
class DeclineJpoCandidacy:
    application_id: str
    expected_version: int | None = None


def decline_jpo_candidacy(
    command: DeclineJpoCandidacy, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """By the applicant, or by the centre that was told so (SM-16).

    Raises `NotFound`, `CandidateNotInThatState`, `StaleForm`.
    """
    by_applicant = context.actor.role is Role.INDIVIDUAL
    by = DeclinedBy.APPLICANT if by_applicant else DeclinedBy.CENTRE

    def decide(candidate: Candidate) -> list[object]:
        own = candidate.about is not None and candidate.about.person_id == context.actor.id
        if by_applicant and not own:
            raise NotFound
        return decline(candidate, by, context.at)

    done = desk.candidates.change(
        command.application_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, application_id=command.application_id)
