"""Public events of the listings service (requirements.md 9.21). Data are public, never personal."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.events import listings_content, listings_jpo
from services.kernel.contracts.fields import Choice, Day, Instant, Items, Text, Truth, Whole

KINDS = (
    "job",
    "internship",
    "training",
    "seminar",
    "public-recruitment",
    "public-notice",
    "pre-announcement",
    "past-public-recruitment",
    "jocv-job",
    "jpo-campaign",
)


class ListingData(Schema):
    """Which listing it is about."""

    listing_id = Text(most=100, required=True)
    data_number = Text(most=20, required=True)
    organisation_id = Text(most=100, required=True)
    kind = Choice(KINDS, required=True)
    title = Text(most=300, required=True)


class ListingReflectionData(ListingData):
    """An approval and the moment at which it takes effect.

    `withdraws`: an amendment by which the listing leaves at that moment; it takes no applications
    from the approval on.
    """

    reflection_at = Instant(required=True)
    withdraws = Truth(load_default=False)


class ListingRemovalData(ListingData):
    """A withdrawal that was asked for, and the moment at which it takes effect."""

    removal_at = Instant(required=True)


class ListingInvalidData(Schema):
    """A listing that is no longer open: `invalid_on` is the first such day (D-06)."""

    listing_id = Text(most=100, required=True)
    data_number = Text(most=20, required=True)
    organisation_id = Text(most=100, required=True)
    invalid_on = Day(required=True)


class ListingEndedData(ListingInvalidData):
    """The end of recruitment; `followed_by` is the data number of the public recruitment that a
    pre-announcement has given way to."""

    followed_by = Text(most=20, load_default=None, allow_none=True)


class PublicListingData(ListingData):
    """A public listing as far as other services need it; no end means recruiting until withdrawn.

    `follows` is the data number of the pre-announcement that a public recruitment replaces.
    """

    organisation_name = Text(most=300, required=True)
    language = Choice(("ja", "en"), required=True)
    recruitment_start_on = Day(required=True)
    recruitment_end_on = Day(required=True, allow_none=True)
    web_application = Truth(required=True)
    direct_application = Truth(required=True)
    required_documents = Items(Text(most=300), required=True)
    full_registrants_only = Truth(required=True)
    jocv_only = Truth(required=True)
    application_method = Text(most=10_000, required=True)
    follows = Text(most=20, load_default=None, allow_none=True)
    published_at = Instant(required=True)


class ListingViewedData(Schema):
    """How often a listing was opened on a day, as far as one batch counted (D-59)."""

    listing_id = Text(most=100, required=True)
    organisation_id = Text(most=100, required=True)
    on = Day(required=True)
    count = Whole(least=1, required=True)


class FavouriteData(Schema):
    """A person and a listing among the person's favourites (LI-59, LI-60)."""

    person_id = Text(most=100, required=True)
    listing_id = Text(most=100, required=True)


class SearchConditionData(Schema):
    """A person and a saved search condition; what it looks for is told to nobody (LI-57)."""

    person_id = Text(most=100, required=True)
    condition_id = Text(most=100, required=True)


class SavedSearchMatchedData(Schema):
    """A listing was published or amended that meets a saved condition, told once of each pair."""

    condition_id = Text(most=100, required=True)
    person_id = Text(most=100, required=True)
    listing_id = Text(most=100, required=True)
    data_number = Text(most=20, required=True)


EVENTS = {
    "ListingDrafted": (1, ListingData),
    "ListingDraftUpdated": (1, ListingData),
    "ListingDraftDiscarded": (1, ListingData),
    "ListingRegistrationRequested": (1, ListingData),
    "ListingRequestCorrected": (1, ListingData),
    "ListingRequestCancelled": (1, ListingData),
    "ListingReturned": (1, ListingData),
    "ListingApproved": (1, ListingReflectionData),
    "ListingPublished": (1, PublicListingData),
    "ListingRecruitmentEnded": (1, ListingEndedData),
    "ListingArchived": (1, ListingData),
    "ListingReopened": (1, ListingData),
    "ListingWithdrawalRequested": (1, ListingRemovalData),
    "ListingWithdrawn": (1, ListingInvalidData),
    "ListingAmendmentDrafted": (1, ListingData),
    "ListingAmendmentRequested": (1, ListingData),
    "ListingAmendmentCancelled": (1, ListingData),
    "ListingAmendmentReturned": (1, ListingData),
    "ListingAmendmentApproved": (1, ListingReflectionData),
    "ListingAmended": (1, PublicListingData),
    "ListingViewed": (1, ListingViewedData),
    **listings_content.EVENTS,
    **listings_jpo.EVENTS,
    "FavouriteAdded": (1, FavouriteData),
    "FavouriteRemoved": (1, FavouriteData),
    "SearchConditionSaved": (1, SearchConditionData),
    "SearchConditionDeleted": (1, SearchConditionData),
    "SavedSearchMatched": (1, SavedSearchMatchedData),
}
