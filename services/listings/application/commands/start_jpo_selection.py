"""Start the selection of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.jpo.campaign import JpoCampaign, start_selection


@dataclass(frozen=True)
class StartJpoSelection:
    """Which campaign."""

    campaign_id: str


def start_jpo_selection(
    command: StartJpoSelection, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """The selection of the candidates begins (SM-15).

    Raises `NotFound`, `CampaignNotInThatState`.
    """
    done = campaigns.change(
        command.campaign_id, context, lambda campaign: start_selection(campaign, context.at)
    )
    return receipt(done, campaign_id=command.campaign_id)
