"""Public events keep everything on their way over HTTP and AMQP, and garbage is told apart."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.contracts.cloudevents import (
    Undecodable,
    from_amqp,
    from_json,
    to_amqp,
    to_json,
)
from services.kernel.contracts.public_event import PublicEvent

EVENT = PublicEvent(
    id="e-1",
    source="listings",
    type="ListingPublished",
    version=1,
    time=datetime(2024, 5, 1, 13, 0, tzinfo=UTC),
    subject="l-1",
    data={"listing_id": "l-1", "title": "保健専門家"},
    position=5_000_000_257,
    previous=256,
    correlation_id="c-1",
    causation_id="c-0",
)

texts = st.text(min_size=1, max_size=30)
events = st.builds(
    PublicEvent,
    id=texts,
    source=st.sampled_from(["identity", "listings", "applications", "messaging", "reporting"]),
    type=st.sampled_from(["UserRegistered", "ListingPublished"]),
    version=st.integers(1, 40),
    time=st.datetimes(timezones=st.just(UTC)),
    subject=texts,
    data=st.dictionaries(texts, st.none() | st.booleans() | texts | st.integers(0, 2**53)),
    position=st.integers(257, 2**53),
    previous=st.integers(0, 256),
    correlation_id=texts,
    causation_id=st.none() | texts,
)


@given(event=events)
def test_an_event_survives_the_structured_form(event: PublicEvent) -> None:
    assert from_json(orjson.loads(orjson.dumps(to_json(event)))) == event


@given(event=events)
def test_an_event_survives_the_amqp_form(event: PublicEvent) -> None:
    assert from_amqp(*to_amqp(event)) == event


def test_the_structured_form_has_the_attributes_of_cloudevents() -> None:
    assert to_json(EVENT) == {
        "specversion": "1.0",
        "id": "e-1",
        "source": "listings",
        "type": "ListingPublished",
        "time": "2024-05-01T13:00:00+00:00",
        "subject": "l-1",
        "dataschema": "urn:kakehashi:schema:listings:ListingPublished:1",
        "position": "5000000257",
        "previous": "256",
        "correlationid": "c-1",
        "causationid": "c-0",
        "data": {"listing_id": "l-1", "title": "保健専門家"},
    }


def test_the_amqp_form_carries_attributes_in_prefixed_headers_and_the_bare_data_as_body() -> None:
    headers, body = to_amqp(EVENT)
    assert {name.split(":", 1)[0] for name in headers} == {"cloudEvents"}
    assert headers["cloudEvents:type"] == "ListingPublished"
    assert orjson.loads(body) == EVENT.data


def test_a_missing_cause_is_left_out() -> None:
    assert "causationid" not in to_json(replace(EVENT, causation_id=None))
    assert "cloudEvents:causationid" not in to_amqp(replace(EVENT, causation_id=None))[0]


def test_positions_may_also_arrive_as_numbers() -> None:
    assert from_json({**to_json(EVENT), "position": 300, "previous": 0}).position == 300


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("specversion", "0.3"),
        ("specversion", None),
        ("id", ""),
        ("id", 7),
        ("source", None),
        ("type", None),
        ("time", "yesterday"),
        ("time", "2024-05-01T13:00:00"),
        ("time", "0001-01-01T00:00:00+09:00"),
        ("subject", None),
        ("dataschema", "urn:kakehashi:schema:listings:ListingAmended:1"),
        ("dataschema", "urn:kakehashi:schema:listings:ListingPublished:one"),
        ("position", "-3"),
        ("position", "9" * 20),
        ("position", True),
        ("position", None),
        ("previous", "5000000257"),
        ("correlationid", None),
        ("causationid", 9),
        ("data", [1]),
        ("data", None),
    ],
)
def test_a_malformed_attribute_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(Undecodable, match=name):
        from_json({**to_json(EVENT), name: value})
    if name != "data":
        headers, body = to_amqp(EVENT)
        with pytest.raises(Undecodable, match=name):
            from_amqp({**headers, f"cloudEvents:{name}": value}, body)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", "null"])
def test_a_body_that_is_no_json_object_is_refused(body: bytes | str) -> None:
    with pytest.raises(Undecodable, match="data"):
        from_amqp(to_amqp(EVENT)[0], body)


@pytest.mark.parametrize("wire", [None, [], "x"])
def test_what_is_no_mapping_is_refused(wire: Any) -> None:
    with pytest.raises(Undecodable):
        from_json(wire)
    with pytest.raises(Undecodable):
        from_amqp(wire, b"{}")


def test_both_directions_together_keep_up_with_twenty_thousand_events_a_second() -> None:
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for _ in range(400):
            from_amqp(*to_amqp(EVENT))
        best = min(best, time.process_time() - started)
    assert best / 400 < 1 / 20_000
