"""How listings are shown to callers: who may see which, cards and full answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from services.kernel.eventkit.application.ports import Document, PersonalData
from services.kernel.eventkit.domain import Actor, Facet
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.application.ownership import STAFF
from services.listings.application.sealed_texts import opened_text
from services.listings.domain.listing.kinds import TAKES_NO_APPLICATIONS, ListingKind
from services.listings.domain.listing.labels import Labelled, LabelRule, labels_of
from services.listings.domain.listing.periods import RecruitmentPeriod, RecruitmentState

PER_PAGE = 20

Present = Callable[[Document, datetime], dict[str, Any]]


def manages(document: Mapping[str, Any], actor: Actor) -> bool:
    """Whether the caller is the owner or the secretariat."""
    if actor.role in STAFF:
        return True
    return (
        actor.organisation_id is not None and document["organisation_id"] == actor.organisation_id
    )


def may_view_jocv(actor: Actor) -> bool:
    """Whether JOCV-only listings exist for the caller (LI-48)."""
    return actor.role in STAFF or Facet.JOCV_VIEW in actor.facets


def is_visible(document: Mapping[str, Any], actor: Actor, *, also_past: bool = False) -> bool:
    """Whether the caller may open it, or with `also_past` see that it was there once (D-55)."""
    if manages(document, actor):
        return True
    if document["kind"] == ListingKind.JOCV_JOB.value and not may_view_jocv(actor):
        return False
    return bool(document["public"]) or (also_past and document["published_at"] is not None)


def card(document: Mapping[str, Any], now: datetime, rule: LabelRule) -> dict[str, Any]:
    """What a list shows of a listing (GW-35)."""
    content = document["content"]
    return {
        "listing_id": document["_id"],
        "data_number": document["data_number"],
        "organisation_id": document["organisation_id"],
        "organisation_type": document["organisation_type"],
        "state": document["state"],
        "public": document["public"],
        "pending": document["pending"],
        "amendment_state": document["amendment"]["state"],
        "version": document["version"],
        "published_at": document["published_at"],
        "updated_at": document["updated_at"],
        "requested_at": document["requested_at"],
        "saved_at": document["saved_at"],
        "reflection_at": document["amendment"].get("reflection_at") or document["reflection_at"],
        "removal_at": document["removal_at"],
        "invalid_on": document["invalid_on"],
        "recruitment_state": recruitment_state(document, now).value,
        "labels": _labels(document, now, rule),
        **{name: content[name] for name in _ON_CARDS},
    }


_ON_CARDS = (
    "kind",
    "language",
    "title",
    "organisation_name",
    "recruiting_fields",
    "locations",
    "work_period",
    "recruitment",
    "employment_type",
    "web_application",
    "direct_application",
)


def recruitment_state(document: Mapping[str, Any], now: datetime) -> RecruitmentState:
    """募集状態: from the recruitment period, ended for what has left (LI-04, D-44)."""
    if document["invalid_on"] is not None or document["state"] == "cancelled":
        return RecruitmentState.ENDED
    period = document["content"]["recruitment"]
    if period is None:
        return RecruitmentState.BEFORE
    return RecruitmentPeriod(
        date.fromisoformat(period["start_on"]), _day(period["end_on"])
    ).state_on(tokyo_date(now))


def _labels(document: Mapping[str, Any], now: datetime, rule: LabelRule) -> list[str]:
    if not document["public"]:
        return []
    content = document["content"]
    published_at = document["published_at"]
    labelled = Labelled(
        kind=ListingKind(content["kind"]),
        published_at=datetime.fromisoformat(published_at) if published_at else None,
        recruitment_end_on=_day((content["recruitment"] or {}).get("end_on")),
        web_application=content["web_application"],
        diverse_working=content["diverse_working"],
    )
    return [label.value for label in labels_of(labelled, now, rule)]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def detail(document: Mapping[str, Any], now: datetime, rule: LabelRule) -> dict[str, Any]:
    """Everything on the detail page (LI-02 to LI-05, LI-07)."""
    content = document["content"]
    return {
        **card(document, now, rule),
        "content": content,
        "full_registrants_only": content["kind"] == ListingKind.PUBLIC_RECRUITMENT.value,
        "jocv_only": content["kind"] == ListingKind.JOCV_JOB.value,
        "takes_applications": document["public"]
        and content["kind"] not in TAKES_NO_APPLICATIONS
        and not document["stops_applications"]
        and recruitment_state(document, now) is RecruitmentState.OPEN,
    }


def management(document: Mapping[str, Any], personal_data: PersonalData) -> dict[str, Any]:
    """What only the owner and the secretariat see besides."""
    return {
        "amendment": document["amendment"],
        "returned_reason": opened_text(document["returned_reason"], personal_data),
        "created_at": document["created_at"],
        "imported": document["imported"],
        "followed_by": document["followed_by"],
    }


def page_of(items: list[dict[str, Any]], total: int, page: int, per_page: int) -> dict[str, Any]:
    """One page of a list."""
    return {"items": items, "total": total, "page": page, "per_page": per_page}
