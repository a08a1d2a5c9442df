"""The JPO campaigns one could apply to, followed from the listings service."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

JPO_CAMPAIGNS = "jpo_campaigns"

jpo_campaigns = Projection(JPO_CAMPAIGNS, version=1)


def _campaign_id(event: PublicEvent) -> str:
    return str(event.data["campaign_id"])


def _known(document: Document | None, event: PublicEvent) -> Document:
    return document or {
        "campaign_id": event.data["campaign_id"],
        "application_year": event.data["application_year"],
        "destinations": [],
        "open": False,
        "round": None,
    }


@jpo_campaigns.on_public("listings", "JpoCampaignAnnounced", key=_campaign_id)
def _announced(document: Document | None, event: PublicEvent) -> Document:
    return {**_known(document, event), "destinations": list(event.data["destinations"])}


@jpo_campaigns.on_public(
    "listings", "JpoCampaignOpened", "JpoAdditionalRecruitmentOpened", key=_campaign_id
)
def _opened(document: Document | None, event: PublicEvent) -> Document:
    running = {
        "number": event.data["round"],
        "opens_on": event.data["opens_on"],
        "closes_on": event.data["closes_on"],
    }
    return {**_known(document, event), "open": True, "round": running}


@jpo_campaigns.on_public("listings", "JpoCampaignClosed", key=_campaign_id)
def _closed(document: Document | None, event: PublicEvent) -> Document:
    return {**_known(document, event), "open": False}
