"""Complete the selection of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.jpo.campaign import JpoCampaign, complete_selection
from services.listings.projections.jpo_undecided import JPO_UNDECIDED


@dataclass(frozen=True)
class CompleteJpoSelection:
    """Which campaign, and what is decided."""

    campaign_id: str
    all_decided: bool


def complete_jpo_selection(
    command: CompleteJpoSelection,
    context: Context,
    *,
    campaigns: Repository[JpoCampaign],
    views: Views,
) -> dict[str, Any]:
    """Every candidate has a result, as the centre confirms and as is known here (SM-15).

    Raises `NotFound`, `CampaignNotInThatState`, `CandidatesUndecided`.
    """
    undecided = views.count(JPO_UNDECIDED, {"campaign_id": command.campaign_id})
    done = campaigns.change(
        command.campaign_id,
        context,
        lambda campaign: complete_selection(
            campaign, confirmed=command.all_decided, undecided=undecided, now=context.at
        ),
    )
    return receipt(done, campaign_id=command.campaign_id)
