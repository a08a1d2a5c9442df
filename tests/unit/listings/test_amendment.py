from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, NotFound, Refusal
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    found_by_search,
    open_stage,
    published,
    requested,
    state_of,
    told,
)


def _amend(stage: Rehearsal, listing_id: str, **changes: Any) -> None:
    payload = {"listing_id": listing_id, "content": content(**changes), "confirmed": True}
    stage.run("request_listing_amendment", payload, OWNER)


def _approve(stage: Rehearsal, listing_id: str, on: str) -> Any:
    payload = {"listing_id": listing_id, "reflection_on": on}
    return stage.run("approve_listing", payload, SECRETARIAT)


def _public_title(stage: Rehearsal, listing_id: str) -> str:
    return str(stage.run("get_listing", {"listing_id": listing_id}, VISITOR)["title"])


@pytest.mark.requirement("LI-26")
def test_an_amendment_saved_temporarily_changes_nothing_public() -> None:
    stage = open_stage()
    listing_id = published(stage)
    payload = {"listing_id": listing_id, "content": content(title="新しい題名")}
    stage.run("draft_listing_amendment", payload, OWNER)
    assert told(stage)[-1] == "ListingAmendmentDrafted"
    assert _public_title(stage, listing_id) == "水資源の専門家"
    mine = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert mine["amendment"]["content"]["title"] == "新しい題名"
    assert stage.run("find_own_listings", {"amendable": True}, OWNER)["total"] == 1


@pytest.mark.requirement("LI-25")
@pytest.mark.requirement("LI-29")
@pytest.mark.requirement("LI-30")
@pytest.mark.requirement("LI-31")
def test_the_published_contents_stay_until_the_reflection_moment_of_the_amendment() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 13, 10))
    _amend(stage, listing_id, title="新しい題名")
    assert stage.run("find_listing_requests", {"request": "amendment"}, SECRETARIAT)["total"] == 1
    answer = _approve(stage, listing_id, "2024-05-13")
    assert answer["reflection_at"] == tokyo(2024, 5, 13, 22).isoformat()
    stage.until(tokyo(2024, 5, 13, 21, 59, 59))
    assert _public_title(stage, listing_id) == "水資源の専門家"
    stage.until(tokyo(2024, 5, 13, 22))
    assert _public_title(stage, listing_id) == "新しい題名"
    amended = stage.published[-1]
    assert (amended.type, amended.data["title"]) == ("ListingAmended", "新しい題名")
    assert amended.data["published_at"] == tokyo(2024, 5, 10, 22).isoformat()
    document = stage.documents("search_documents")[listing_id]
    assert document["updated_at"] == tokyo(2024, 5, 13, 22).isoformat()


@pytest.mark.requirement("LI-28")
@pytest.mark.parametrize(
    ("moment", "allowed"),
    [(tokyo(2024, 6, 15, 23, 59, 59), True), (tokyo(2024, 6, 16), False)],
)
def test_a_listing_is_amended_to_the_end_of_two_weeks_after_its_recruitment(
    moment: Any, allowed: bool
) -> None:
    stage = open_stage()
    recruitment = {"start_on": "2024-05-01", "end_on": "2024-06-01"}
    listing_id = published(stage, recruitment=recruitment)
    stage.until(moment)
    if allowed:
        _amend(stage, listing_id, title="訂正")
        return
    with pytest.raises(Refusal) as refused:
        _amend(stage, listing_id, title="訂正")
    assert refused.value.code == "listing-amendment-too-late"


@pytest.mark.requirement("LI-31")
def test_a_returned_amendment_is_a_draft_with_its_reason() -> None:
    stage = open_stage()
    listing_id = published(stage)
    _amend(stage, listing_id, title="新しい題名")
    stage.run("return_listing", {"listing_id": listing_id, "reason": "不明"}, SECRETARIAT)
    mine = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert (mine["amendment"]["state"], mine["returned_reason"]) == ("draft", "不明")
    stage.run("request_listing_amendment", {"listing_id": listing_id, "confirmed": True}, OWNER)
    assert told(stage)[-2:] == ["ListingAmendmentReturned", "ListingAmendmentRequested"]


@pytest.mark.requirement("LI-35")
def test_a_pending_amendment_is_corrected_and_cancelled_on_a_mailed_wish() -> None:
    stage = open_stage()
    listing_id = published(stage)
    _amend(stage, listing_id, title="誤記")
    correction = {"listing_id": listing_id, "content": content(title="正記"), "note": "メール"}
    stage.run("correct_listing_request", correction, SECRETARIAT)
    mine = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert mine["amendment"]["content"]["title"] == "正記"
    stage.run("cancel_listing_request", {"listing_id": listing_id, "note": "中止"}, SECRETARIAT)
    assert told(stage)[-2:] == ["ListingRequestCorrected", "ListingAmendmentCancelled"]
    assert state_of(stage, listing_id) == "published"
    assert stage.run("find_pending_listings", {}, OWNER)["total"] == 0


def test_an_ended_listing_reopens_when_its_amended_end_lies_ahead() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 7, 3, 10))
    assert found_by_search(stage) == []
    _amend(stage, listing_id, recruitment={"start_on": "2024-05-01", "end_on": "2024-07-31"})
    _approve(stage, listing_id, "2024-07-04")
    stage.until(tokyo(2024, 7, 4))
    assert told(stage)[-2:] == ["ListingAmended", "ListingReopened"]
    assert found_by_search(stage) == [listing_id]
    stage.until(tokyo(2024, 8, 1))
    assert told(stage)[-1] == "ListingRecruitmentEnded"


@pytest.mark.requirement("LI-38")
@pytest.mark.parametrize(
    ("approved_at", "gone_at"),
    [
        (tokyo(2024, 5, 17, 16), tokyo(2024, 5, 20)),
        (tokyo(2024, 5, 20, 11, 30), tokyo(2024, 5, 20, 11, 30)),
    ],
)
def test_shortening_to_the_request_day_removes_from_the_next_business_day_on(
    approved_at: Any, gone_at: Any
) -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 17, 15))
    _amend(stage, listing_id, recruitment={"start_on": "2024-05-01", "end_on": "2024-05-17"})
    stage.until(approved_at)
    on = "2024-05-17" if approved_at < tokyo(2024, 5, 18) else "2024-05-20"
    answer = _approve(stage, listing_id, on)
    assert answer["reflection_at"] == gone_at.isoformat()
    assert stage.published[-1].data["withdraws"] is True
    page = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    assert page["takes_applications"] is False
    stage.until(gone_at)
    assert told(stage)[-2:] == ["ListingAmended", "ListingWithdrawn"]
    with pytest.raises(NotFound):
        stage.run("get_listing", {"listing_id": listing_id}, VISITOR)


@pytest.mark.requirement("LI-25")
@pytest.mark.requirement("LI-38")
def test_an_amendment_on_the_last_day_that_leaves_the_end_alone_withdraws_nothing() -> None:
    stage = open_stage()
    ends = {"start_on": "2024-05-01", "end_on": "2024-05-17"}
    listing_id = published(stage, recruitment=ends)
    stage.until(tokyo(2024, 5, 17, 10))
    _amend(stage, listing_id, title="誤字を直した題名", recruitment=ends)
    answer = _approve(stage, listing_id, "2024-05-17")
    assert answer["reflection_at"] == tokyo(2024, 5, 17, 22).isoformat()
    assert stage.published[-1].data["withdraws"] is False
    page = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    assert page["takes_applications"] is True
    stage.until(tokyo(2024, 5, 17, 22))
    assert _public_title(stage, listing_id) == "誤字を直した題名"
    stage.until(tokyo(2024, 5, 18))
    assert told(stage)[-2:] == ["ListingAmended", "ListingRecruitmentEnded"]


def test_a_listing_whose_recruitment_ends_while_its_amendment_is_pending_keeps_it() -> None:
    stage = open_stage()
    listing_id = published(stage)
    _amend(stage, listing_id, recruitment={"start_on": "2024-05-01", "end_on": "2024-12-31"})
    stage.until(tokyo(2024, 7, 2, 9))
    assert state_of(stage, listing_id) == "ended"
    _approve(stage, listing_id, "2024-07-03")
    stage.until(tokyo(2024, 7, 3))
    assert state_of(stage, listing_id) == "published"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"kind": "training"}, "listing-kind-cannot-change"), ({"title": ""}, "invalid-input")],
)
def test_an_amendment_follows_the_rules_of_contents(changes: dict[str, Any], code: str) -> None:
    stage = open_stage()
    listing_id = published(stage)
    with pytest.raises(Refusal) as refused:
        _amend(stage, listing_id, **changes)
    assert refused.value.code == code


def test_an_amendment_is_filed_by_confirmation_and_from_something() -> None:
    stage = open_stage()
    listing_id = published(stage)
    with pytest.raises(Refusal) as refused:
        stage.run(
            "request_listing_amendment", {"listing_id": listing_id, "content": content()}, OWNER
        )
    assert refused.value.code == "not-confirmed"
    with pytest.raises(NotFound):
        stage.run("request_listing_amendment", {"listing_id": listing_id, "confirmed": True}, OWNER)


def test_a_mailed_correction_of_a_registration_request_replaces_its_contents() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    correction = {"listing_id": listing_id, "content": content(title="正記"), "note": "メール"}
    stage.run("correct_listing_request", correction, SECRETARIAT)
    stage.run("correct_listing_request", correction, SECRETARIAT)
    assert told(stage, "ListingRequestCorrected") == ["ListingRequestCorrected"]
    assert stage.documents("listings")[listing_id]["title"] == "正記"


@pytest.mark.requirement("LI-35")
@pytest.mark.parametrize("kind", ["past-public-recruitment", "jpo-campaign"])
def test_a_correction_makes_no_listing_of_a_kind_that_nobody_posts(kind: str) -> None:
    stage = open_stage()
    listing_id = requested(stage)
    correction = {
        "listing_id": listing_id,
        "content": content(kind=kind, web_application=False),
        "note": "メール",
    }
    with pytest.raises(Refusal) as refused:
        stage.run("correct_listing_request", correction, SECRETARIAT)
    assert refused.value.code == "kind-not-postable"
