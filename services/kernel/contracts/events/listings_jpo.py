"""Public events of JPO campaigns (requirements.md 9.21)."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Day, Items, Text, Whole


class JpoCampaignData(Schema):
    """Which campaign it is about."""

    campaign_id = Text(most=100, required=True)
    application_year = Whole(required=True)


class JpoAnnouncedData(JpoCampaignData):
    """The destinations with an arrangement, by short name."""

    destinations = Items(Text(most=50), required=True)


class JpoRoundData(JpoCampaignData):
    """A round of application that has opened or closed; 1 is the main round."""

    round = Whole(least=1, required=True)
    opens_on = Day(required=True)
    closes_on = Day(required=True)


class JpoResultsData(JpoCampaignData):
    """The figures of the fiscal year, additional recruitment included."""

    applicants = Whole(required=True)
    dispatched = Whole(required=True)


EVENTS = {
    "JpoCampaignCreated": (1, JpoCampaignData),
    "JpoCampaignAnnounced": (1, JpoAnnouncedData),
    "JpoCampaignOpened": (1, JpoRoundData),
    "JpoCampaignClosed": (1, JpoRoundData),
    "JpoAdditionalRecruitmentOpened": (1, JpoRoundData),
    "JpoSelectionStarted": (1, JpoCampaignData),
    "JpoSelectionCompleted": (1, JpoCampaignData),
    "JpoResultsPublished": (1, JpoResultsData),
}
