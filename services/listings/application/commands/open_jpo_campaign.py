"""The opening date of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.jpo.campaign import JpoCampaign, open_round


@dataclass(frozen=True)
class OpenJpoCampaign:
    """Which campaign."""

    campaign_id: str


def open_jpo_campaign(
    command: OpenJpoCampaign, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """Opens the main round (SM-15); nothing happens where it was overtaken.

    Raises `CampaignNotDueYet`.
    """
    done = campaigns.change(
        command.campaign_id, context, lambda campaign: open_round(campaign, context.at)
    )
    return receipt(done, campaign_id=command.campaign_id)
