"""What others are told of JPO campaigns."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.listings.domain.jpo import events as jpo

JPO = (
    jpo.JpoCampaignCreated,
    jpo.JpoCampaignAnnounced,
    jpo.JpoCampaignOpened,
    jpo.JpoCampaignClosed,
    jpo.JpoAdditionalRecruitmentOpened,
    jpo.JpoSelectionStarted,
    jpo.JpoSelectionCompleted,
    jpo.JpoResultsPublished,
)


def publish_jpo(event: Any) -> PublicDraft:
    """The public form of an event of a campaign."""
    about: jpo.CampaignAbout = event.about
    data: dict[str, Any] = {
        "campaign_id": about.campaign_id,
        "application_year": about.application_year,
    }
    match event:
        case jpo.JpoCampaignAnnounced(terms=terms):
            data["destinations"] = [one.code for one in terms.destinations]
        case (
            jpo.JpoCampaignOpened(round=told)
            | jpo.JpoCampaignClosed(round=told)
            | jpo.JpoAdditionalRecruitmentOpened(round=told)
        ):
            data |= {
                "round": told.number,
                "opens_on": told.opens_on.isoformat(),
                "closes_on": told.closes_on.isoformat(),
            }
        case jpo.JpoResultsPublished(figures=figures):
            data |= {"applicants": figures.applicants, "dispatched": figures.dispatched}
        case _:
            pass
    return PublicDraft(type(event).__name__, about.campaign_id, data)
