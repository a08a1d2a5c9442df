from __future__ import annotations

import base64
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from marshmallow import RAISE, Schema

from gateway.api.v1 import (
    listings_checking,
    listings_history,
    listings_imports,
    listings_schemas,
)
from gateway.api.v1.listings_posting import ListingCheckSchema
from services.kernel.eventkit.domain import SYSTEM
from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, OWNER, content, published, requested

API = "/api/v1"
CSV = (
    "NO,都道府県コード又は市区町村コード,名称,開始日,終了日,申込期限日,住所都道府県,イベント種類\n"
    "1,111007,夏の講座,2024-07-01,,,埼玉県,教育\n"
    "2,111007,秋の講座,,,,埼玉県,教育\n"
)


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


class Caller:
    """Calls the API as somebody and holds each answer against its schema."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def __call__(
        self,
        method: str,
        path: str,
        answer: type[Schema],
        body: Any = None,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Any:
        response = self._client.open(
            API + path,
            method=method,
            json=body,
            query_string=query,
            headers={"Authorization": "Bearer token", **(headers or {})},
        )
        assert response.status_code == status, response.text
        found: Any = response.json
        answer(unknown=RAISE).load(found)
        return found

    def refused(self, method: str, path: str, status: int, body: Any = None) -> Any:
        """The problem document of a refusal."""
        response = self._client.open(
            API + path, method=method, json=body, headers={"Authorization": "Bearer token"}
        )
        assert response.status_code == status, response.text
        assert response.content_type == "application/problem+json"
        return response.json


@pytest.fixture
def call(app: Flask, services: RehearsedListings) -> Caller:
    browser(app, services)
    services.as_organisation()
    return Caller(app.test_client())


def test_search_and_detail_answer_inside_their_schemas(
    call: Caller, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    found = call("GET", "/listings", listings_schemas.ListingsFoundSchema, keyword="水")
    assert found["total"] == 1
    for name in (listing_id, "D000000001"):
        seen = call("GET", f"/listings/{name}", listings_schemas.ListingSchema)
        assert seen["content"]["title"] == "水資源の専門家"
        assert "amendment" in seen
    history = f"/listings/{listing_id}/history"
    call("GET", history, listings_history.ListingHistorySchema)
    call("GET", f"{history}/1", listings_history.ListingStateSchema)
    difference = listings_history.ListingDifferenceSchema
    call("GET", f"{history}/difference", difference, earlier=1, later=2)


def test_visitors_see_what_is_public_and_nothing_of_its_management(
    app: Flask, call: Caller, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    client = app.test_client()
    seen = client.get(f"{API}/listings/{listing_id}")
    assert "returned_reason" not in (seen.json or {})
    assert seen.headers["ETag"]
    again = client.get(
        f"{API}/listings/{listing_id}", headers={"If-None-Match": seen.headers["ETag"]}
    )
    assert again.status_code == 304
    hidden = requested(services.stage)
    assert client.get(f"{API}/listings/{hidden}").status_code == 404
    assert client.get(f"{API}/listings?colour=red").status_code == 422
    assert client.get(f"{API}/own-listings").status_code == 401


def test_an_organisation_posts_amends_and_withdraws(
    call: Caller, services: RehearsedListings
) -> None:
    checked = call("POST", "/own-listings/check", ListingCheckSchema, {"content": content()})
    assert "content.title" in checked["mandatory"]
    number = listings_schemas.ListingNumberReceiptSchema
    key = {"Idempotency-Key": "one"}
    body = {"content": content(), "terms_agreed": True}
    begun = call("POST", "/own-listings/drafts", number, body, 201, key)
    again = call("POST", "/own-listings/drafts", number, body, 201, key)
    assert (again["listing_id"], again["repeated"]) == (begun["listing_id"], True)
    path = f"/own-listings/{begun['listing_id']}"
    receipt = listings_schemas.ListingReceiptSchema
    saved = call("PUT", f"{path}/draft", receipt, {"content": content(title="別の件名")})
    stale = {"content": content(), "expected_version": begun["version"]}
    assert call.refused("PUT", f"{path}/draft", 409, stale)["code"] == "stale-form"
    wanted = {"confirmed": True, "expected_version": saved["version"]}
    call("POST", f"{path}/registration-request", number, wanted)
    pages = listings_schemas.ListingsPageSchema
    assert call("GET", "/own-listings/pending", pages)["total"] == 1
    assert call("GET", "/own-listings/drafts", pages)["total"] == 0
    assert call("GET", "/own-listings", pages, states="requested")["total"] == 1

    public = published(services.stage)
    services.stage.until(tokyo(2024, 5, 11, 9))
    path = f"/own-listings/{public}"
    call("PUT", f"{path}/amendment", receipt, {"content": content(title="改題")})
    call("POST", f"{path}/amendment-request", receipt, {"confirmed": True})
    refused = call.refused("POST", f"{path}/withdrawal-request", 409, {"confirmed": True})
    assert refused["code"] == "listing-request-pending"
    seen = call("GET", f"/listings/{public}", listings_schemas.ListingSchema)
    assert seen["amendment"]["content"]["title"] == "改題"


def test_a_draft_is_deleted_and_a_new_listing_requested_without_one(
    call: Caller, services: RehearsedListings
) -> None:
    number = listings_schemas.ListingNumberReceiptSchema
    begun = call(
        "POST",
        "/own-listings/drafts",
        number,
        {"content": content(), "terms_agreed": True},
        201,
    )
    call(
        "DELETE",
        f"/own-listings/{begun['listing_id']}/draft",
        listings_schemas.ListingReceiptSchema,
    )
    body = {"content": content(), "terms_agreed": True, "confirmed": True}
    call("POST", "/own-listings/registration-requests", number, body, 201)
    unconfirmed = {"content": content(), "terms_agreed": True}
    refused = call.refused("POST", "/own-listings/registration-requests", 422, unconfirmed)
    assert refused["code"] == "not-confirmed"
    wrong = {"content": content(title=""), "terms_agreed": True, "confirmed": True}
    refused = call.refused("POST", "/own-listings/registration-requests", 422, wrong)
    assert refused["errors"]["content.title"][0]["code"] == "required"


def test_access_counts_are_answered(call: Caller, services: RehearsedListings) -> None:
    listing_id = published(services.stage)
    views = [{"listing_id": listing_id, "on": "2024-05-11", "count": 3}]
    services.stage.run("record_views", {"batch_id": "b", "views": views}, SYSTEM)
    counts = call(
        "GET",
        "/own-listings/access-counts",
        listings_schemas.ListingAccessCountsSchema,
        order="total",
    )
    assert counts["items"][0]["total"] == 3


def test_the_secretariat_decides(call: Caller, services: RehearsedListings) -> None:
    first, second, third = (requested(services.stage) for _ in range(3))
    services.as_secretariat()
    pages = listings_checking.ListingRequestsSchema
    assert call("GET", "/listing-requests", pages, request="registration")["total"] == 3
    receipt = listings_schemas.ListingReceiptSchema
    path = f"/listing-requests/{first}"
    corrected = {"content": content(title="訂正"), "note": "メール"}
    call("POST", f"{path}/correction", receipt, corrected)
    call("POST", f"{path}/return", receipt, {"reason": "理由"})
    assert call.refused("POST", f"{path}/return", 409, {"reason": "理由"})["code"] == (
        "no-listing-request-pending"
    )
    call("POST", f"/listing-requests/{second}/cancellation", receipt, {"note": "メール"})
    approved = call(
        "POST",
        f"/listing-requests/{third}/approval",
        listings_schemas.ListingReflectionReceiptSchema,
        {"reflection_on": "2024-05-10"},
    )
    assert approved["reflection_at"] == "2024-05-10T13:00:00+00:00"
    services.stage.until(tokyo(2024, 5, 10, 23))
    call("GET", "/listing-requests/withdrawals-due", listings_schemas.ListingsDueSchema)
    call("POST", f"/listing-requests/{third}/removal", receipt, {"reason": "メール"})


def test_many_are_approved_each_for_itself(call: Caller, services: RehearsedListings) -> None:
    ids = [requested(services.stage), "unknown"]
    services.as_secretariat()
    body = {"listing_ids": ids, "reflection_on": "2024-05-11"}
    done = call(
        "POST", "/listing-requests/approvals", listings_checking.ListingApprovalsSchema, body
    )
    assert [item["outcome"] for item in done["items"]] == ["approved", "refused"]


def test_a_file_is_read_and_its_rows_imported(call: Caller, services: RehearsedListings) -> None:
    services.as_secretariat()
    body = {"format": "events-jp", "content": base64.b64encode(CSV.encode()).decode()}
    read = call("POST", "/listing-imports/readings", listings_imports.ImportFileSchema, body)
    assert [problem["line"] for problem in read["problems"]] == [3]
    bad = {**read["rows"][0], "line": 9, "source_id": "x", "content": {"language": "fr"}}
    rows = {
        "organisation_id": "org-1",
        "kind": read["kind"],
        "source": read["source"],
        "rows": [*read["rows"], bad],
    }
    schema = listings_imports.ImportSchema
    would = call("POST", "/listing-imports", schema, {**rows, "dry_run": True})
    assert services.stage.documents("listings") == {}
    did = call("POST", "/listing-imports", schema, rows)
    assert would["counts"] == did["counts"]
    assert did["counts"] == {"created": 1, "changed": 0, "unchanged": 0, "refused": 1}
    assert call("POST", "/listing-imports", schema, rows)["counts"]["unchanged"] == 1


@pytest.mark.requirement("GW-06")
def test_only_the_secretariat_decides_also_over_the_api(
    call: Caller, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    body = {"reflection_on": "2024-05-11"}
    assert call.refused("POST", f"/listing-requests/{listing_id}/approval", 403, body)
    services.sign_in("organisation", organisation_id="org-2")
    assert call.refused("PUT", f"/own-listings/{listing_id}/draft", 404, {"content": content()})
    assert services.stage.run("get_listing", {"listing_id": listing_id}, OWNER)["pending"]


@pytest.mark.parametrize("name", ["%00", "%20", "x" * 101, "D%0A00000001", "%ED%A0%80"])
def test_what_is_no_id_names_no_listing(call: Caller, name: str) -> None:
    assert call.refused("GET", f"/listings/{name}", 404)["code"] == "not-found"
    assert call.refused("GET", f"/listings/{name}/history", 404)["code"] == "not-found"
