from __future__ import annotations

from collections.abc import Iterable

import pytest

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.running import relay as relay_module
from services.kernel.eventkit.running.feed import read_feed
from services.kernel.eventkit.running.own_tail import complete
from services.kernel.eventkit.running.relay import Relay
from tests.integration.kernel.kit import Kit


class Wire:
    """A broker that takes what it gets, unless it is told to fail at a moment."""

    def __init__(self) -> None:
        self.published: list[PublicEvent] = []
        self.fail = ""
        self.unconfirmed = 0

    def send(self, events: Iterable[PublicEvent]) -> int:
        if self.fail == "before":
            raise ConnectionError
        self.published += events
        self.unconfirmed += 1
        return len(self.published)

    def confirm(self, mark: int) -> None:
        if self.fail == "after":
            raise ConnectionError
        self.unconfirmed -= 1

    def keep_alive(self) -> None:
        return

    def close(self) -> None:
        self.unconfirmed = 0


class Hours:
    """A clock on which every look is an hour later, so that everything is noted at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.running = True

    def __call__(self) -> float:
        self.now += 3600 if self.running else 0
        return self.now


def relay(kit: Kit, wire: Wire, clock: Hours | None = None) -> Relay:
    return Relay(kit.service, kit.log_tail(), wire, kit.database, clock or Hours())


def subjects(wire: Wire) -> list[str]:
    return [event.data["text"] for event in wire.published]


def test_what_is_committed_is_published_once_and_in_order(kit: Kit) -> None:
    wire = Wire()
    one = relay(kit, wire)
    for text in "abc":
        kit.post(text)
    assert one.step(0.0) is True
    kit.post("d")
    one.step(0.0)
    assert one.step(0.0) is False
    assert subjects(wire) == ["a", "b", "c", "d"]


def test_each_event_names_the_one_before_it_across_batches_and_restarts(kit: Kit) -> None:
    wire = Wire()
    for text in "abcd":
        kit.post(text)
        relay(kit, wire).step(0.0)
    positions = [event.position for event in wire.published]
    assert [event.previous for event in wire.published] == [0, *positions[:-1]]
    assert positions == sorted(set(positions))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_batch_that_was_not_confirmed_is_published_again(kit: Kit, moment: str) -> None:
    wire = Wire()
    one = relay(kit, wire)
    kit.post("a")
    wire.fail = moment
    with pytest.raises(ConnectionError):
        one.step(0.0)
    wire.fail = ""
    one.step(0.0)
    assert subjects(wire) == ["a"] * (2 if moment == "after" else 1)
    assert len({event.id for event in wire.published}) == 1


def test_a_long_backlog_is_published_in_batches_and_noted_as_it_is_confirmed(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "BATCH", 3)
    for number in range(20):
        kit.post(f"{number}")
    wire = Wire()
    one = relay(kit, wire)
    one.step(0.0)
    assert subjects(wire) == [f"{number}" for number in range(20)]
    assert (one.position, wire.unconfirmed) == (complete(20), 0)
    assert relay(kit, wire).position == complete(20)


def test_what_was_sent_before_a_failure_and_not_confirmed_is_sent_again(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "BATCH", 2)
    for number in range(8):
        kit.post(f"{number}")
    wire = Wire()
    one = relay(kit, wire)
    confirm, confirmed = wire.confirm, []

    def failing(mark: int) -> None:
        if len(confirmed) == 2:
            raise ConnectionError
        confirmed.append(mark)
        confirm(mark)

    monkeypatch.setattr(wire, "confirm", failing)
    with pytest.raises(ConnectionError):
        one.step(0.0)
    assert one.position == complete(4)
    monkeypatch.setattr(wire, "confirm", confirm)
    one.step(0.0)
    assert subjects(wire)[:4] == ["0", "1", "2", "3"]
    assert subjects(wire)[-4:] == ["4", "5", "6", "7"]
    positions = {event.position: event.previous for event in wire.published}
    assert list(positions.values()) == [0, *list(positions)[:-1]]


def test_a_relay_that_starts_anew_goes_on_where_it_was(kit: Kit) -> None:
    wire = Wire()
    kit.post("a")
    relay(kit, wire).step(0.0)
    kit.post("b")
    relay(kit, wire).step(0.0)
    assert subjects(wire) == ["a", "b"]


def test_a_crash_between_two_notes_has_the_latest_sent_once_more(kit: Kit) -> None:
    wire, clock = Wire(), Hours()
    kit.post("a")
    one = relay(kit, wire, clock)
    one.step(0.0)
    clock.running = False
    kit.post("b")
    one.step(0.0)
    relay(kit, wire).step(0.0)
    assert subjects(wire) == ["a", "b", "b"]
    previous = [event.previous for event in wire.published]
    assert previous[1] == previous[2]


def test_one_that_was_overtaken_takes_nothing_back(kit: Kit) -> None:
    clock = Hours()
    kit.post("a")
    overtaken = relay(kit, Wire(), clock)
    overtaken.step(0.0)
    clock.running = False
    kit.post("b")
    overtaken.step(0.0)
    kit.post("c")
    relay(kit, Wire()).step(0.0)
    overtaken._note()
    assert relay(kit, Wire()).position == complete(3)


def test_what_is_confirmed_is_noted_when_nothing_follows(kit: Kit) -> None:
    wire, clock = Wire(), Hours()
    kit.post("a")
    one = relay(kit, wire, clock)
    one.step(0.0)
    clock.running = False
    kit.post("b")
    assert [one.step(0.0), one.step(0.0)] == [True, False]
    assert relay(kit, wire).position == complete(2)


def test_the_feed_tells_what_the_relay_published(kit: Kit) -> None:
    wire = Wire()
    for text in "abcde":
        kit.post(text)
    relay(kit, wire).step(0.0)
    page = read_feed(kit.service, kit.store, 0, 1000)
    assert [e["id"] for e in page["events"]] == [e.id for e in wire.published]
    assert [int(e["position"]) for e in page["events"]] == [e.position for e in wire.published]
    assert [int(e["previous"]) for e in page["events"]] == [e.previous for e in wire.published]
    assert page["next"] == complete(5)


def test_the_feed_can_be_narrowed_to_types_and_still_says_how_far_it_is_complete(
    kit: Kit,
) -> None:
    notice = kit.post("a")
    kit.take_down(notice)
    page = read_feed(kit.service, kit.store, 0, 1000, ["NoticePosted"])
    assert [e["type"] for e in page["events"]] == ["NoticePosted"]
    assert page["next"] == complete(2)


def test_empty_positions_in_the_log_are_passed_over(kit: Kit) -> None:
    kit.post("a")
    events = kit.database["events"]
    document = events.find_one({"_id": 1})
    events.insert_one({**document, "_id": 3, "s": "notice-other"})
    wire = Wire()
    relay(kit, wire).step(0.0)
    assert [event.position // 256 for event in wire.published] == [1, 3]
    assert [
        int(e["position"]) // 256 for e in read_feed(kit.service, kit.store, 0, 9)["events"]
    ] == [
        1,
        3,
    ]
