"""The secretariat's work lists of requests: to decide on, awaiting reflection, changed by mail (GW-50)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    open_stage,
    published,
    requested,
    scheduled,
)


def _found(stage: Rehearsal, standing: str, **more: Any) -> list[dict[str, Any]]:
    asked = {"standing": standing, **more}
    items: list[dict[str, Any]] = stage.run("find_listing_requests", asked, SECRETARIAT)["items"]
    return items


def _amend(stage: Rehearsal, listing_id: str) -> None:
    amendment = {"listing_id": listing_id, "content": content(title="新"), "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)


@pytest.mark.requirement("GW-50")
def test_what_is_approved_stands_with_its_reflection_until_it_is_reflected() -> None:
    stage = open_stage()
    amended = published(stage)
    stage.until(tokyo(2024, 5, 13, 10))
    _amend(stage, amended)
    approval = {"listing_id": amended, "reflection_on": "2024-05-14"}
    stage.run("approve_listing", approval, SECRETARIAT)
    new = scheduled(stage, "2024-05-13")
    found = _found(stage, "approved")
    assert [(one["listing_id"], one["request"]) for one in found] == [
        (new, "registration"),
        (amended, "amendment"),
    ]
    assert [one["reflection_at"] for one in found] == [
        tokyo(2024, 5, 13, 22).isoformat(),
        tokyo(2024, 5, 14).isoformat(),
    ]
    for request, listing_id in (("registration", new), ("amendment", amended)):
        [only] = _found(stage, "approved", request=request)
        assert only["listing_id"] == listing_id
    assert _found(stage, "pending") == []
    stage.until(tokyo(2024, 5, 14, 0, 1))
    assert _found(stage, "approved") == []


@pytest.mark.requirement("GW-50")
@pytest.mark.requirement("LI-35")
def test_requests_changed_by_mail_are_listed_newest_first_whatever_became_of_them() -> None:
    stage = open_stage()
    dropped, corrected, amended = requested(stage), requested(stage), published(stage)
    untouched = requested(stage)
    stage.run("cancel_listing_request", {"listing_id": dropped, "note": "5月10日"}, SECRETARIAT)
    stage.until(tokyo(2024, 5, 13, 10))
    correction = {"listing_id": corrected, "content": content(title="正"), "note": "5月13日"}
    stage.run("correct_listing_request", correction, SECRETARIAT)
    stage.until(tokyo(2024, 5, 14, 10))
    _amend(stage, amended)
    stage.run("cancel_listing_request", {"listing_id": amended, "note": "5月14日"}, SECRETARIAT)
    found = _found(stage, "mailed")
    assert [(one["listing_id"], one["mailed"]) for one in found] == [
        (amended, "cancelled"),
        (corrected, "corrected"),
        (dropped, "cancelled"),
    ]
    assert found[0]["mailed_at"] == tokyo(2024, 5, 14, 10).isoformat()
    assert untouched not in {one["listing_id"] for one in found}


@pytest.mark.requirement("GW-50")
def test_an_amendment_dropped_by_the_portal_itself_is_no_mailed_wish() -> None:
    stage = open_stage()
    listing_id = published(stage)
    _amend(stage, listing_id)
    stage.run("withdraw_listing", {"listing_id": listing_id, "reason": "メール"}, SECRETARIAT)
    assert _found(stage, "mailed") == []
