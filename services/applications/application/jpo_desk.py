"""What the use cases of JPO candidates share of the world, and how they find a candidate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.applications.domain.application.documents import DocumentLimits
from services.applications.domain.jpo.applying import REFUSALS_PER_ROUND, JpoRound
from services.applications.domain.jpo.candidate import Candidate, CandidateState
from services.applications.domain.jpo.events import CandidateAbout
from services.applications.domain.jpo.refusals import JpoRefusedTooOften, JpoRoundNotOpen
from services.applications.projections.jpo_campaigns import JPO_CAMPAIGNS
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.parts import Files
from services.kernel.eventkit.application.ports import Numbers, PersonalData, Views
from services.kernel.eventkit.application.repository import Changed, Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True, slots=True)
class JpoDesk:
    """Everything that the commands and queries on JPO candidates work with."""

    candidates: Repository[Candidate]
    views: Views
    personal_data: PersonalData
    files: Files
    numbers: Numbers
    limits: DocumentLimits


def round_of(views: Views, campaign_id: str) -> JpoRound:
    """The newest round of a campaign; raises `NotFound`, `JpoRoundNotOpen` before the first."""
    document = views.get(JPO_CAMPAIGNS, campaign_id)
    if document is None:
        raise NotFound
    running = document["round"]
    if running is None:
        raise JpoRoundNotOpen
    return JpoRound(
        campaign_id=campaign_id,
        application_year=document["application_year"],
        number=running["number"],
        opens_on=date.fromisoformat(running["opens_on"]),
        closes_on=date.fromisoformat(running["closes_on"]),
        open=document["open"],
    )


def attempts(taking: JpoRound, person_id: str) -> list[CandidateAbout]:
    """Once per person and round: the stream itself is keyed by both, and by what was refused."""
    return [
        CandidateAbout(
            application_id=derived_id(
                "jpo-candidate", taking.campaign_id, str(taking.number), person_id, str(attempt)
            ),
            campaign_id=taking.campaign_id,
            application_year=taking.application_year,
            round=taking.number,
            person_id=person_id,
        )
        for attempt in range(1, REFUSALS_PER_ROUND + 2)
    ]


def current_attempt(
    desk: JpoDesk, taking: JpoRound, person_id: str
) -> tuple[CandidateAbout, Candidate]:
    """The first that was not refused, or the last there can be."""
    abouts = attempts(taking, person_id)
    states = desk.candidates.load_many([one.application_id for one in abouts])
    for about in abouts:
        if states[about.application_id].state is not CandidateState.REFUSED:
            return about, states[about.application_id]
    return abouts[-1], states[abouts[-1].application_id]


def change_attempt(
    desk: JpoDesk,
    taking: JpoRound,
    person_id: str,
    context: Context,
    decide: Callable[[CandidateAbout, Candidate], Sequence[Any]],
) -> Changed[Candidate]:
    """Carries out a command on the first attempt that was not refused.

    A refused one is final, so going on to the next cannot race with it. `decide` raises
    `JpoRefusedTooOften` for a refused one.
    """
    *earlier, last = attempts(taking, person_id)
    for about in earlier:
        try:
            return desk.candidates.change(
                about.application_id,
                context,
                lambda state, one=about: decide(one, state),  # type: ignore[misc]
            )
        except JpoRefusedTooOften:
            continue
    return desk.candidates.change(last.application_id, context, lambda state: decide(last, state))
