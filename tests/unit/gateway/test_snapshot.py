"""The snapshot of public listings, and the search of the feed for what was asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.api.v1.snapshot import END_OF_FEED, SnapshotListing
from gateway.settings import ApiKey
from services.kernel.contracts.cloudevents import to_json
from services.kernel.contracts.rpc import Away
from tests.unit.gateway.events import public_event
from tests.unit.gateway.fake_services import FakeServices

HEADERS = {"Authorization": "Bearer the-key"}
SERVICES = ("identity", "listings", "applications", "messaging", "reporting")


def _detail(number: int, *, jocv_only: bool = False) -> dict[str, Any]:
    content = {
        "required_documents": ["履歴書"],
        "application_method": "Webから",
        "recruitment": {"start_on": "2024-05-01", "end_on": None},
    }
    return {
        "listing_id": f"l-{number}",
        "data_number": f"D{number:07}",
        "organisation_id": "org-1",
        "organisation_name": "国際協力の会",
        "kind": "jocv-job" if jocv_only else "job",
        "title": "保健専門家",
        "language": "ja",
        "web_application": True,
        "direct_application": False,
        "full_registrants_only": False,
        "jocv_only": jocv_only,
        "published_at": "2024-05-01T13:00:00+00:00",
        "content": content,
    }


class Listings:
    """Seven listings, the fourth for former volunteers only."""

    def __init__(self) -> None:
        self.items = [_detail(number, jocv_only=number == 4) for number in range(1, 8)]
        self.current = True

    def __call__(self, payload: dict[str, Any]) -> dict[str, Any]:
        later = [one for one in self.items if one["data_number"] > payload["after_data_number"]]
        part = later[: payload["limit"]]
        following = part[-1]["data_number"] if len(part) == payload["limit"] else None
        return {"items": part, "total": 7, "next": following, "current": self.current}


@pytest.fixture
def follower(make_app: Callable[..., Flask]) -> FlaskClient:
    digest = hashlib.sha256(b"the-key").hexdigest()
    keys = {digest: ApiKey("follower", frozenset({"events:read"}))}
    return make_app(api_keys=keys).test_client()


@pytest.fixture
def listings(services: FakeServices) -> Listings:
    for number, name in enumerate(SERVICES, 1):
        services.answer(f"{name}.read_feed", {"events": [], "next": 256 * number - 1})
    made = Listings()
    services.answer("listings.find_public_listings", made)
    return made


def test_the_parts_of_a_snapshot_hold_every_public_listing_at_one_cursor(
    follower: FlaskClient, services: FakeServices, listings: Listings
) -> None:
    found: list[dict[str, Any]] = []
    after, cursors = "", set()
    while True:
        answer = follower.get(f"/api/v1/snapshot?limit=2&after={after}", headers=HEADERS).json
        assert answer is not None
        found += answer["listings"]
        cursors.add(answer["cursor"])
        if answer["next"] is None:
            break
        after = answer["next"]
    assert [one["listing_id"] for one in found] == [f"l-{n}" for n in (1, 2, 3, 5, 6, 7)]
    assert cursors == {"identity:255,listings:511,applications:767,messaging:1023,reporting:1279"}
    assert services.called("listings.read_feed")[0].payload["after"] == END_OF_FEED
    assert all(
        call.envelope["after"] == 511 for call in services.called("listings.find_public_listings")
    )


@pytest.mark.requirement("LI-48")
def test_listings_for_former_volunteers_are_in_no_snapshot(
    follower: FlaskClient, listings: Listings
) -> None:
    answer = follower.get("/api/v1/snapshot", headers=HEADERS).json or {}
    assert len(answer["listings"]) == 6
    assert not any(one["jocv_only"] for one in answer["listings"])


def test_each_listing_has_the_form_of_its_event(follower: FlaskClient, listings: Listings) -> None:
    answer = follower.get("/api/v1/snapshot", headers=HEADERS).json or {}
    first = answer["listings"][0]
    assert SnapshotListing().validate(first) == {}
    assert first["recruitment_end_on"] is None
    assert first["required_documents"] == ["履歴書"]
    assert first["url"] == "http://localhost/listings/D0000001"


def test_a_list_older_than_the_cursor_is_not_given_out(
    follower: FlaskClient, listings: Listings
) -> None:
    listings.current = False
    answer = follower.get("/api/v1/snapshot", headers=HEADERS)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_without_every_feed_there_is_no_cursor_and_no_snapshot(
    follower: FlaskClient, services: FakeServices, listings: Listings
) -> None:
    services.answer("messaging.read_feed", Away("messaging", "no-route"))
    assert follower.get("/api/v1/snapshot", headers=HEADERS).status_code == 503


@pytest.mark.parametrize("query", ["after=invented", "limit=0", "limit=501", "page=2"])
def test_a_wrong_question_is_refused(follower: FlaskClient, listings: Listings, query: str) -> None:
    assert follower.get(f"/api/v1/snapshot?{query}", headers=HEADERS).status_code == 422


def test_only_the_scope_of_events_opens_it(
    follower: FlaskClient, services: FakeServices, listings: Listings
) -> None:
    services.sign_in("secretariat")
    assert follower.get("/api/v1/snapshot").status_code == 401
    session = {"Authorization": "Bearer token"}
    assert follower.get("/api/v1/snapshot", headers=session).status_code == 403


def test_the_feed_goes_on_where_nothing_public_lies(
    follower: FlaskClient, services: FakeServices, listings: Listings
) -> None:
    event = to_json(public_event("listings", "ListingPublished", 1000))

    def private_at_first(payload: dict[str, Any]) -> dict[str, Any]:
        if payload["after"] < 900:
            return {"events": [], "next": payload["after"] + 300}
        if payload["after"] < 1000:
            return {"events": [event], "next": 1000}
        return {"events": [], "next": payload["after"]}

    services.answer("listings.read_feed", private_at_first)
    answer = follower.get("/api/v1/events", headers=HEADERS).json or {}
    assert [one["id"] for one in answer["events"]] == [event["id"]]
    again = follower.get(f"/api/v1/events?after={answer['next']}", headers=HEADERS).json or {}
    assert again["events"] == []
    assert again["next"] == answer["next"]
