"""From a draft to a counted public page, and from a file to search results, on real parts."""

from __future__ import annotations

import base64
import csv
import io
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests

from deploy.local.processes import wait_until
from tests.e2e.listings_cast import Person, organisation, secretariat
from tests.support.portal import Portal

TOKYO = ZoneInfo("Asia/Tokyo")
REAL_DATA = Path(__file__).parents[3] / "shared" / "data"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}


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


def _today(portal: Portal) -> datetime:
    return portal.clock.now().astimezone(TOKYO)


def _content(portal: Portal, title: str, **more: Any) -> dict[str, Any]:
    today = _today(portal).date()
    return {
        "kind": "job",
        "language": "ja",
        "title": title,
        "recruiting_fields": ["水資源／給水"],
        "locations": [{"country": "KE", "text": "ナイロビ"}],
        "work_period": {"start": {"day": (today + timedelta(days=60)).isoformat()}},
        "recruitment": {
            "start_on": today.isoformat(),
            "end_on": (today + timedelta(days=40)).isoformat(),
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
    now = _today(portal)
    if now.hour >= 21:
        portal.forward(hours=12)


def _to_the_evening(portal: Portal) -> None:
    now = _today(portal)
    evening = now.replace(hour=22, minute=0, second=5, microsecond=0)
    portal.forward(seconds=(evening - now).total_seconds())


def _found(portal: Portal, keyword: str) -> list[str]:
    response = requests.get(
        f"{portal.url}/api/v1/listings", params={"keyword": keyword}, timeout=30
    )
    assert response.status_code == 200, response.text
    return [item["title"] for item in response.json()["items"]]


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
    today = _today(portal).date()
    approved = staff.call(
        "POST", f"/listing-requests/{listing_id}/approval", {"reflection_on": today.isoformat()}
    )
    evening = datetime(today.year, today.month, today.day, 22, tzinfo=TOKYO)
    assert datetime.fromisoformat(approved["reflection_at"]) == evening.astimezone(UTC)
    assert _found(portal, mark) == []
    page = f"{portal.url}/listings/{number}"
    assert requests.get(page, timeout=30).status_code == 404

    _to_the_evening(portal)
    assert wait_until(lambda: _found(portal, mark) == [content["title"]], 30)
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


def _csv(mark: str) -> bytes:
    columns = (
        "NO",
        "都道府県コード又は市区町村コード",
        "名称",
        "開始日",
        "終了日",
        "申込期限日",
        "住所都道府県",
        "イベント種類",
        "説明",
    )
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(columns)
    for number in range(1, 131):
        start = "2024-02-30" if number == 77 else f"2024-06-{number % 28 + 1:02d}"
        end = "2024-01-01" if number == 78 else ""
        rows.writerow(
            (number, mark, f"{mark} 講座 {number}", start, end, "", "埼玉県", "教育", "説明")
        )
    return text.getvalue().encode()


def test_a_file_is_imported_in_the_browser_approved_in_bulk_and_found(
    portal: Portal, staff: Person, recruiter: Person
) -> None:
    mark = f"m{secrets.token_hex(4)}"
    browser = requests.Session()
    browser.headers.update(BROWSER)
    browser.cookies.set("session", staff.token)

    def send(data: dict[str, Any], files: dict[str, Any] | None = None) -> str:
        response = browser.post(
            f"{portal.url}/office/imports", data=data, files=files or {"_": b""}, timeout=120
        )
        assert response.status_code == 200, response.text
        return response.text

    def tried() -> str:
        shown = browser.get(f"{portal.url}/office/imports", timeout=30).text
        return send(
            {
                **_hidden(shown),
                "organisation_id": recruiter.organisation_id,
                "format": "events-jp",
            },
            {"file": ("events.csv", _csv(mark))},
        )

    first = tried()
    assert "100 / 128 行" in first
    assert "128 / 128 行" in first
    assert _counts(first) == [128, 0, 0, 2]
    assert _counts(send({**_hidden(first), "_step": "run"})) == [128, 0, 0, 2]
    again = tried()
    assert _counts(again) == [0, 0, 128, 2]
    assert _counts(send({**_hidden(again), "_step": "run"})) == [0, 0, 128, 2]

    waiting = staff.call(
        "GET",
        "/listing-requests",
        organisation_id=recruiter.organisation_id,
        kinds="training",
        per_page=100,
    )
    assert waiting["total"] == 128
    tomorrow = (_today(portal).date() + timedelta(days=1)).isoformat()
    ids = [item["listing_id"] for item in waiting["items"]]
    done = staff.call(
        "POST", "/listing-requests/approvals", {"listing_ids": ids, "reflection_on": tomorrow}
    )
    assert done["approved"] == 100
    portal.forward(hours=24)
    title = waiting["items"][42]["title"]
    assert wait_until(lambda: title in _found(portal, title), 60)
    assert wait_until(
        lambda: (
            requests.get(
                f"{portal.url}/api/v1/listings", params={"keyword": mark}, timeout=30
            ).json()["total"]
            == 100
        ),
        60,
    )


def _hidden(page: str) -> dict[str, Any]:
    form = re.findall(r'<form\b[^>]*method="post".*?</form>', page, re.S)[-1]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return dict(pairs)


def _counts(page: str) -> list[int]:
    numbers = re.search(r'<dl class="numbers">(.*?)</dl>', page, re.S)
    assert numbers is not None
    return [int(found.replace(",", "")) for found in re.findall(r"<dd>([\d,]+)</dd>", numbers[1])]


@pytest.mark.skipif(not REAL_DATA.exists(), reason="the real files (../shared/data) are not here")
@pytest.mark.parametrize(
    ("path", "format_", "readable", "refused"),
    [
        ("un_jobs/postings.jsonl", "un-jobs", 608, 1),
        ("events_jp/o1-131156_g1-000304.csv", "events-jp", None, None),
    ],
)
def test_the_real_files_are_imported_over_the_api_and_change_nothing_the_second_time(
    portal: Portal,
    staff: Person,
    path: str,
    format_: str,
    readable: int | None,
    refused: int | None,
) -> None:
    owner = organisation(portal, f"取り込みの会 {secrets.token_hex(3)}")
    body = {
        "format": format_,
        "content": base64.b64encode((REAL_DATA / path).read_bytes()).decode(),
    }
    read = staff.call("POST", "/listing-imports/readings", body)
    assert read["rows"]

    def imported(*, dry_run: bool) -> dict[str, int]:
        total = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
        for start in range(0, len(read["rows"]), 100):
            answer = staff.call(
                "POST",
                "/listing-imports",
                {
                    "organisation_id": owner.organisation_id,
                    "kind": read["kind"],
                    "source": read["source"],
                    "rows": read["rows"][start : start + 100],
                    "dry_run": dry_run,
                },
            )
            for name, count in answer["counts"].items():
                total[name] += count
        return total

    would = imported(dry_run=True)
    did = imported(dry_run=False)
    assert would == did
    assert did["created"] > 0
    if readable is not None:
        assert (did["created"], did["refused"]) == (readable, refused)
    again = imported(dry_run=False)
    assert again == {
        "created": 0,
        "changed": 0,
        "unchanged": did["created"],
        "refused": did["refused"],
    }
