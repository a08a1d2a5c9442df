"""The figures of a JPO campaign, counted from its candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown_jpo import UNDECIDED
from services.applications.domain.jpo.candidate import CandidateState
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context

WENT = (CandidateState.DISPATCHED, CandidateState.COMPLETED, CandidateState.PLACED)
DONE = (CandidateState.COMPLETED, CandidateState.PLACED)


@dataclass(frozen=True)
class GetJpoFigures:
    campaign_id: str


def get_jpo_figures(query: GetJpoFigures, context: Context, *, desk: JpoDesk) -> dict[str, Any]:
    """Applicants and dispatched of all rounds together (RE-60), and the share of AP-57.

    Refused applications are no applicants. The share is that of next posts among those whose
    dispatch is over or who have one already; None while there is nobody.
    """
    counts: dict[CandidateState, int] = {
        state: desk.views.count(
            JPO_CANDIDATES, {"campaign_id": query.campaign_id, "state": state.value}
        )
        for state in CandidateState
        if state is not CandidateState.NONE
    }
    refused = counts[CandidateState.REFUSED]
    over, placed = sum(counts[one] for one in DONE), counts[CandidateState.PLACED]
    return {
        "states": {state.value: count for state, count in counts.items()},
        "applicants": sum(counts.values()) - refused,
        "refused": refused,
        "undecided": sum(counts[one] for one in UNDECIDED),
        "dispatched": sum(counts[one] for one in WENT),
        "next_posts": placed,
        "dispatches_over": over,
        "next_post_percent": round(100 * placed / over) if over else None,
    }
