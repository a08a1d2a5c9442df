"""Payloads of JPO campaigns in the listings service (LI-73 to LI-84, SM-15)."""

from __future__ import annotations

from services.kernel.contracts.fields import LASTING, Day, Items, Part, Payload, Text, Truth, Whole

JPO_STATES = (
    "draft",
    "announced",
    "open",
    "closed",
    "selecting",
    "decided",
    "results-published",
)


class JpoDestinationPart(Payload):
    """A destination organisation: short name, Japanese and English name (LI-78)."""

    code = Text(most=50, one_line=True, required=True)
    name = Text(most=200, one_line=True, required=True)
    name_en = Text(most=200, one_line=True, load_default="")


class JpoTermPart(Payload):
    """A text in both languages."""

    ja = Text(most=300, one_line=True, required=True)
    en = Text(most=300, one_line=True, load_default="")


class JpoTermsPart(Payload):
    """The terms of a campaign; lists that are left out are those of the programme."""

    opens_on = Day(years=LASTING, load_default=None, allow_none=True)
    closes_on = Day(years=LASTING, load_default=None, allow_none=True)
    destinations = Items(Part(JpoDestinationPart), most=100, load_default=None, allow_none=True)
    specialities = Items(Part(JpoTermPart), most=100, load_default=None, allow_none=True)
    steps = Items(Part(JpoTermPart), most=30, load_default=None, allow_none=True)


class CreateJpoCampaign(Payload):
    """Begin the campaign of a year."""

    application_year = Whole(least=1974, most=2999, required=True)
    terms = Part(JpoTermsPart, required=True)


class OneJpoCampaign(Payload):
    """Which campaign."""

    campaign_id = Text(most=100, one_line=True, required=True)


class AnnounceJpoCampaign(OneJpoCampaign):
    """Make the terms public, as given or as they were saved."""

    terms = Part(JpoTermsPart, load_default=None, allow_none=True)


class OpenJpoCampaign(OneJpoCampaign):
    """The opening date has come."""


class CloseJpoCampaign(OneJpoCampaign):
    """The closing date of the running round has passed."""


class OpenJpoAdditionalRecruitment(OneJpoCampaign):
    """A further round, open from now to this day."""

    closes_on = Day(years=LASTING, required=True)


class StartJpoSelection(OneJpoCampaign):
    """The selection begins."""


class CompleteJpoSelection(OneJpoCampaign):
    """`all_decided`: every candidate has a result."""

    all_decided = Truth(load_default=False)


class PublishJpoResults(OneJpoCampaign):
    """The figures of the fiscal year, additional recruitment included (LI-77)."""

    applicants = Whole(least=0, most=1_000_000, required=True)
    dispatched = Whole(least=0, most=1_000_000, required=True)


class GetJpoCampaign(OneJpoCampaign):
    """One campaign."""


class FindJpoCampaigns(Payload):
    """Campaigns by destination (short name) and field (Japanese name), and by keyword (LI-80)."""

    destination = Text(most=50, one_line=True, load_default="")
    field = Text(most=300, one_line=True, load_default="")
    keyword = Text(most=200, one_line=True, load_default="")
    specialities = Items(Text(most=300, one_line=True), most=200, load_default=list)
    current = Truth(load_default=False)


class GetJpoProgramme(Payload):
    """Eligibility, destinations, fields, steps and yearly figures."""
