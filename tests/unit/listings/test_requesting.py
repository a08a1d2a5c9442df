"""Requests for registration: confirmed, returned, repeated, listed (LI-14 to LI-19)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import (
    SYSTEM,
    InvalidInput,
    NotFound,
    NotPermitted,
    Refusal,
    StaleForm,
)
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    content,
    drafted,
    open_stage,
    requested,
    state_of,
)


@pytest.mark.requirement("LI-17")
def test_only_the_confirmation_files_the_request() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    with pytest.raises(Refusal) as refused:
        stage.run("request_listing_registration", {"listing_id": listing_id}, OWNER)
    assert refused.value.code == "not-confirmed"
    assert state_of(stage, listing_id) == "draft"


@pytest.mark.requirement("LI-17")
def test_the_confirmation_page_shows_the_contents_as_they_would_be_stored() -> None:
    stage = open_stage()
    answer = stage.run("check_listing", {"content": content()}, OWNER)
    assert answer["content"]["organisation_name"] == "架け橋大学"
    with pytest.raises(InvalidInput):
        stage.run("check_listing", {"content": content(title="")}, OWNER)
    assert stage.events() == []


@pytest.mark.requirement("LI-38")
def test_an_amendment_may_end_the_recruitment_and_is_checked_as_one() -> None:
    stage = open_stage()
    over = content(recruitment={"start_on": "2024-04-01", "end_on": "2024-05-09"})
    with pytest.raises(Refusal) as refused:
        stage.run("check_listing", {"content": over}, OWNER)
    assert refused.value.code == "recruitment-already-over"
    assert stage.run("check_listing", {"content": over, "amends": True}, OWNER)["content"]


def test_registration_is_not_requested_for_a_recruitment_that_is_over() -> None:
    stage = open_stage()
    with pytest.raises(Refusal) as refused:
        requested(stage, recruitment={"start_on": "2024-04-01", "end_on": "2024-05-09"})
    assert refused.value.code == "recruitment-already-over"
    assert requested(stage, recruitment={"start_on": "2024-04-01", "end_on": "2024-05-10"})


@pytest.mark.requirement("LI-24")
def test_a_returned_request_is_a_draft_again_with_a_reason_only_its_owner_reads() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    stage.run("return_listing", {"listing_id": listing_id, "reason": "給与が不明"}, SECRETARIAT)
    assert state_of(stage, listing_id) == "draft"
    opened = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert opened["returned_reason"] == "給与が不明"
    question = {"listing_id": listing_id}
    assert stage.run("get_listing_for_mail", question, SYSTEM) == {"reason": "給与が不明"}
    with pytest.raises(NotPermitted):
        stage.run("get_listing_for_mail", question, OWNER)
    assert stage.published[-1].type == "ListingReturned"
    assert "reason" not in stage.published[-1].data
    stored = str([commit.events for commit in stage.store.read_log(0, 100)])
    assert "給与が不明" not in stored
    again = {
        "listing_id": listing_id,
        "content": content(conditions="月給三十万円"),
        "confirmed": True,
    }
    stage.run("request_listing_registration", again, OWNER)
    assert state_of(stage, listing_id) == "requested"
    opened = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert opened["returned_reason"] is None


@pytest.mark.requirement("GW-07")
def test_a_stale_form_is_refused_without_effect() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    payload = {"listing_id": listing_id, "content": content(title="先"), "expected_version": 1}
    stage.run("update_listing_draft", payload, OWNER)
    with pytest.raises(StaleForm):
        stage.run("update_listing_draft", {**payload, "content": content(title="後")}, OWNER)
    assert stage.documents("listings")[listing_id]["title"] == "先"


def test_a_command_sent_twice_makes_one_listing() -> None:
    stage = open_stage()
    payload = {"content": content(), "terms_agreed": True}
    first = stage.run("draft_listing", payload, OWNER, command_id="c-1")
    second = stage.run("draft_listing", payload, OWNER, command_id="c-1")
    assert (second["listing_id"], second["repeated"]) == (first["listing_id"], True)
    assert len(stage.events()) == 1


@pytest.mark.requirement("LI-33")
def test_pending_requests_are_listed_for_the_organisation_and_the_secretariat() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    drafted(stage)
    mine = stage.run("find_pending_listings", {}, OWNER)
    assert [item["pending"] for item in mine["items"]] == ["registration"]
    work = stage.run("find_listing_requests", {}, SECRETARIAT)
    assert [item["listing_id"] for item in work["items"]] == [listing_id]
    assert stage.run("find_listing_requests", {"request": "amendment"}, SECRETARIAT)["total"] == 0
    assert stage.run("find_own_listings", {"states": ["draft"]}, OWNER)["total"] == 1


def test_the_history_tells_who_changed_what_and_when() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    payload = {"listing_id": listing_id, "content": content(title="改", conditions="学士号。")}
    stage.run("update_listing_draft", payload, OWNER)
    history = stage.run("get_listing_history", {"listing_id": listing_id}, SECRETARIAT)
    first, second = history["items"]
    assert (first["event"], first["changed_items"]) == ("ListingDrafted", [])
    assert (second["role"], second["actor_id"]) == ("organisation", "person-in-charge")
    assert second["changed_items"] == ["title", "conditions"]
    with pytest.raises(NotFound):
        stage.run("get_listing_history", {"listing_id": listing_id}, STRANGER)
