from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.kernel.contracts.cloudevents import to_json
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.amqp.foreign_tail import ForeignTail
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.memory.parts import StubNeighbours


def event(position: int, previous: int) -> PublicEvent:
    return PublicEvent(
        id=f"e-{position}",
        source="listings",
        type="ListingPublished",
        version=1,
        time=datetime(2024, 5, 1, tzinfo=UTC),
        subject="l-1",
        data={},
        position=position,
        previous=previous,
        correlation_id="c-1",
        causation_id=None,
    )


@pytest.fixture
def neighbours() -> StubNeighbours:
    return StubNeighbours()


@pytest.fixture
def tail(neighbours: StubNeighbours) -> ForeignTail:
    """A tail that has come to position 10; nothing connects to a broker."""
    made = ForeignTail("amqp://unused/", "listings", neighbours)
    made._started = True
    made._window.start_at(10)
    return made


def positions(tail: ForeignTail) -> list[int]:
    found = tail._window.after(10, 100, 0.0)
    assert found is not None
    return [one.position for one in found[0]]


def test_what_was_missed_between_two_messages_comes_from_the_feed(
    tail: ForeignTail, neighbours: StubNeighbours
) -> None:
    feed: dict[int, dict[str, Any]] = {
        10: {"events": [to_json(event(20, 10)), to_json(event(30, 20))], "next": 30},
        30: {"events": [], "next": 30},
    }
    neighbours.answers["listings", "read_feed"] = lambda asked: feed[asked["after"]]
    tail._take([event(40, 30)])
    assert positions(tail) == [20, 30, 40]


def test_a_message_is_not_taken_while_the_feed_lacks_what_was_before_it(
    tail: ForeignTail, neighbours: StubNeighbours
) -> None:
    behind = {"events": [to_json(event(20, 10))], "next": 20}
    neighbours.answers["listings", "read_feed"] = lambda asked: (
        behind if asked["after"] < 20 else {"events": [], "next": 20}
    )
    with pytest.raises(NeighbourAway):
        tail._take([event(40, 30)])
    assert positions(tail) == [20]
    assert tail._window.head == 20
