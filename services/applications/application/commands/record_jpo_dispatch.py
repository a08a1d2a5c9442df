"""The MOFA centre records a dispatch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.domain.jpo.candidate import Candidate
from services.applications.domain.jpo.selection import dispatch
from services.applications.projections.jpo_campaigns import JPO_CAMPAIGNS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class RecordJpoDispatch:
    application_id: str
    destination: str
    starts_on: date
    expected_version: int | None = None


def record_jpo_dispatch(
    command: RecordJpoDispatch, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """A candidate goes to a destination of the campaign for two years (AP-56, AP-58).

    Raises `NotFound`, `CandidateNotInThatState`, `DestinationWithoutArrangement`,
    `InvalidInput`, `StaleForm`.
    """
    known, _ = desk.candidates.load(command.application_id)
    if known.about is None:
        raise NotFound
    campaign = desk.views.get(JPO_CAMPAIGNS, known.about.campaign_id)
    arranged = frozenset(campaign["destinations"] if campaign else ())

    def decide(candidate: Candidate) -> list[object]:
        return dispatch(
            candidate,
            command.destination,
            command.starts_on,
            arranged=arranged,
            now=context.at,
        )

    done = desk.candidates.change(
        command.application_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, application_id=command.application_id)
