"""Announce a JPO campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.jpo_terms import terms_of
from services.listings.domain.jpo.campaign import JpoCampaign, announce


@dataclass(frozen=True)
class AnnounceJpoCampaign:
    """Which campaign, and what is decided."""

    campaign_id: str
    terms: Mapping[str, Any] | None


def announce_jpo_campaign(
    command: AnnounceJpoCampaign, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """Makes the terms of a draft public, as given or as they were saved (LI-73, LI-84).

    Raises `NotFound`, `CampaignNotInThatState`, `InvalidInput`.
    """
    terms = terms_of(command.terms) if command.terms is not None else None
    done = campaigns.change(
        command.campaign_id, context, lambda campaign: announce(campaign, terms, context.at)
    )
    return receipt(done, campaign_id=command.campaign_id)
