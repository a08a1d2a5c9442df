"""Payloads of the commands of the listings service; its queries are in `listings_reading`."""

from __future__ import annotations

from services.kernel.contracts.events.listings import KINDS
from services.kernel.contracts.fields import (
    LASTING,
    Choice,
    Day,
    Id,
    Instant,
    Items,
    Part,
    Payload,
    Text,
    Truth,
    Whole,
)

OCCUPATION_LENGTH = 200
OCCUPATIONS_AT_MOST = 10
"""So many occupations one listing has."""
LANGUAGES = ("ja", "en")
THIRDS = ("early", "middle", "late")
EMPLOYMENT_TYPES = (
    "full-time",
    "part-time",
    "fixed-term",
    "contract",
    "temporary",
    "intern",
    "volunteer",
    "other",
)
LABELS = ("new", "closing-soon", "web-application", "diverse-working", "public-recruitment")
ORDERS = ("newest", "latest-deadline", "nearest-deadline", "relevance")
STATES = (
    "draft",
    "requested",
    "scheduled",
    "published",
    "withdrawal-scheduled",
    "ended",
    "archived",
    "withdrawn",
    "cancelled",
)
IDS_AT_ONCE = 200
VIEWS_PER_BATCH = 256


def _version() -> Whole:
    return Whole(load_default=None, allow_none=True)


class LocationPart(Payload):
    """A place of work: country (ISO 3166-1), prefecture (01 to 47, Japan only) and text."""

    country = Text(most=2, load_default=None, allow_none=True)
    prefecture = Text(most=2, load_default=None, allow_none=True)
    text = Text(most=500, load_default="")


class PeriodPointPart(Payload):
    """A day, or with `third` the third of the month that holds the day."""

    day = Day(years=LASTING, required=True)
    third = Choice(THIRDS, load_default=None, allow_none=True)


class WorkPeriodPart(Payload):
    """A work period; without end it is open-ended (LI-03)."""

    start = Part(PeriodPointPart, required=True)
    end = Part(PeriodPointPart, load_default=None, allow_none=True)


class RecruitmentPart(Payload):
    """The recruitment period; without end it is open (LI-04)."""

    start_on = Day(years=LASTING, required=True)
    end_on = Day(years=LASTING, load_default=None, allow_none=True)


class ContentPart(Payload):
    """The contents of a listing; what is mandatory is decided by the listing's kind."""

    kind = Choice(KINDS, required=True)
    language = Choice(LANGUAGES, required=True)
    title = Text(most=300, one_line=True, load_default="")
    organisation_name = Text(most=300, one_line=True, load_default="")
    recruiting_fields = Items(
        Text(most=200, one_line=True, required=True), most=20, load_default=list
    )
    locations = Items(Part(LocationPart), most=30, load_default=list)
    work_period = Part(WorkPeriodPart, load_default=None, allow_none=True)
    recruitment = Part(RecruitmentPart, load_default=None, allow_none=True)
    application_method = Text(most=5_000, load_default="")
    conditions = Text(most=10_000, load_default="")
    description = Text(most=20_000, load_default="")
    employment_type = Choice(EMPLOYMENT_TYPES, load_default=None, allow_none=True)
    occupation_code = Text(most=20, one_line=True, load_default=None, allow_none=True)
    occupations = Items(
        Text(most=OCCUPATION_LENGTH, one_line=True, required=True),
        most=OCCUPATIONS_AT_MOST,
        load_default=list,
    )
    required_documents = Items(
        Text(most=200, one_line=True, required=True), most=30, load_default=list
    )
    web_application = Truth(load_default=False)
    direct_application = Truth(load_default=False)
    diverse_working = Truth(load_default=False)
    languages_needed = Items(
        Text(most=20, one_line=True, required=True), most=20, load_default=list
    )
    contact = Text(most=2_000, load_default="")
    source_url = Text(most=2_000, one_line=True, load_default=None, allow_none=True)
    follows = Text(most=20, one_line=True, load_default=None, allow_none=True)


class DraftListing(Payload):
    """Begin a listing as a draft (LI-11, LI-13). `organisation_id` only for the secretariat."""

    content = Part(ContentPart, required=True)
    terms_agreed = Truth(load_default=False)
    opened_at = Instant(load_default=None, allow_none=True)
    organisation_id = Id(most=100, load_default=None, allow_none=True)


class UpdateListingDraft(Payload):
    """Save a draft again (LI-13)."""

    listing_id = Id(most=100, required=True)
    content = Part(ContentPart, required=True)
    opened_at = Instant(load_default=None, allow_none=True)
    expected_version = _version()


class DiscardListingDraft(Payload):
    """Delete a draft."""

    listing_id = Id(most=100, required=True)
    expected_version = _version()


class RequestListingRegistration(Payload):
    """File the registration request of a draft, or of a form never saved (LI-17).

    Without `listing_id` a new listing is requested from `content`; with it, `content` may be left
    out to request the draft as saved.
    """

    listing_id = Id(most=100, load_default=None, allow_none=True)
    content = Part(ContentPart, load_default=None, allow_none=True)
    confirmed = Truth(load_default=False)
    terms_agreed = Truth(load_default=False)
    opened_at = Instant(load_default=None, allow_none=True)
    organisation_id = Id(most=100, load_default=None, allow_none=True)
    expected_version = _version()


class CheckListing(Payload):
    """Would these contents be accepted? For the confirmation page; refuses as saving would.

    `listing_id`: of the listing that is to have them, where there is one already. `amends`: as an
    amendment, which may end the recruitment (LI-38).
    """

    content = Part(ContentPart, required=True)
    listing_id = Id(most=100, load_default=None, allow_none=True)
    organisation_id = Id(most=100, load_default=None, allow_none=True)
    amends = Truth(load_default=False)


class DraftListingAmendment(Payload):
    """Save an amendment temporarily (LI-26)."""

    listing_id = Id(most=100, required=True)
    content = Part(ContentPart, required=True)
    opened_at = Instant(load_default=None, allow_none=True)
    expected_version = _version()


class RequestListingAmendment(Payload):
    """File an amendment (LI-29); without `content` the saved one."""

    listing_id = Id(most=100, required=True)
    content = Part(ContentPart, load_default=None, allow_none=True)
    confirmed = Truth(load_default=False)
    opened_at = Instant(load_default=None, allow_none=True)
    expected_version = _version()


class RequestListingWithdrawal(Payload):
    """Withdraw a public listing (LI-36)."""

    listing_id = Id(most=100, required=True)
    confirmed = Truth(load_default=False)
    expected_version = _version()


class WithdrawListing(Payload):
    """Remove a public listing at once, on a mailed wish (SM-07)."""

    listing_id = Id(most=100, required=True)
    reason = Text(most=2_000, required=True)
    expected_version = _version()


class ApproveListing(Payload):
    """Approve the pending request of a listing (LI-21, LI-31)."""

    listing_id = Id(most=100, required=True)
    reflection_on = Day(years=LASTING, required=True)
    expected_version = _version()


class ApproveListings(Payload):
    """Approve many pending requests with one reflection date."""

    listing_ids = Items(Id(most=100, required=True), least=1, most=100, required=True)
    reflection_on = Day(years=LASTING, required=True)


class ReturnListing(Payload):
    """Return the pending request with a reason (LI-24, LI-31)."""

    listing_id = Id(most=100, required=True)
    reason = Text(most=2_000, required=True)
    expected_version = _version()


class CorrectListingRequest(Payload):
    """Apply a mailed correction to a pending request (LI-35)."""

    listing_id = Id(most=100, required=True)
    content = Part(ContentPart, required=True)
    note = Text(most=2_000, required=True)
    expected_version = _version()


class CancelListingRequest(Payload):
    """Drop a pending request on a mailed wish (LI-35)."""

    listing_id = Id(most=100, required=True)
    note = Text(most=2_000, required=True)
    expected_version = _version()


class ArchiveListing(Payload):
    """Publish a public recruitment that is over as a past one (LI-44)."""

    listing_id = Id(most=100, required=True)
    expected_version = _version()


class OneListing(Payload):
    """What the scheduler carries out on one listing."""

    listing_id = Id(most=100, required=True)


class PublishListing(OneListing):
    """The reflection moment has come (LI-22)."""


class EndRecruitment(OneListing):
    """The recruitment period has passed (LI-41)."""


class ReflectAmendment(OneListing):
    """The reflection moment of an amendment has come (LI-30)."""


class CompleteWithdrawal(OneListing):
    """The removal moment has come (LI-37)."""


class ViewPart(Payload):
    """So many views of one listing on one Tokyo day."""

    listing_id = Id(most=100, required=True)
    on = Day(years=LASTING, required=True)
    count = Whole(least=1, most=10_000_000, required=True)


class RecordViews(Payload):
    """One batch of views counted by the gateway; a batch id counts once (LI-64)."""

    batch_id = Id(most=100, required=True)
    views = Items(Part(ViewPart), least=1, most=VIEWS_PER_BATCH, required=True)
