from __future__ import annotations

from datetime import datetime

import pytest

from services.kernel.eventkit.domain import VISITOR, NotFound, Refusal
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    content,
    drafted,
    found_by_search,
    open_stage,
    published,
    scheduled,
    state_of,
    told,
)


def _withdraw(stage: Rehearsal, listing_id: str, *, confirmed: bool = True) -> datetime:
    payload = {"listing_id": listing_id, "confirmed": confirmed}
    answer = stage.run("request_listing_withdrawal", payload, OWNER)
    return datetime.fromisoformat(answer["removal_at"])


@pytest.mark.requirement("LI-36")
def test_only_the_confirmation_withdraws() -> None:
    stage = open_stage()
    listing_id = published(stage)
    with pytest.raises(Refusal) as refused:
        _withdraw(stage, listing_id, confirmed=False)
    assert refused.value.code == "not-confirmed"
    assert told(stage, "ListingWithdrawalRequested") == []


@pytest.mark.requirement("LI-37")
@pytest.mark.parametrize("hour", [0, 9, 21])
def test_a_withdrawn_listing_stays_public_to_22_of_that_day_and_then_is_gone(hour: int) -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 13, hour))
    assert _withdraw(stage, listing_id) == tokyo(2024, 5, 13, 22)
    stage.until(tokyo(2024, 5, 13, 21, 59, 59))
    assert found_by_search(stage) == [listing_id]
    assert stage.run("get_listing", {"listing_id": listing_id}, VISITOR)["takes_applications"]
    stage.until(tokyo(2024, 5, 13, 22))
    assert found_by_search(stage) == []
    with pytest.raises(NotFound):
        stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    gone = stage.published[-1]
    assert (gone.type, gone.data["invalid_on"]) == ("ListingWithdrawn", "2024-05-13")
    assert stage.documents("due") == {}


@pytest.mark.requirement("LI-37")
@pytest.mark.parametrize(("hour", "minute"), [(22, 0), (23, 59)])
def test_from_22_on_a_withdrawal_removes_at_once(hour: int, minute: int) -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 13, hour, minute))
    _withdraw(stage, listing_id)
    assert told(stage)[-2:] == ["ListingWithdrawalRequested", "ListingWithdrawn"]
    assert state_of(stage, listing_id) == "withdrawn"


def test_a_removal_that_was_missed_keeps_the_day_it_was_due() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 13, 9))
    _withdraw(stage, listing_id)
    stage.clock.at = tokyo(2024, 5, 15, 9)
    stage.until(tokyo(2024, 5, 15, 9))
    assert stage.published[-1].data["invalid_on"] == "2024-05-13"


@pytest.mark.requirement("LI-39")
def test_a_training_is_withdrawn_in_the_same_way() -> None:
    stage = open_stage()
    listing_id = published(stage, kind="training", employment_type=None)
    stage.until(tokyo(2024, 5, 13, 9))
    assert _withdraw(stage, listing_id) == tokyo(2024, 5, 13, 22)


def test_withdrawals_of_today_are_on_the_work_list() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 13, 9))
    _withdraw(stage, listing_id)
    due = stage.run("find_withdrawals_due", {}, SECRETARIAT)
    assert [item["listing_id"] for item in due["items"]] == [listing_id]


@pytest.mark.requirement("GW-50")
def test_the_work_list_of_withdrawals_has_pages_and_says_how_many_there_are() -> None:
    stage = open_stage()
    ids = [scheduled(stage) for _ in range(3)]
    stage.until(tokyo(2024, 5, 13, 9))
    for listing_id in ids:
        _withdraw(stage, listing_id)
    asked = [
        stage.run("find_withdrawals_due", {"page": number, "per_page": 2}, SECRETARIAT)
        for number in (1, 2, 3)
    ]
    assert [len(part["items"]) for part in asked] == [2, 1, 0]
    assert [item["listing_id"] for part in asked for item in part["items"]] == ids
    assert {part["total"] for part in asked} == {3}


def test_a_withdrawal_asked_twice_keeps_its_moment() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 13, 9))
    _withdraw(stage, listing_id)
    stage.until(tokyo(2024, 5, 13, 10))
    assert _withdraw(stage, listing_id) == tokyo(2024, 5, 13, 22)
    assert told(stage, "ListingWithdrawalRequested") == ["ListingWithdrawalRequested"]


def test_a_draft_is_not_withdrawn_and_a_strangers_listing_not_known() -> None:
    stage = open_stage()
    with pytest.raises(Refusal) as refused:
        _withdraw(stage, drafted(stage))
    assert refused.value.code == "listing-not-public"
    with pytest.raises(NotFound):
        stage.run(
            "request_listing_withdrawal",
            {"listing_id": published(stage), "confirmed": True},
            STRANGER,
        )


def test_the_secretariat_removes_at_once_and_drops_the_pending_amendment() -> None:
    stage = open_stage()
    listing_id = published(stage)
    amendment = {"listing_id": listing_id, "content": content(title="新"), "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    stage.run("withdraw_listing", {"listing_id": listing_id, "reason": "メール"}, SECRETARIAT)
    assert told(stage)[-2:] == ["ListingAmendmentCancelled", "ListingWithdrawn"]
    assert stage.run("find_listing_requests", {}, SECRETARIAT)["total"] == 0
