from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest

from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.running.operations import FAILURES
from services.kernel.eventkit.running.reactor import PARKED
from services.kernel.eventkit.running.scheduler import AT_ONCE, RETRY_AFTER, Scheduler
from tests.integration.kernel.kit import NOON, Kit


@pytest.fixture
def due(kit: Kit) -> Kit:
    kit.start_empty()
    return kit


def scheduler(kit: Kit) -> Scheduler:
    return Scheduler(kit.service.application, kit.database, "due.v1")


def entry(kit: Kit, key: str, minutes: float, command: str, **payload: Any) -> None:
    kit.database["due.v1"].insert_one(
        {
            "_id": key,
            "due_at": NOON + timedelta(minutes=minutes),
            "command": command,
            "payload": payload,
            "note": "",
        }
    )


def events_of(kit: Kit) -> list[tuple[str, str]]:
    return [
        (stored.name, stored.data["notice_id"])
        for commit in kit.store.read_log(0, 1000)
        for stored in commit.events
    ]


def test_nothing_is_carried_out_before_its_time(due: Kit) -> None:
    due.post("a")
    due.catch_up()
    due.clock.at = NOON + timedelta(hours=23, minutes=59, seconds=59)
    assert scheduler(due).step() is False
    assert [name for name, _ in events_of(due)] == ["NoticePosted"]


def test_late_entries_are_carried_out_on_restart_in_due_order(due: Kit) -> None:
    posted = []
    for minutes in (30, 10, 20):
        due.clock.at = NOON + timedelta(minutes=minutes)
        posted.append((minutes, due.post(f"at {minutes}")))
    due.catch_up()
    due.clock.at = NOON + timedelta(days=30)
    assert scheduler(due).step() is True
    taken_down = [notice for name, notice in events_of(due) if name == "NoticeTakenDown"]
    assert taken_down == [notice for _, notice in sorted(posted)]


def test_an_entry_met_again_before_it_is_projected_has_one_effect(due: Kit) -> None:
    due.post("a")
    due.catch_up()
    due.clock.at = NOON + timedelta(days=2)
    one = scheduler(due)
    one.step()
    one.step()
    scheduler(due).step()
    assert [name for name, _ in events_of(due)] == ["NoticePosted", "NoticeTakenDown"]
    assert due.documents(PARKED) == {}
    due.catch_up()
    assert due.documents("due.v1") == {}


def test_two_schedulers_at_once_have_one_effect(due: Kit) -> None:
    notices = [due.post(f"n {number}") for number in range(20)]
    due.catch_up()
    due.clock.at = NOON + timedelta(days=2)
    first, second = scheduler(due), scheduler(due)
    for _ in range(2):
        first.step()
        second.step()
    taken_down = [notice for name, notice in events_of(due) if name == "NoticeTakenDown"]
    assert sorted(taken_down) == sorted(notices)
    assert due.documents(PARKED) == {}


def test_what_the_domain_refuses_is_parked_at_once_and_others_go_on(due: Kit) -> None:
    entry(due, "wrong", 1, "take_down_notice", notice_id="nobody-posted-it")
    notice = due.post("a")
    due.catch_up()
    due.clock.at = NOON + timedelta(days=2)
    scheduler(due).step()
    [parked] = due.documents(PARKED).values()
    assert (parked["reaction"], parked["error"]) == ("due/take_down_notice", "not-found")
    assert ("NoticeTakenDown", notice) in events_of(due)
    assert scheduler(due).step() is True
    assert scheduler(due).step() is True
    assert len(due.documents(PARKED)) == 1


def test_a_failing_entry_is_tried_at_growing_intervals_and_then_parked(
    due: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry(due, "e", 0, "take_down_notice", notice_id="n")
    attempts = []

    def failing(name: str, payload: Any, context: Any) -> None:
        attempts.append((due.clock.now() - NOON).total_seconds())
        raise ValueError("a defect")

    monkeypatch.setattr(due.service.application, "execute", failing)
    one = scheduler(due)
    for second in range(sum(RETRY_AFTER) + 10):
        due.clock.at = NOON + timedelta(seconds=second)
        if due.documents(PARKED):
            break
        if not attempts or second == attempts[-1] + RETRY_AFTER[len(attempts) - 1]:
            one.step()
    assert [b - a for a, b in itertools.pairwise(attempts)] == list(RETRY_AFTER)
    assert one.step() is False


def test_an_entry_whose_neighbour_is_away_waits_for_ever_and_is_not_parked(
    due: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry(due, "e", 0, "take_down_notice", notice_id="n")

    def away(name: str, payload: Any, context: Any) -> None:
        raise NeighbourAway("identity")

    monkeypatch.setattr(due.service.application, "execute", away)
    one = scheduler(due)
    for minute in range(20):
        due.clock.at = NOON + timedelta(minutes=minute)
        one.step()
    assert due.documents(PARKED) == {}
    assert due.documents(FAILURES)[f"e@{NOON.isoformat()}"]["attempts"] == 20


def test_entries_that_nothing_settles_do_not_hold_up_the_others(
    due: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out = []

    def note(name: str, payload: Any, context: Any) -> None:
        carried_out.append(payload["notice_id"])

    monkeypatch.setattr(due.service.application, "execute", note)
    for number in range(AT_ONCE + 5):
        entry(due, f"e-{number:03d}", number, "take_down_notice", notice_id=f"{number}")
    due.clock.at = NOON + timedelta(days=1)
    one = scheduler(due)
    while one.step():
        continue
    assert carried_out == [f"{number}" for number in range(AT_ONCE + 5)]
