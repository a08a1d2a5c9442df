"""From a file to search results, on real parts."""

from __future__ import annotations

import csv
import io
import re
import secrets
from datetime import timedelta
from typing import Any

import pytest
import requests

from deploy.local.processes import wait_until
from tests.e2e.listings_cast import BROWSER, Person, found, organisation, secretariat, today
from tests.support.portal import Portal


@pytest.fixture(scope="module")
def staff(portal: Portal) -> Person:
    return secretariat(portal)


@pytest.fixture(scope="module")
def recruiter(portal: Portal) -> Person:
    return organisation(portal, f"取り込みの会 {secrets.token_hex(3)}")


@pytest.fixture(autouse=True)
def logged_in(staff: Person) -> None:
    """Whatever earlier tests did to the clock."""
    staff.log_in()


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
    tomorrow = (today(portal).date() + timedelta(days=1)).isoformat()
    ids = [item["listing_id"] for item in waiting["items"]]
    done = staff.call(
        "POST", "/listing-requests/approvals", {"listing_ids": ids, "reflection_on": tomorrow}
    )
    assert done["approved"] == 100
    portal.forward(hours=24)
    title = waiting["items"][42]["title"]
    assert wait_until(lambda: title in found(portal, title), 60)
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
    forms = re.findall(r'<form\b[^>]*method="post".*?</form>', page, re.S)
    form = next((one for one in forms if 'value="run"' in one), forms[-1])
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return dict(pairs)


def _counts(page: str) -> list[int]:
    numbers = re.search(r'<dl class="numbers">(.*?)</dl>', page, re.S)
    assert numbers is not None
    return [int(found.replace(",", "")) for found in re.findall(r"<dd>([\d,]+)</dd>", numbers[1])]
