"""The closing date of a round of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.jpo.campaign import JpoCampaign, close_round


@dataclass(frozen=True)
class CloseJpoCampaign:
    """Which campaign."""

    campaign_id: str


def close_jpo_campaign(
    command: CloseJpoCampaign, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """Closes the running round (SM-15); nothing happens where it was overtaken.

    Raises `CampaignNotDueYet`.
    """
    done = campaigns.change(
        command.campaign_id, context, lambda campaign: close_round(campaign, context.at)
    )
    return receipt(done, campaign_id=command.campaign_id)
