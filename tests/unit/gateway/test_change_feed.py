from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.backend.arrivals import Arrivals
from gateway.backend.change_feed import BadCursor, cursor_text, merged, read_cursor
from gateway.settings import ApiKey
from services.kernel.contracts.cloudevents import to_json
from services.kernel.contracts.rpc import Away
from tests.unit.gateway.events import public_event
from tests.unit.gateway.fake_services import FakeServices

HEADERS = {"Authorization": "Bearer the-key"}
SERVICES = ("identity", "listings", "applications", "messaging", "reporting")


class Log:
    """A service with so many events."""

    def __init__(self, source: str, count: int) -> None:
        self.events = [
            to_json(public_event(source, "ListingPublished", position))
            for position in range(1, count + 1)
        ]
        self.asked: list[dict[str, Any]] = []

    def __call__(self, payload: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(payload)
        found = [e for e in self.events if int(e["position"]) > payload["after"]]
        part = found[: payload["limit"]]
        return {"events": part, "next": int(part[-1]["position"]) if part else payload["after"]}


@pytest.fixture
def logs(services: FakeServices) -> dict[str, Log]:
    made = {name: Log(name, number * 7) for number, name in enumerate(SERVICES, 1)}
    for name, log in made.items():
        services.answer(f"{name}.read_feed", log)
    return made


@pytest.fixture
def follower(make_app: Callable[..., Flask]) -> FlaskClient:
    digest = hashlib.sha256(b"the-key").hexdigest()
    keys = {digest: ApiKey("follower", frozenset({"events:read"}))}
    return make_app(api_keys=keys).test_client()


def test_the_whole_feed_comes_once_and_in_order_per_source(
    follower: FlaskClient, logs: dict[str, Log]
) -> None:
    seen: list[tuple[str, int]] = []
    after = ""
    for _ in range(100):
        answer = follower.get(f"/api/v1/events?limit=10&after={after}", headers=HEADERS).json or {}
        assert len(answer["events"]) <= 10
        seen += [(event["source"], int(event["position"])) for event in answer["events"]]
        if not answer["events"]:
            break
        after = answer["next"]
    assert len(seen) == len(set(seen)) == 7 + 14 + 21 + 28 + 35
    for name in SERVICES:
        positions = [position for source, position in seen if source == name]
        assert positions == sorted(positions)
    assert after == "identity:7,listings:14,applications:21,messaging:28,reporting:35"


def test_a_service_that_is_away_keeps_its_place(
    follower: FlaskClient, services: FakeServices, logs: dict[str, Log]
) -> None:
    services.answer("listings.read_feed", Away("listings", "no-route"))
    answer = follower.get("/api/v1/events?limit=1000&after=listings:3", headers=HEADERS).json or {}
    assert answer["absent"] == ["listings"]
    assert "listings:3," in answer["next"]
    services.answer("listings.read_feed", logs["listings"])
    late = follower.get(f"/api/v1/events?after={answer['next']}", headers=HEADERS).json or {}
    assert [int(event["position"]) for event in late["events"]] == list(range(4, 15))


def test_types_are_handed_to_the_services_and_unknown_ones_refused(
    follower: FlaskClient, logs: dict[str, Log]
) -> None:
    follower.get("/api/v1/events?types=ListingPublished,UserRegistered", headers=HEADERS)
    assert logs["listings"].asked[0]["types"] == ["ListingPublished", "UserRegistered"]
    answer = follower.get("/api/v1/events?types=Nothing", headers=HEADERS)
    assert (answer.json or {})["errors"]["types"][0]["code"] == "not-a-choice"


@pytest.mark.parametrize("cursor", ["x", "identity", "identity:-1", "identity:1;", "other:1", ","])
def test_a_cursor_that_is_none_is_refused(follower: FlaskClient, cursor: str) -> None:
    answer = follower.get("/api/v1/events", query_string={"after": cursor}, headers=HEADERS)
    assert answer.status_code == 422
    with pytest.raises(BadCursor):
        read_cursor(cursor)


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "wait=26", "wait=-1", "limit=x"])
def test_figures_out_of_range_are_refused(follower: FlaskClient, query: str) -> None:
    assert follower.get(f"/api/v1/events?{query}", headers=HEADERS).status_code == 422


def test_nothing_new_is_304_for_whom_has_the_answer(
    follower: FlaskClient, logs: dict[str, Log]
) -> None:
    address = "/api/v1/events?after=" + cursor_text(dict.fromkeys(SERVICES, 99))
    first = follower.get(address, headers=HEADERS)
    assert (first.json or {})["events"] == []
    again = follower.get(address, headers={**HEADERS, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_who_waits_is_woken_by_an_event(
    follower: FlaskClient, services: FakeServices, logs: dict[str, Log]
) -> None:
    app: Any = follower.application
    arrivals: Arrivals = app.extensions["arrivals"]
    done = threading.Event()
    answers: list[Any] = []

    def wait() -> None:
        cursor = cursor_text(dict.fromkeys(SERVICES, 35))
        answers.append(
            app.test_client().get(f"/api/v1/events?wait=20&after={cursor}", headers=HEADERS).json
        )
        done.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    event = to_json(public_event("reporting", "SurveyCreated", 36))
    logs["reporting"].events.append(event)
    arrivals.heard(public_event("reporting", "SurveyCreated", 36))
    assert done.wait(10)
    waiting.join()
    assert [event["position"] for event in answers[0]["events"]] == ["36"]


def test_what_is_found_behind_private_events_follows_on_the_place_asked_from(
    follower: FlaskClient, services: FakeServices, logs: dict[str, Log]
) -> None:
    """The services' first answers hold private events only; the reader sees no gap by that."""
    first = to_json(public_event("listings", "ListingPublished", 20))
    second = to_json(public_event("listings", "ListingPublished", 21))

    def behind_private_events(payload: dict[str, Any]) -> dict[str, Any]:
        if payload["after"] < 19:
            return {"events": [], "next": payload["after"] + 1}
        return {"events": [{**first, "previous": str(payload["after"])}, second], "next": 21}

    services.answer("listings.read_feed", behind_private_events)
    ends = cursor_text(dict.fromkeys(SERVICES, 99) | {"listings": 14})
    answer = follower.get(f"/api/v1/events?after={ends}", headers=HEADERS).json or {}
    chain = [(int(event["previous"]), int(event["position"])) for event in answer["events"]]
    assert chain == [(14, 20), (20, 21)]


def test_only_few_may_wait_because_threads_are_few() -> None:
    arrivals = Arrivals()
    assert arrivals.wait(arrivals.count, 5, most=0) is None
    assert arrivals.wait(arrivals.count, 0) is False
    seen = arrivals.count
    arrivals.connected()
    assert arrivals.wait(seen, 5) is True


def test_merging_never_passes_over_an_event_that_was_cut_off() -> None:
    feeds = {
        "identity": {
            "events": [{"time": "1", "position": "4"}, {"time": "3", "position": "6"}],
            "next": 9,
        },
        "listings": {"events": [{"time": "2", "position": "5"}], "next": 7},
    }
    cursor = read_cursor("")
    events, after = merged(feeds, cursor, 2)
    assert [event["position"] for event in events] == ["4", "5"]
    assert (after["identity"], after["listings"]) == (4, 7)
    events, after = merged(feeds, cursor, 3)
    assert (after["identity"], after["listings"]) == (9, 7)
