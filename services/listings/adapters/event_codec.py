"""Stored names and versions of this service's events. Names are forever."""

from __future__ import annotations

from services.kernel.eventkit.application.codec import EventCodec
from services.listings.adapters.editorial_codec import register_editorial
from services.listings.adapters.jpo_codec import register_jpo
from services.listings.domain.access.views import ListingViewed
from services.listings.domain.importing.mapping import ImportMappingRemembered
from services.listings.domain.listing import events as listing
from services.listings.domain.occupations.classification import OccupationsImported
from services.listings.domain.personal.favourites import (
    FavouriteAdded,
    FavouriteRemoved,
    FavouritesClosed,
)
from services.listings.domain.personal.matches import SavedSearchMatched
from services.listings.domain.personal.search_conditions import (
    SearchConditionDeleted,
    SearchConditionSaved,
    SearchConditionsClosed,
)


def make_codec() -> EventCodec:
    """The codec of the listings service."""
    codec = EventCodec()
    codec.register(listing.ListingDrafted, "ListingDrafted")
    codec.register(listing.ListingDraftUpdated, "ListingDraftUpdated")
    codec.register(listing.ListingDraftDiscarded, "ListingDraftDiscarded")
    codec.register(listing.ListingRegistrationRequested, "ListingRegistrationRequested")
    codec.register(listing.ListingRequestCorrected, "ListingRequestCorrected")
    codec.register(listing.ListingRequestCancelled, "ListingRequestCancelled")
    codec.register(listing.ListingReturned, "ListingReturned")
    codec.register(listing.ListingApproved, "ListingApproved")
    codec.register(listing.ListingPublished, "ListingPublished")
    codec.register(listing.ListingRecruitmentEnded, "ListingRecruitmentEnded")
    codec.register(listing.ListingReopened, "ListingReopened")
    codec.register(listing.ListingWithdrawalRequested, "ListingWithdrawalRequested")
    codec.register(listing.ListingWithdrawn, "ListingWithdrawn")
    codec.register(listing.ListingAmendmentDrafted, "ListingAmendmentDrafted")
    codec.register(listing.ListingAmendmentRequested, "ListingAmendmentRequested")
    codec.register(listing.ListingAmendmentCancelled, "ListingAmendmentCancelled")
    codec.register(listing.ListingAmendmentReturned, "ListingAmendmentReturned")
    codec.register(listing.ListingAmendmentApproved, "ListingAmendmentApproved")
    codec.register(listing.ListingAmended, "ListingAmended")
    codec.register(listing.ListingArchived, "ListingArchived")
    register_editorial(codec)
    register_jpo(codec)
    codec.register(OccupationsImported, "OccupationsImported")
    codec.register(ListingViewed, "ListingViewed")
    codec.register(FavouriteAdded, "FavouriteAdded")
    codec.register(FavouriteRemoved, "FavouriteRemoved")
    codec.register(FavouritesClosed, "FavouritesClosed")
    codec.register(SearchConditionSaved, "SearchConditionSaved")
    codec.register(SearchConditionDeleted, "SearchConditionDeleted")
    codec.register(SearchConditionsClosed, "SearchConditionsClosed")
    codec.register(ImportMappingRemembered, "ImportMappingRemembered")
    codec.register(SavedSearchMatched, "SavedSearchMatched")
    return codec
