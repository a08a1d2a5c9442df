from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR, NotFound, NotPermitted, Refusal
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    found_by_search,
    open_stage,
    published,
    requested,
    scheduled,
    state_of,
    told,
)


def _approve(stage: Rehearsal, listing_id: str, on: str) -> datetime:
    payload = {"listing_id": listing_id, "reflection_on": on}
    answer = stage.run("approve_listing", payload, SECRETARIAT)
    return datetime.fromisoformat(answer["reflection_at"])


@pytest.mark.requirement("LI-22")
@pytest.mark.parametrize(
    ("approved_at", "on", "public_at"),
    [
        (tokyo(2024, 5, 10, 15), "2024-05-10", tokyo(2024, 5, 10, 22)),
        (tokyo(2024, 5, 10, 0), "2024-05-10", tokyo(2024, 5, 10, 22)),
        (tokyo(2024, 5, 10, 21, 59, 59), "2024-05-10", tokyo(2024, 5, 10, 22)),
        (tokyo(2024, 5, 10, 15), "2024-05-11", tokyo(2024, 5, 11, 0)),
        (tokyo(2024, 5, 10, 22), "2024-05-11", tokyo(2024, 5, 11, 0)),
        (tokyo(2024, 5, 10, 23, 59, 59), "2024-05-11", tokyo(2024, 5, 11, 0)),
        (tokyo(2024, 5, 10, 15), "2024-06-30", tokyo(2024, 6, 30, 0)),
    ],
)
def test_a_listing_is_public_from_the_reflection_moment_to_the_second(
    approved_at: datetime, on: str, public_at: datetime
) -> None:
    stage = open_stage(approved_at)
    listing_id = requested(stage)
    assert _approve(stage, listing_id, on) == public_at

    stage.until(public_at - timedelta(seconds=1))
    assert told(stage, "ListingPublished") == []
    stage.until(public_at)
    assert told(stage, "ListingPublished") == ["ListingPublished"]
    assert stage.published[-1].time == public_at
    assert found_by_search(stage) == [listing_id]


@pytest.mark.requirement("LI-22")
@pytest.mark.parametrize(
    ("approved_at", "on", "code"),
    [
        (tokyo(2024, 5, 10, 15), "2024-05-09", "reflection-in-past"),
        (tokyo(2024, 5, 10, 22), "2024-05-10", "reflection-too-late-today"),
        (tokyo(2024, 5, 10, 23, 59, 59), "2024-05-10", "reflection-too-late-today"),
        (tokyo(2024, 5, 11, 0), "2024-05-10", "reflection-in-past"),
        (tokyo(2024, 5, 10, 15), "2024-07-01", "reflection-after-recruitment"),
    ],
)
def test_an_impossible_reflection_date_is_refused_by_name(
    approved_at: datetime, on: str, code: str
) -> None:
    stage = open_stage(approved_at)
    listing_id = requested(stage)
    with pytest.raises(Refusal) as refused:
        _approve(stage, listing_id, on)
    assert refused.value.code == code
    assert list(refused.value.fields) == ["reflection_on"]
    assert state_of(stage, listing_id) == "requested"


@pytest.mark.requirement("LI-21")
def test_the_approval_tells_the_reflection_moment_for_the_completion_mail() -> None:
    stage = open_stage()
    scheduled(stage)
    approved = stage.published[-1]
    assert approved.type == "ListingApproved"
    assert approved.data["reflection_at"] == tokyo(2024, 5, 10, 22).isoformat()


@pytest.mark.requirement("LI-23")
def test_until_its_reflection_a_listing_has_no_page_and_is_not_found() -> None:
    stage = open_stage()
    listing_id = scheduled(stage)
    number = stage.documents("listings")[listing_id]["data_number"]
    assert found_by_search(stage) == []
    with pytest.raises(NotFound):
        stage.run("get_listing", {"data_number": number}, VISITOR)
    stage.until(tokyo(2024, 5, 10, 22))
    page = stage.run("get_listing", {"data_number": number}, VISITOR)
    assert page["takes_applications"] is True
    assert "returned_reason" not in page


@pytest.mark.requirement("LI-22")
def test_a_reflection_that_was_missed_happens_when_the_scheduler_is_back() -> None:
    stage = open_stage()
    listing_id = scheduled(stage)
    stage.clock.at = tokyo(2024, 5, 12, 8)
    stage.until(tokyo(2024, 5, 12, 8))
    assert state_of(stage, listing_id) == "published"
    assert stage.published[-1].time == tokyo(2024, 5, 12, 8)


def test_nobody_publishes_early_or_by_hand() -> None:
    stage = open_stage()
    listing_id = scheduled(stage)
    with pytest.raises(NotPermitted):
        stage.run("publish_listing", {"listing_id": listing_id}, SECRETARIAT)
    with pytest.raises(Refusal) as refused:
        stage.run("publish_listing", {"listing_id": listing_id}, SYSTEM)
    assert refused.value.code == "listing-not-due-yet"


@pytest.mark.requirement("LI-35")
def test_a_listing_cancelled_before_its_reflection_never_becomes_public() -> None:
    stage = open_stage()
    listing_id = scheduled(stage)
    payload = {"listing_id": listing_id, "note": "取り下げたいとのこと"}
    stage.run("cancel_listing_request", payload, SECRETARIAT)
    stage.until(tokyo(2024, 6, 1))
    assert told(stage, "ListingPublished") == []
    assert stage.documents("due") == {}


@pytest.mark.requirement("LI-22")
def test_the_public_event_says_what_other_services_need() -> None:
    stage = open_stage()
    listing_id = published(stage, required_documents=["履歴書"], direct_application=True)
    data = stage.published[-1].data
    assert data == {
        "listing_id": listing_id,
        "data_number": "D000000001",
        "organisation_id": "org-1",
        "organisation_name": "架け橋大学",
        "kind": "job",
        "title": "水資源の専門家",
        "language": "ja",
        "recruitment_start_on": "2024-05-01",
        "recruitment_end_on": "2024-06-30",
        "web_application": True,
        "direct_application": True,
        "required_documents": ["履歴書"],
        "full_registrants_only": False,
        "jocv_only": False,
        "application_method": "書類を添付して応募する。",
        "published_at": tokyo(2024, 5, 10, 22).isoformat(),
    }


@pytest.mark.requirement("LI-40")
@pytest.mark.requirement("LI-41")
@pytest.mark.requirement("LI-42")
def test_recruitment_ends_at_midnight_after_its_last_day_which_makes_it_invalid() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 6, 30, 23, 59, 59))
    assert state_of(stage, listing_id) == "published"
    stage.until(tokyo(2024, 7, 1))
    assert state_of(stage, listing_id) == "ended"
    ended = stage.published[-1]
    assert (ended.type, ended.data["invalid_on"]) == ("ListingRecruitmentEnded", "2024-07-01")
    assert found_by_search(stage) == []
    with pytest.raises(NotFound):
        stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    known = stage.run("get_listings", {"listing_ids": [listing_id]}, VISITOR)["items"]
    assert [(row["public"], row["recruitment_state"]) for row in known] == [(False, "ended")]


@pytest.mark.requirement("LI-40")
def test_an_end_noticed_late_keeps_the_date_on_which_it_was_invalid() -> None:
    stage = open_stage()
    published(stage)
    stage.clock.at = tokyo(2024, 7, 5, 12)
    stage.until(tokyo(2024, 7, 5, 12))
    assert stage.published[-1].data["invalid_on"] == "2024-07-01"


def test_an_open_recruitment_never_ends_by_itself() -> None:
    stage = open_stage()
    listing_id = published(stage, recruitment={"start_on": "2024-05-01", "end_on": None})
    stage.until(tokyo(2034, 5, 1))
    assert state_of(stage, listing_id) == "published"


def test_many_requests_are_approved_at_once_each_for_itself() -> None:
    stage = open_stage()
    good, other = requested(stage), requested(stage)
    payload = {"listing_ids": [good, "missing", other], "reflection_on": "2024-05-11"}
    answer = stage.run("approve_listings", payload, SECRETARIAT, command_id="bulk")
    outcomes = [(item["outcome"], item.get("code")) for item in answer["items"]]
    assert outcomes == [("approved", None), ("refused", "not-found"), ("approved", None)]
    assert (answer["approved"], answer["total"]) == (2, 3)
    before = len(stage.events())
    again = stage.run("approve_listings", payload, SECRETARIAT, command_id="bulk")
    assert again["approved"] == 2
    assert len(stage.events()) == before


def test_only_the_secretariat_approves() -> None:
    stage = open_stage()
    with pytest.raises(NotPermitted):
        stage.run(
            "approve_listing",
            {"listing_id": requested(stage), "reflection_on": "2024-05-11"},
            OWNER,
        )
