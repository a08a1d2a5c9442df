"""Open additional recruitment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.jpo.campaign import JpoCampaign, open_further_round


@dataclass(frozen=True)
class OpenJpoAdditionalRecruitment:
    """Which campaign, and what is decided."""

    campaign_id: str
    closes_on: date


def open_jpo_additional_recruitment(
    command: OpenJpoAdditionalRecruitment, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """Opens a further round of the same year (LI-73).

    Raises `NotFound`, `CampaignNotInThatState`, `InvalidInput`.
    """
    done = campaigns.change(
        command.campaign_id,
        context,
        lambda campaign: open_further_round(campaign, command.closes_on, context.at),
    )
    return receipt(done, campaign_id=command.campaign_id)
