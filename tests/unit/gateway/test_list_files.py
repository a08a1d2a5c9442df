from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.pages.account_words import REVIEW_PATHS
from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import drafted, published, requested

FORMULA = "=HYPERLINK(A1)"


@pytest.fixture
def services() -> RehearsedListings:
    made = RehearsedListings(tokyo(2024, 5, 10, 15))
    made.as_organisation()
    return made


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return browser(app, services)


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_list_is_saved_whole_with_the_columns_of_the_screen(
    client: FlaskClient, services: RehearsedListings
) -> None:
    for number in range(23):
        drafted(services.stage, title=FORMULA if number == 7 else f"専門家 {number}")
    page = client.get("/organisation/listings?page=2")
    assert 'href="/organisation/listings?file=csv"' in page.text
    saved = client.get("/organisation/listings?file=csv")
    assert saved.content_type == "text/csv; charset=utf-8"
    assert saved.headers["Content-Disposition"] == 'attachment; filename="drafts.csv"'
    assert saved.data.startswith("\ufeff".encode())
    head, *rows = _rows(saved.data)
    assert head == ["データ番号", "求人件名", "種別", "最終保存"]
    assert all(f'scope="col">{name}<' in page.text for name in head)
    assert len(rows) == 23
    assert {row[3] for row in rows} == {"2024/05/10 15:00"}
    assert [row[1] for row in rows if "HYPERLINK" in row[1]] == [f"'{FORMULA}"]


def test_the_same_list_opens_in_excel_and_reads_as_json(
    client: FlaskClient, services: RehearsedListings
) -> None:
    drafted(services.stage, title=FORMULA)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/organisation/listings?file=xlsx").data), read_only=True
    )
    [head, row] = book.worksheets[0].iter_rows(values_only=True)
    assert head[:2] == ("データ番号", "求人件名")
    assert row[1] == FORMULA
    found: Any = client.get("/organisation/listings?file=json").json
    assert [one["key"] for one in found["columns"]] == ["data_number", "title", "kind", "saved_at"]
    assert found["rows"][0]["title"] == FORMULA
    assert found["total"] == 1


def test_conditions_of_the_list_hold_for_the_file(
    client: FlaskClient, services: RehearsedListings
) -> None:
    requested(services.stage, title="求人一")
    requested(services.stage, kind="training", title="研修一", employment_type=None)
    services.as_secretariat()
    saved = client.get("/office/listings?kind=training&page=7&file=csv")
    assert [row[1] for row in _rows(saved.data)[1:]] == ["研修一"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/organisation/listings/pending", "pending"),
        ("/organisation/listings/amendments", "amendable"),
        ("/organisation/listings/withdrawals", "withdrawable"),
        ("/organisation/access-counts", "access_counts"),
        ("/listings", "listings"),
        ("/jobs", "listings"),
    ],
)
def test_every_list_of_listings_can_be_had_as_a_file_by_who_sees_it(
    client: FlaskClient, services: RehearsedListings, path: str, name: str
) -> None:
    published(services.stage, title="公開された求人")
    requested(services.stage, title="依頼中の求人")
    services.as_organisation()
    saved = client.get(f"{path}?file=csv")
    assert f'filename="{name}.csv"' in saved.headers["Content-Disposition"]
    titles = "".join("".join(row) for row in _rows(saved.data)[1:])
    assert ("公開された求人" in titles) == (name != "pending")
    assert ("依頼中の求人" in titles) == (name == "pending")


def test_who_may_not_see_a_list_gets_no_file_of_it(
    client: FlaskClient, services: RehearsedListings
) -> None:
    assert client.get("/office/listings?file=csv").status_code == 403
    services.sign_in("individual")
    assert client.get("/organisation/listings?file=csv").status_code == 403
    services.sign_in("organisation", organisation_id="org-2")
    drafted(services.stage, title="よその求人")
    assert "よその求人" not in client.get("/organisation/listings?file=csv").text


def test_a_visitor_has_the_same_file_again(
    client: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage, title="公開された求人")
    client.delete_cookie("session")
    first, again = client.get("/jobs?file=csv"), client.get("/jobs?file=csv")
    assert len(_rows(first.data)) == 2
    assert first.data == again.data
    assert 'filename="listings.csv"' in again.headers["Content-Disposition"]


def test_the_lists_of_organisations_are_saved_too(
    client: FlaskClient, services: RehearsedListings
) -> None:
    names = {"name": "架け橋大学", "name_en": "Kakehashi University"}
    known = {**names, "category": "school", "institution_type": "university"}
    services.answer("identity.find_organisations", {"items": [known], "total": 1})
    assert _rows(client.get("/organisations?file=csv").data)[1][:2] == list(names.values())
    waiting = {
        **names,
        "category": "school",
        "kind": "full",
        "review_path": next(iter(REVIEW_PATHS)),
        "requested_at": "2024-05-10T06:00:00+00:00",
        "decided_at": None,
    }
    services.answer("identity.find_organisation_requests", {"items": [waiting], "total": 1})
    services.as_secretariat()
    [_, row] = _rows(client.get("/office/organisations?file=csv").data)
    assert (row[0], row[4], row[5]) == ("架け橋大学", "2024/05/10 15:00", "")


def test_an_unknown_ending_shows_the_list(client: FlaskClient) -> None:
    assert "一時保存した求人公募情報" in client.get("/organisation/listings?file=exe").text


def test_the_heads_are_english_for_who_reads_english(
    client: FlaskClient, services: RehearsedListings
) -> None:
    drafted(services.stage)
    saved = client.get("/organisation/listings?file=csv&lang=en")
    assert _rows(saved.data)[0][0] == "Data number"


def test_the_lists_of_editors_and_of_registered_organisations_are_saved(
    client: FlaskClient, services: RehearsedListings
) -> None:
    one = {
        "organisation_id": "org-1",
        "name": "架け橋大学",
        "institution_id": "I1",
        "kind": "full",
        "category": "school",
        "status": "registered",
        "valid_until": "2025-05-01",
        "confirmation": "not-asked",
        "listed": True,
    }
    services.answer("identity.find_organisations_in_care", {"items": [one], "total": 1})
    services.as_secretariat()
    [head, row] = _rows(client.get("/office/registered-organisations?file=csv").data)
    assert (head[1], row[1], row[5]) == ("求人機関ID", "I1", "2025/05/01")
    for path in ("/office/contents", "/office/press"):
        assert len(_rows(client.get(f"{path}?file=csv").data)) == 1
    services.as_organisation()
    assert len(_rows(client.get("/organisation/press?file=csv").data)) == 1


def test_a_file_that_holds_not_all_says_so_in_its_last_line(
    client: FlaskClient, services: RehearsedListings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.web.list_files.MOST_ROWS", 2)
    for number in range(3):
        drafted(services.stage, title=f"専門家 {number}")
    said = "全3件のうち、先頭の2件です。条件を絞ると、残りも保存できます。"
    rows = _rows(client.get("/organisation/listings?file=csv").data)
    assert (len(rows), rows[-1]) == (4, [said])
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/organisation/listings?file=xlsx").data), read_only=True
    )
    assert list(book.active.rows)[-1][0].value == said
    found = client.get("/organisation/listings?file=json").json
    assert (found["note"], len(found["rows"]), found["total"]) == (said, 2, 3)
    monkeypatch.setattr("gateway.web.list_files.MOST_ROWS", 3)
    assert "note" not in client.get("/organisation/listings?file=json").json
