"""The pages of a listing's history, for its organisation and the secretariat."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import (
    AFTERNOON,
    OWNER,
    SECRETARIAT,
    content,
    drafted,
    requested,
)


@pytest.fixture
def services() -> RehearsedListings:
    services = RehearsedListings(AFTERNOON)
    services.as_organisation()
    return services


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return browser(app, services)


@pytest.fixture
def listing_id(services: RehearsedListings) -> str:
    """Saved, saved again with other contents, requested, returned by the secretariat."""
    listing_id = drafted(services.stage)
    changed = content(title="水 & <土>の専門家", contact="", diverse_working=True)
    payload = {"listing_id": listing_id, "content": changed}
    services.stage.run("update_listing_draft", payload, OWNER)
    services.stage.run(
        "request_listing_registration", {"listing_id": listing_id, "confirmed": True}, OWNER
    )
    returned = {"listing_id": listing_id, "reason": "待遇が不明です。"}
    services.stage.run("return_listing", returned, SECRETARIAT)
    return listing_id


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_organisation_reads_what_happened_in_plain_words(
    client: FlaskClient, listing_id: str
) -> None:
    page = client.get(f"/organisation/listings/{listing_id}/history").text
    text = _text(page)
    for part in (
        "一時保存した",
        "一時保存し直した",
        "登録を依頼した",
        "差し戻した",
        "待遇が不明です。",
    ):
        assert part in text
    assert "タイトル（求人件名）、多様な働き方" in text
    assert "事務局" in text
    assert str(SECRETARIAT.id) not in page
    assert f"/organisation/listings/{listing_id}/history/difference" in page


def test_the_secretariat_also_reads_whose_account_it_was(
    client: FlaskClient, services: RehearsedListings, listing_id: str
) -> None:
    services.as_secretariat()
    assert (
        f"事務局（ID：{SECRETARIAT.id}）"
        in client.get(f"/office/listings/{listing_id}/history").text
    )


def test_any_earlier_state_is_shown_with_its_number(client: FlaskClient, listing_id: str) -> None:
    at = f"/organisation/listings/{listing_id}/history"
    first, second = (client.get(f"{at}/{number}").text for number in (1, 2))
    assert "水資源の専門家" in first
    assert "水 &amp; &lt;土&gt;の専門家" in second
    assert "2 / 4" in second
    assert f'href="{at}/3"' in second
    assert f'href="{at}/0"' not in first


def test_a_difference_names_item_kind_of_change_and_both_values(
    client: FlaskClient, listing_id: str
) -> None:
    at = f"/organisation/listings/{listing_id}/history/difference"
    page = client.get(f"{at}?earlier=1&later=2").text
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page, re.S)
    told = [_text(row).split() for row in rows]
    assert told == [
        ["タイトル（求人件名）", "書き換え", "水資源の専門家", "水", "&amp;", "&lt;土&gt;の専門家"],
        ["多様な働き方", "書き換え", "なし", "あり"],
    ]
    assert "二つの時点の内容は同じです。" in client.get(f"{at}?earlier=2&later=4").text
    english = client.get(f"{at}?earlier=1&later=2&lang=en").text
    assert "Changed items (2)" in english
    assert "Rewritten" in english


@pytest.mark.parametrize(
    "path",
    [
        "history/9",
        "history/0",
        "history/difference",
        "history/difference?earlier=1",
        "history/difference?earlier=0&later=1",
        "history/difference?earlier=x&later=1",
        "history/difference?earlier=1&later=99",
        "history/difference?earlier=1&later=99999999999999999999",
    ],
)
def test_what_is_no_moment_of_it_is_not_found(
    client: FlaskClient, listing_id: str, path: str
) -> None:
    assert client.get(f"/organisation/listings/{listing_id}/{path}").status_code == 404


def test_for_others_there_is_nothing(
    app: Flask, client: FlaskClient, services: RehearsedListings, listing_id: str
) -> None:
    pages = ("history", "history/1", "history/difference?earlier=1&later=2")
    services.sign_in("organisation", organisation_id="org-2")
    for path in pages:
        assert client.get(f"/organisation/listings/{listing_id}/{path}").status_code == 404
        assert client.get(f"/api/v1/listings/{listing_id}/{path}").status_code == 401
        bearer = {"Authorization": "Bearer token"}
        found = client.get(f"/api/v1/listings/{listing_id}/{path}", headers=bearer)
        assert found.status_code == 404
    services.sign_in("individual")
    for path in pages:
        assert client.get(f"/organisation/listings/{listing_id}/{path}").status_code == 403
        assert client.get(f"/office/listings/{listing_id}/{path}").status_code == 403


def test_the_api_tells_the_same(client: FlaskClient, listing_id: str) -> None:
    bearer = {"Authorization": "Bearer token"}
    at = f"/api/v1/listings/{listing_id}/history"
    history = client.get(at, headers=bearer).json or {}
    assert [one["number"] for one in history["items"]] == [1, 2, 3, 4]
    assert history["items"][3]["actor_id"] is None
    state = client.get(f"{at}/1", headers=bearer).json or {}
    assert state["content"]["title"] == "水資源の専門家"
    found = client.get(f"{at}/difference?earlier=1&later=2", headers=bearer).json or {}
    assert [change["item"] for change in found["changes"]] == ["title", "diverse_working"]
    for query in ("", "?earlier=1", "?earlier=0&later=1", "?earlier=1&later=x"):
        assert client.get(f"{at}/difference{query}", headers=bearer).status_code == 422


def test_a_request_without_a_draft_begins_its_history(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    page = client.get(f"/organisation/listings/{listing_id}/history").text
    assert "登録を依頼した" in page
    assert 'aria-label="二つの時点を比べる"' not in page
