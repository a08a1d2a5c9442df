"""What other services and internal systems are told of listings.

Reasons and notes of the secretariat stay private; contents of drafts and requests too, except
the title by which lists and mails name a listing.
"""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.commit import Recorded
from services.listings.application.personal_events import PersonalEvent, publish_personal
from services.listings.application.published_content import EDITORIAL, publish_editorial
from services.listings.application.published_jpo import JPO, publish_jpo
from services.listings.domain.access.views import ListingViewed
from services.listings.domain.importing.mapping import ImportMappingRemembered
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.occupations.classification import OccupationsImported
from services.listings.domain.personal.favourites import FavouritesClosed
from services.listings.domain.personal.search_conditions import SearchConditionsClosed


def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    """The public form of an event of this service; the public names are those of the events."""
    event = recorded.event
    name = type(event).__name__
    if isinstance(event, OccupationsImported):
        return None
    if isinstance(event, PersonalEvent):
        return publish_personal(event)
    if isinstance(event, FavouritesClosed | SearchConditionsClosed):
        return None  # that the person has left is told by identity
    if isinstance(event, ImportMappingRemembered):
        return None  # how an organisation writes its files is its own affair
    if isinstance(event, JPO):
        return publish_jpo(event)
    if isinstance(event, EDITORIAL):
        return publish_editorial(event)
    if isinstance(event, ListingViewed):
        data = {
            "listing_id": event.listing_id,
            "organisation_id": event.organisation_id,
            "on": event.on.isoformat(),
            "count": event.count,
        }
        return PublicDraft(name, event.listing_id, data)
    about: happened.About = event.about
    return PublicDraft(name, about.listing_id, _data(event, about))


def _data(event: Any, about: happened.About) -> dict[str, Any]:
    known = {
        "listing_id": about.listing_id,
        "data_number": about.data_number,
        "organisation_id": about.organisation_id,
    }
    if isinstance(event, happened.ListingWithdrawn):
        return {**known, "invalid_on": event.invalid_on.isoformat()}
    if isinstance(event, happened.ListingRecruitmentEnded):
        following = {"followed_by": event.followed_by} if event.followed_by else {}
        return {**known, "invalid_on": event.invalid_on.isoformat(), **following}
    known |= {"kind": about.kind.value, "title": about.title}
    match event:
        case happened.ListingApproved(reflection_at=reflection_at):
            return {**known, "reflection_at": reflection_at.isoformat(), "withdraws": False}
        case happened.ListingAmendmentApproved(reflection_at=reflection_at, withdraws=withdraws):
            return {**known, "reflection_at": reflection_at.isoformat(), "withdraws": withdraws}
        case happened.ListingWithdrawalRequested(removal_at=removal_at):
            return {**known, "removal_at": removal_at.isoformat()}
        case happened.ListingPublished() | happened.ListingAmended():
            content = _public(event.content)
            return {**known, **content, "published_at": event.published_at.isoformat()}
        case _:
            return known


def _public(content: ListingContent) -> dict[str, Any]:
    if content.recruitment is None:
        raise ValueError("a public listing has a recruitment period")
    end_on = content.recruitment.end_on
    return {
        "organisation_name": content.organisation_name,
        "language": content.language.value,
        "recruitment_start_on": content.recruitment.start_on.isoformat(),
        "recruitment_end_on": end_on.isoformat() if end_on else None,
        "web_application": content.web_application,
        "direct_application": content.direct_application,
        "required_documents": list(content.required_documents),
        "full_registrants_only": content.full_registrants_only,
        "jocv_only": content.jocv_only,
        "application_method": content.application_method,
        **({"follows": content.follows} if content.follows else {}),
    }
