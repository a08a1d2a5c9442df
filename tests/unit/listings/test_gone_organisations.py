"""Listings of organisations that lapse, are invalidated or leave (ID-77, ID-82, ID-84, D-38, D-39)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import Refusal
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    drafted,
    open_stage,
    requested,
    scheduled,
)

ENDS = ("OrganisationInvalidated", "OrganisationWithdrawn")


@pytest.fixture
def stage() -> Rehearsal:
    return open_stage()


def _hear(stage: Rehearsal, kind: str, **data: Any) -> None:
    stage.hear("identity", kind, "org-1", {"organisation_id": "org-1", **data})


def _published(stage: Rehearsal) -> str:
    listing_id = scheduled(stage)
    stage.until(tokyo(2024, 5, 10, 22))
    stage.until(tokyo(2024, 5, 11, 9))
    return listing_id


def _amending(stage: Rehearsal) -> str:
    listing_id = _published(stage)
    payload = {"listing_id": listing_id, "content": content(title="新しい題"), "confirmed": True}
    stage.run("request_listing_amendment", payload, OWNER)
    return listing_id


def _states(stage: Rehearsal, listing_id: str) -> str | None:
    document = stage.documents("listings").get(listing_id)
    return None if document is None else str(document["state"])


# what there is -> what is told when the organisation is gone
TAKEN_DOWN: dict[str, tuple[Any, tuple[str, ...]]] = {
    "draft": (drafted, ("ListingDraftDiscarded",)),
    "registration requested": (requested, ("ListingRequestCancelled",)),
    "waiting for its reflection": (scheduled, ("ListingRequestCancelled",)),
    "published": (_published, ("ListingWithdrawalRequested",)),
    "published, amendment requested": (
        _amending,
        ("ListingAmendmentCancelled", "ListingWithdrawalRequested"),
    ),
}


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-84")
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("there_is", TAKEN_DOWN)
def test_what_is_pending_is_cancelled_and_what_is_public_goes_at_22(
    stage: Rehearsal, end: str, there_is: str
) -> None:
    make, told = TAKEN_DOWN[there_is]
    listing_id = make(stage)
    before = len(stage.published)
    _hear(stage, end, account_id="account-1")
    assert tuple(event.type for event in stage.published[before:]) == told
    stage.until(tokyo(2024, 5, 11, 21, 59))
    is_public = there_is.startswith("published")
    assert (_states(stage, listing_id) == "withdrawal-scheduled") == is_public
    stage.until(tokyo(2024, 5, 11, 22))
    ended = [event.type for event in stage.published[before:]]
    assert ("ListingWithdrawn" in ended) == is_public


@pytest.mark.requirement("ID-77")
def test_after_22_it_is_removed_at_once(stage: Rehearsal) -> None:
    _published(stage)
    stage.until(tokyo(2024, 5, 11, 22, 30))
    _hear(stage, "OrganisationInvalidated", account_id="account-1")
    assert stage.published[-1].type == "ListingWithdrawn"


@pytest.mark.parametrize("end", ENDS)
def test_what_is_over_and_what_others_post_stays(stage: Rehearsal, end: str) -> None:
    listing_id = _published(stage)
    payload = {"listing_id": listing_id, "confirmed": True}
    stage.run("request_listing_withdrawal", payload, OWNER)
    before = len(stage.published)
    _hear(stage, end, account_id="account-1")
    stage.hear("identity", end, "org-2", {"organisation_id": "org-2", "account_id": "a"})
    assert stage.published[before:] == []


@pytest.mark.requirement("ID-77")
@pytest.mark.parametrize("end", ENDS)
def test_who_is_gone_posts_nothing(stage: Rehearsal, end: str) -> None:
    _hear(stage, end, account_id="account-1")
    with pytest.raises(Refusal) as refused:
        drafted(stage)
    assert refused.value.code == "organisation-not-registered"


@pytest.mark.requirement("ID-82")
def test_a_lapsed_organisation_files_nothing_new_and_its_listings_run_out(
    stage: Rehearsal,
) -> None:
    published, draft = _published(stage), drafted(stage)
    _hear(stage, "OrganisationRegistrationExpired")
    whole = {"content": content(), "terms_agreed": True, "confirmed": True}
    for name, payload, actor in (
        ("draft_listing", {"content": content(), "terms_agreed": True}, OWNER),
        ("request_listing_registration", whole, OWNER),
        ("request_listing_registration", {**whole, "organisation_id": "org-1"}, SECRETARIAT),
        ("request_listing_registration", {"listing_id": draft, "confirmed": True}, OWNER),
    ):
        with pytest.raises(Refusal) as refused:
            stage.run(name, payload, actor)
        assert refused.value.code == "organisation-registration-lapsed"
    stage.until(tokyo(2024, 5, 31))
    assert _states(stage, published) == "published"
    _hear(stage, "OrganisationRegistrationExtended", valid_until="2025-05-31")
    stage.run("request_listing_registration", {"listing_id": draft, "confirmed": True}, OWNER)


def test_a_new_name_is_on_new_listings(stage: Rehearsal) -> None:
    common = {"organisation_id": "jica-common", "scope": "jica-common"}
    stage.hear("identity", "OrganisationInfoUpdated", "jica-common", common)
    _hear(stage, "OrganisationInfoUpdated", scope="organisation", name="新大学", name_en="New")
    listing_id = requested(stage)
    shown = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert shown["content"]["organisation_name"] == "新大学"
