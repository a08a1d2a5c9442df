from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.eventkit.application.codec import EventCodec, UnknownEvent
from services.kernel.eventkit.domain import Sealed


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Term:
    name: str
    amount: int | None = None


@dataclass(frozen=True)
class ThingHappened:
    text: str
    count: int
    share: float
    truth: bool
    on: date
    at: datetime
    colour: Colour
    who: Sealed
    terms: tuple[Term, ...] = ()
    kinds: frozenset[str] = frozenset()
    notes: dict[str, str] | None = None
    until: date | None = None
    secret: Sealed | None = None


def codec() -> EventCodec:
    made = EventCodec()
    made.register(ThingHappened, "ThingHappened")
    return made


MOMENTS = st.datetimes().map(lambda at: at.replace(tzinfo=UTC))
THINGS = st.builds(
    ThingHappened,
    text=st.text(),
    count=st.integers(),
    share=st.floats(allow_nan=False, allow_infinity=False),
    truth=st.booleans(),
    on=st.dates(),
    at=MOMENTS,
    colour=st.sampled_from(Colour),
    who=st.builds(Sealed, st.text(), st.text()),
    terms=st.lists(st.builds(Term, st.text(), st.none() | st.integers())).map(tuple),
    kinds=st.frozensets(st.text()),
    notes=st.none() | st.dictionaries(st.text(), st.text()),
    until=st.none() | st.dates(),
    secret=st.none() | st.builds(Sealed, st.text(), st.text()),
)


@given(THINGS)
def test_an_event_comes_back_from_json_as_it_was(event: ThingHappened) -> None:
    name, version, data = codec().encode(event)
    again = codec().decode(name, version, json.loads(json.dumps(data)))
    assert again == event
    assert type(again.on) is date


def test_moments_are_stored_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    evening = replace(a_thing(), at=datetime(2024, 5, 1, 22, tzinfo=tokyo))
    assert codec().encode(evening)[2]["at"] == "2024-05-01T13:00:00+00:00"


def test_sets_are_stored_in_one_order() -> None:
    thing = replace(a_thing(), kinds=frozenset("cab"))
    assert codec().encode(thing)[2]["kinds"] == ["a", "b", "c"]


def test_a_missing_optional_field_gets_its_default() -> None:
    _, _, data = codec().encode(a_thing())
    del data["terms"], data["until"], data["secret"]
    assert codec().decode("ThingHappened", 1, data) == a_thing()


def test_a_field_that_a_later_release_added_is_passed_over() -> None:
    _, _, data = codec().encode(a_thing())
    assert codec().decode("ThingHappened", 1, {**data, "from_the_future": 1}) == a_thing()


def test_a_missing_field_that_has_no_default_is_an_error() -> None:
    _, _, data = codec().encode(a_thing())
    del data["text"]
    with pytest.raises(KeyError):
        codec().decode("ThingHappened", 1, data)


@pytest.mark.parametrize(("name", "version"), [("NeverHeardOf", 1), ("ThingHappened", 2)])
def test_a_name_or_version_the_code_does_not_know_is_an_error(name: str, version: int) -> None:
    with pytest.raises(UnknownEvent, match=f"{name} v{version}"):
        codec().decode(name, version, {})


@dataclass(frozen=True)
class PriceSet:
    amount: int
    currency: str


def test_old_versions_are_brought_to_the_present_shape_step_by_step() -> None:
    made = EventCodec()
    made.register(PriceSet, "PriceSet", version=3)
    made.upcast("PriceSet", 1, lambda d: {"amount": d["yen"]})
    made.upcast("PriceSet", 2, lambda d: {**d, "currency": "JPY"})
    old: dict[str, Any] = {"yen": 5}
    assert made.decode("PriceSet", 1, old) == PriceSet(5, "JPY")
    assert made.decode("PriceSet", 2, {"amount": 6}) == PriceSet(6, "JPY")
    assert made.decode("PriceSet", 3, {"amount": 7, "currency": "USD"}) == PriceSet(7, "USD")
    assert old == {"yen": 5}
    assert made.encode(PriceSet(1, "JPY"))[1] == 3


def test_a_step_that_is_missing_between_versions_is_named() -> None:
    made = EventCodec()
    made.register(PriceSet, "PriceSet", version=3)
    made.upcast("PriceSet", 1, dict)
    with pytest.raises(UnknownEvent, match="PriceSet v2: no way to v3"):
        made.decode("PriceSet", 1, {})


def test_a_name_or_a_class_is_registered_once() -> None:
    made = codec()
    with pytest.raises(ValueError, match="registered twice"):
        made.register(PriceSet, "ThingHappened")
    with pytest.raises(ValueError, match="registered twice"):
        made.register(ThingHappened, "OtherName")


def test_sealed_data_are_stored_as_owner_and_token() -> None:
    _, _, data = codec().encode(a_thing())
    assert data["who"] == ["u-1", "token"]


def a_thing() -> ThingHappened:
    return ThingHappened(
        "t",
        1,
        0.5,
        True,
        date(2024, 5, 1),
        datetime(2024, 5, 1, tzinfo=UTC),
        Colour.RED,
        Sealed("u-1", "token"),
    )
