"""From a draft to a counted public page, on real parts."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from deploy.local.processes import wait_until
from tests.e2e.listings_cast import (
    BROWSER,
    TOKYO,
    Person,
    found,
    organisation,
    secretariat,
    today,
)
from tests.support.portal import Portal


@pytest.fixture(scope="module")
def staff(portal: Portal) -> Person:
    return secretariat(portal)


@pytest.fixture(scope="module")
def recruiter(portal: Portal) -> Person:
    return organisation(portal, f"みずの会 {secrets.token_hex(3)}")


@pytest.fixture(autouse=True)
def logged_in(staff: Person, recruiter: Person) -> None:
    """Whatever earlier tests did to the clock."""
    staff.log_in()
    recruiter.log_in()


def _content(portal: Portal, title: str, **more: Any) -> dict[str, Any]:
    day = today(portal).date()
    return {
        "kind": "job",
        "language": "ja",
        "title": title,
        "recruiting_fields": ["水資源／給水"],
        "locations": [{"country": "KE", "text": "ナイロビ"}],
        "work_period": {"start": {"day": (day + timedelta(days=60)).isoformat()}},
        "recruitment": {
            "start_on": day.isoformat(),
            "end_on": (day + timedelta(days=40)).isoformat(),
        },
        "employment_type": "fixed-term",
        "application_method": "このサイトから応募してください。",
        "conditions": "実務経験3年以上。",
        "description": "給水計画を担当します。",
        "web_application": True,
        **more,
    }


def _before_the_evening(portal: Portal) -> None:
    """Approvals for today are made before 22:00: after 21:00 the next morning is waited for."""
    now = today(portal)
    if now.hour >= 21:
        portal.forward(hours=12)


def _to_the_evening(portal: Portal) -> None:
    now = today(portal)
    evening = now.replace(hour=22, minute=0, second=5, microsecond=0)
    portal.forward(seconds=(evening - now).total_seconds())


@pytest.mark.requirement("LI-13")
@pytest.mark.requirement("LI-17")
@pytest.mark.requirement("LI-21")
@pytest.mark.requirement("LI-22")
@pytest.mark.requirement("LI-23")
@pytest.mark.requirement("LI-24")
@pytest.mark.requirement("LI-64")
@pytest.mark.requirement("LI-65")
def test_a_listing_goes_from_draft_to_a_counted_public_page(
    portal: Portal, staff: Person, recruiter: Person
) -> None:
    _before_the_evening(portal)
    staff.log_in()
    recruiter.log_in()
    mark = secrets.token_hex(4)
    content = _content(portal, f"水資源の専門家 {mark}")
    begun = recruiter.call(
        "POST", "/own-listings/drafts", {"content": content, "terms_agreed": True}, 201
    )
    listing_id, number = begun["listing_id"], begun["data_number"]
    drafts = recruiter.call("GET", "/own-listings/drafts")["items"]
    assert listing_id in [item["listing_id"] for item in drafts]
    recruiter.call("POST", f"/own-listings/{listing_id}/registration-request", {"confirmed": True})
    staff.after = recruiter.after
    staff.call(
        "POST", f"/listing-requests/{listing_id}/return", {"reason": "待遇を書いてください。"}
    )
    recruiter.after = staff.after
    seen = recruiter.call("GET", f"/listings/{listing_id}")
    assert (seen["state"], seen["returned_reason"]) == ("draft", "待遇を書いてください。")
    content["conditions"] = "月額30万円。"
    recruiter.call(
        "POST",
        f"/own-listings/{listing_id}/registration-request",
        {"content": content, "confirmed": True, "expected_version": seen["version"]},
    )
    staff.after = recruiter.after
    day = today(portal).date()
    approved = staff.call(
        "POST", f"/listing-requests/{listing_id}/approval", {"reflection_on": day.isoformat()}
    )
    evening = datetime(day.year, day.month, day.day, 22, tzinfo=TOKYO)
    assert datetime.fromisoformat(approved["reflection_at"]) == evening.astimezone(UTC)
    assert found(portal, mark) == []
    page = f"{portal.url}/listings/{number}"
    assert requests.get(page, timeout=30).status_code == 404

    _to_the_evening(portal)
    assert wait_until(lambda: found(portal, mark) == [content["title"]], 30)
    results = requests.get(f"{portal.url}/jobs", params={"keyword": mark}, timeout=30).text
    assert "総件数：1件中 1件～1件を表示しています" in results
    opened = requests.get(page, headers=BROWSER, timeout=30)
    assert opened.status_code == 200
    assert "月額30万円。" in opened.text
    requests.get(page, headers=BROWSER, timeout=30)

    recruiter.log_in()

    def counted() -> int:
        counts = recruiter.call("GET", "/own-listings/access-counts", order="total")["items"]
        return sum(item["total"] for item in counts if item["listing_id"] == listing_id)

    assert wait_until(lambda: counted() == 2, 30)
    history = recruiter.call("GET", f"/listings/{listing_id}/history")["items"]
    assert [entry["event"] for entry in history] == [
        "ListingDrafted",
        "ListingRegistrationRequested",
        "ListingReturned",
        "ListingRegistrationRequested",
        "ListingApproved",
        "ListingPublished",
    ]
