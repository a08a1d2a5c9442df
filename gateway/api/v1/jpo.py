"""The JPO programme and its campaigns (LI-73 to LI-84, SM-15)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.listings_jpo import (
    JPO_STATES,
    AnnounceJpoCampaign,
    CompleteJpoSelection,
    CreateJpoCampaign,
    FindJpoCampaigns,
    OpenJpoAdditionalRecruitment,
    PublishJpoResults,
)

operations = Operations("jpo", "/jpo", "The JPO programme and its campaigns.")
_MOFA = [Role.MOFA]
_STATE = {409: ["jpo-campaign-not-in-that-state"]}


class JpoDestinationSchema(Schema):
    """A destination organisation."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)


class JpoTermSchema(Schema):
    """A text in both languages."""

    ja = fields.String(required=True)
    en = fields.String(required=True)


class JpoFiguresSchema(Schema):
    """The figures of a fiscal year; `label` as the source calls the applicants."""

    fiscal_year = fields.Integer(required=True)
    applicants = fields.Integer(required=True)
    dispatched = fields.Integer(required=True)
    label = fields.String(required=True)


class JpoRoundSchema(Schema):
    """A period of application; 1 is the main round."""

    number = fields.Integer(required=True)
    opens_on = fields.String(required=True)
    closes_on = fields.String(required=True)


class JpoTermsSchema(Schema):
    """The terms of a campaign."""

    opens_on = fields.String(required=True, allow_none=True)
    closes_on = fields.String(required=True, allow_none=True)
    destinations = fields.List(fields.Nested(JpoDestinationSchema), required=True)
    specialities = fields.List(fields.Nested(JpoTermSchema), required=True)
    steps = fields.List(fields.Nested(JpoTermSchema), required=True)


class JpoCampaignSchema(Schema):
    """The campaign of one application year."""

    campaign_id = fields.String(required=True)
    application_year = fields.Integer(required=True)
    state = fields.String(required=True, metadata={"enum": list(JPO_STATES)})
    terms = fields.Nested(JpoTermsSchema, required=True)
    rounds = fields.List(fields.Nested(JpoRoundSchema), required=True)
    figures = fields.Nested(JpoFiguresSchema, required=True, allow_none=True)
    version = fields.Integer(required=True)
    changed_at = fields.String(required=True, metadata={"format": "date-time"})


class JpoCampaignsSchema(Schema):
    """Campaigns, newest year first."""

    items = fields.List(fields.Nested(JpoCampaignSchema), required=True)
    total = fields.Integer(required=True)


class JpoProgrammeSchema(Schema):
    """Eligibility, lists, steps, yearly figures and the newest public campaign."""

    eligibility = fields.List(fields.Nested(JpoTermSchema), required=True)
    destinations = fields.List(fields.Nested(JpoDestinationSchema), required=True)
    specialities = fields.List(fields.Nested(JpoTermSchema), required=True)
    steps = fields.List(fields.Nested(JpoTermSchema), required=True)
    figures = fields.List(fields.Nested(JpoFiguresSchema), required=True)
    campaign = fields.Nested(JpoCampaignSchema, required=True, allow_none=True)


class JpoReceiptSchema(Schema):
    """A command that was carried out."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    campaign_id = fields.String(required=True)


class JpoAnnouncementBody(AnnounceJpoCampaign):
    """The terms, where they differ from the draft."""

    class Meta:
        exclude = ("campaign_id",)


class JpoAdditionalRecruitmentBody(OpenJpoAdditionalRecruitment):
    """To which day the further round is open."""

    class Meta:
        exclude = ("campaign_id",)


class JpoDecisionBody(CompleteJpoSelection):
    """That every candidate has a result."""

    class Meta:
        exclude = ("campaign_id",)


class JpoResultsBody(PublishJpoResults):
    """The figures of the fiscal year."""

    class Meta:
        exclude = ("campaign_id",)


@operations.operation("GET", "", who=[ANYONE], answer=JpoProgrammeSchema)
def get_jpo_programme() -> Any:
    """The programme.

    Its conditions, lists and yearly figures.
    """
    return backend.call("listings", "get_jpo_programme")


@operations.operation(
    "GET", "/campaigns", who=[ANYONE], query=FindJpoCampaigns, answer=JpoCampaignsSchema
)
def find_jpo_campaigns(query: dict[str, Any]) -> Any:
    """Find campaigns.

    By destination organisation, by field (`field`, or `specialities` of which one is enough) and by
    keyword; `current` leaves only those that are announced or open.
    """
    return backend.call("listings", "find_jpo_campaigns", query)


@operations.operation("GET", "/campaigns/<campaign_id>", who=[ANYONE], answer=JpoCampaignSchema)
def get_jpo_campaign(campaign_id: str) -> Any:
    """One campaign.

    Drafts for the MOFA centre only.
    """
    return backend.call("listings", "get_jpo_campaign", _named(campaign_id))


@operations.operation(
    "POST",
    "/campaigns",
    who=_MOFA,
    body=CreateJpoCampaign,
    answer=JpoReceiptSchema,
    status=201,
    refuses={409: ["jpo-campaign-exists"]},
)
def create_jpo_campaign(body: dict[str, Any]) -> Any:
    """Begin a campaign.

    A year has one.
    """
    return backend.call("listings", "create_jpo_campaign", body)


@operations.operation(
    "POST",
    "/campaigns/<campaign_id>/announcement",
    who=_MOFA,
    body=JpoAnnouncementBody,
    answer=JpoReceiptSchema,
    refuses=_STATE,
)
def announce_jpo_campaign(body: dict[str, Any], campaign_id: str) -> Any:
    """Announce a campaign.

    The main round opens and closes at its dates.
    """
    return backend.call("listings", "announce_jpo_campaign", {**body, **_named(campaign_id)})


@operations.operation(
    "POST",
    "/campaigns/<campaign_id>/additional-recruitment",
    who=_MOFA,
    body=JpoAdditionalRecruitmentBody,
    answer=JpoReceiptSchema,
    refuses=_STATE,
)
def open_jpo_additional_recruitment(body: dict[str, Any], campaign_id: str) -> Any:
    """Open additional recruitment.

    A further round of the same year, open from now on.
    """
    payload = {**body, **_named(campaign_id)}
    return backend.call("listings", "open_jpo_additional_recruitment", payload)


@operations.operation(
    "POST",
    "/campaigns/<campaign_id>/selection",
    who=_MOFA,
    answer=JpoReceiptSchema,
    refuses=_STATE,
)
def start_jpo_selection(campaign_id: str) -> Any:
    """Start the selection.

    After the round has closed.
    """
    return backend.call("listings", "start_jpo_selection", _named(campaign_id))


@operations.operation(
    "POST",
    "/campaigns/<campaign_id>/decision",
    who=_MOFA,
    body=JpoDecisionBody,
    answer=JpoReceiptSchema,
    refuses={**_STATE, 422: ["jpo-candidates-undecided"]},
)
def complete_jpo_selection(body: dict[str, Any], campaign_id: str) -> Any:
    """Complete the selection.

    Every candidate has a result.
    """
    return backend.call("listings", "complete_jpo_selection", {**body, **_named(campaign_id)})


@operations.operation(
    "POST",
    "/campaigns/<campaign_id>/results",
    who=_MOFA,
    body=JpoResultsBody,
    answer=JpoReceiptSchema,
    refuses=_STATE,
)
def publish_jpo_results(body: dict[str, Any], campaign_id: str) -> Any:
    """Publish the results.

    The figures join those of the years before.
    """
    return backend.call("listings", "publish_jpo_results", {**body, **_named(campaign_id)})


def _named(campaign_id: str) -> dict[str, str]:
    return {"campaign_id": campaign_id[:100]}
