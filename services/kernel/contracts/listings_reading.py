"""Payloads of the queries of the listings service."""

from __future__ import annotations

from services.kernel.contracts.events.listings import KINDS
from services.kernel.contracts.fields import Choice, Day, Id, Items, Payload, Text, Truth, Whole
from services.kernel.contracts.listings import (
    EMPLOYMENT_TYPES,
    IDS_AT_ONCE,
    LABELS,
    ORDERS,
    STATES,
)


class GetListing(Payload):
    """One listing by id or data number, as far as the caller may see it."""

    listing_id = Id(most=100, load_default=None, allow_none=True)
    data_number = Text(most=20, one_line=True, load_default=None, allow_none=True)


class GetListingForMail(Payload):
    """What a mail about a listing needs besides its event."""

    listing_id = Id(most=100, required=True)


class GetListings(Payload):
    """Cards of many listings at once; those the caller may not see are left out."""

    listing_ids = Items(Id(most=100, required=True), most=IDS_AT_ONCE, required=True)


class GetListingHistory(Payload):
    """Who changed what of a listing, and when."""

    listing_id = Id(most=100, required=True)


class GetListingState(Payload):
    """A listing as it was after the entry of its history with this number, from 1."""

    listing_id = Id(most=100, required=True)
    number = Whole(least=1, most=1_000_000, required=True)


class GetListingDifference(Payload):
    """What differs between two entries of a listing's history, named by their numbers."""

    listing_id = Id(most=100, required=True)
    earlier = Whole(least=1, most=1_000_000, required=True)
    later = Whole(least=1, most=1_000_000, required=True)


class FindOwnListings(Payload):
    """The listings of an organisation, newest number first; empty `states` means all."""

    organisation_id = Id(most=100, load_default=None, allow_none=True)
    states = Items(Choice(STATES, required=True), load_default=list)
    amendable = Truth(load_default=False)
    page = Whole(least=1, most=100_000, load_default=1)


class FindListingDrafts(Payload):
    """The drafts of an organisation (LI-15, LI-16)."""

    organisation_id = Id(most=100, load_default=None, allow_none=True)
    page = Whole(least=1, most=100_000, load_default=1)


class FindPendingListings(Payload):
    """The listings of an organisation with a pending request (LI-33)."""

    organisation_id = Id(most=100, load_default=None, allow_none=True)
    page = Whole(least=1, most=100_000, load_default=1)


class FindListingRequests(Payload):
    """The secretariat's work lists: pending, approved, corrected by mail (GW-50)."""

    standing = Choice(("pending", "approved", "mailed"), load_default="pending")
    request = Choice(("registration", "amendment"), load_default=None, allow_none=True)
    organisation_id = Id(most=100, load_default=None, allow_none=True)
    kinds = Items(Choice(KINDS, required=True), load_default=list)
    page = Whole(least=1, most=100_000, load_default=1)
    per_page = Whole(least=1, most=100, load_default=20)


class FindWithdrawalsDue(Payload):
    """Listings that leave the public pages by the end of today (GW-50)."""

    page = Whole(least=1, most=100_000, load_default=1)
    per_page = Whole(least=1, most=100, load_default=20)


class FindPublicListings(Payload):
    """All public listings in data-number order, for feeds and snapshots."""

    after_data_number = Text(most=20, one_line=True, load_default="")
    limit = Whole(least=1, most=1_000, load_default=1_000)


class FindListingDays(Payload):
    """Public listings whose work period or recruitment is not over, for calendars."""

    of = Choice(("work-period", "recruitment"), required=True)
    kinds = Items(Choice(KINDS, required=True), required=True)


class FindSiteMap(Payload):
    """Which blocks of public listings there are, or the listings of one of them."""

    block = Whole(least=0, most=999_999, load_default=None, allow_none=True)


class FindAccessCounts(Payload):
    """Access counts of an organisation's listings (LI-65)."""

    organisation_id = Id(most=100, load_default=None, allow_none=True)
    order = Choice(("data-number", "total"), load_default="data-number")
    page = Whole(least=1, most=100_000, load_default=1)


def _choices(values: tuple[str, ...]) -> Items:
    return Items(Choice(values, required=True), most=50, load_default=list)


def _texts() -> Items:
    return Items(Text(most=200, one_line=True, required=True), most=50, load_default=list)


class SuggestKeywords(Payload):
    """The beginning of a keyword, for what it could become among listings of these kinds."""

    typed = Text(most=200, exact=True, one_line=True, load_default="")
    kinds = _choices(KINDS)


class SearchListings(Payload):
    """Search the public listings (LI-49 to LI-55); empty conditions do not restrict."""

    keyword = Text(most=200, one_line=True, load_default="")
    kinds = _choices(KINDS)
    recruiting_fields = _texts()
    locations = _texts()
    occupations = _texts()
    organisation_types = _texts()
    organisation_id = Id(most=100, load_default=None, allow_none=True)
    labels = _choices(LABELS)
    employment_types = _choices(EMPLOYMENT_TYPES)
    languages = _texts()
    open_on = Day(load_default=None, allow_none=True)
    order = Choice(ORDERS, load_default="newest")
    page = Whole(least=1, most=100_000, load_default=1)


class GetHeldData(Payload):
    """Everything this service holds about the caller."""
