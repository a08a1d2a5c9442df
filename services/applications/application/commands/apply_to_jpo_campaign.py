"""Applying to the open round of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.jpo_desk import JpoDesk, change_attempt, round_of
from services.applications.application.reception import next_reception_id
from services.applications.application.sealing import has_left, seal_for
from services.applications.domain.jpo.applying import apply, check_round
from services.applications.domain.jpo.candidate import Candidate, CandidateState
from services.applications.domain.jpo.conditions import Declaration
from services.applications.domain.jpo.events import CandidateAbout
from services.applications.domain.jpo.refusals import JpoConditionsNotMet
from services.applications.domain.jpo.selection import decline_for_leaver
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class ApplyToJpoCampaign:
    """What is declared; the name and the birth date are the registered ones."""

    campaign_id: str
    applicant_name: str
    birth_on: date
    nationality: str
    work_months: int
    degree: str
    english: bool
    long_term_intent: bool
    remarks: str = ""


def apply_to_jpo_campaign(
    command: ApplyToJpoCampaign, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """Applies with the proofs attached before (AP-53 to AP-55).

    An application that fails a condition is kept as refused, and then raises
    `JpoConditionsNotMet` naming each. Raises what `apply` raises, and `NotFound`.
    """
    person_id = person_of(context)
    taking = round_of(desk.views, command.campaign_id)
    check_round(taking, context.actor, context.at)
    declared = Declaration(
        birth_on=command.birth_on,
        nationality=command.nationality,
        work_months=command.work_months,
        degree=command.degree,
        english=command.english,
        long_term_intent=command.long_term_intent,
    )
    content = seal_for(
        desk.personal_data,
        person_id,
        {
            "applicant_name": command.applicant_name,
            "birth_on": command.birth_on.isoformat(),
            "nationality": command.nationality,
            "work_months": command.work_months,
            "degree": command.degree,
            "english": command.english,
            "long_term_intent": command.long_term_intent,
            "remarks": command.remarks,
        },
    )
    reception_id = next_reception_id(desk.numbers)

    def decide(about: CandidateAbout, candidate: Candidate) -> list[Any]:
        return apply(
            candidate,
            about,
            taking,
            context.actor,
            declared,
            content=content,
            reception_id=reception_id,
            now=context.at,
        )

    done = change_attempt(desk, taking, person_id, context, decide)
    if done.state.state is CandidateState.REFUSED:
        raise JpoConditionsNotMet(done.state.failed, taking.application_year)
    application_id = done.state.about.application_id if done.state.about else ""
    if has_left(desk.personal_data, person_id):
        # Who left while this was written is not among those whose candidacies were ended.
        once_more = replace(context, command_id=context.id_for("leave"))
        desk.candidates.change(
            application_id, once_more, lambda candidate: decline_for_leaver(candidate, context.at)
        )
    return receipt(
        done,
        application_id=application_id,
        reception_id=done.state.reception_id,
    )
