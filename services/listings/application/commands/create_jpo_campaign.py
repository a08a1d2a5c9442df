"""Begin the JPO campaign of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.jpo_terms import terms_of
from services.listings.domain.jpo.campaign import JpoCampaign, create
from services.listings.domain.jpo.events import CampaignAbout


@dataclass(frozen=True)
class CreateJpoCampaign:
    """The application year, and the terms as far as they are known."""

    application_year: int
    terms: Mapping[str, Any]


def create_jpo_campaign(
    command: CreateJpoCampaign, context: Context, *, campaigns: Repository[JpoCampaign]
) -> dict[str, Any]:
    """Stores the draft; a year has one campaign (LI-73).

    Raises `CampaignExists`, `InvalidInput`.
    """
    campaign_id = derived_id("jpo-campaign", str(command.application_year))
    about = CampaignAbout(campaign_id, command.application_year)
    terms = terms_of(command.terms)
    done = campaigns.change(
        campaign_id, context, lambda campaign: create(campaign, about, terms, context.at)
    )
    return receipt(done, campaign_id=campaign_id)
