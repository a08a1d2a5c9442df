"""Publish the results of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.jpo.campaign import JpoCampaign, publish_results


@dataclass(frozen=True)
class PublishJpoResults:
    """Which campaign, and what is decided."""

    campaign_id: str
    applicants: int
    dispatched: int


def publish_jpo_results(
    command: PublishJpoResults, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """Adds the figures of the fiscal year to the public ones (LI-77).

    Raises `NotFound`, `CampaignNotInThatState`, `InvalidInput`.
    """
    done = campaigns.change(
        command.campaign_id,
        context,
        lambda campaign: publish_results(
            campaign, command.applicants, command.dispatched, context.at
        ),
    )
    return receipt(done, campaign_id=command.campaign_id)
