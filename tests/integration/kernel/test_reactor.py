from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.running.reactor import PARKED, RETRY_SECONDS, Reactor
from tests.integration.kernel.kit import Kit, ListedTail, Paused


class Stage:
    """One reaction that does what the test says, and its source."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.tail = ListedTail("elsewhere")
        self.heard: list[tuple[str, str]] = []
        self.behaviour: Callable[[Any], None] = lambda event: None
        self.reactor = self.anew()

    def anew(self) -> Reactor:
        reaction = Reaction("on-posted", "elsewhere", ("NoticePosted",), self._handle)
        return Reactor(self.kit.service.application, [reaction], self.tail, self.kit.database)

    def _handle(self, event: Any, trigger: Trigger) -> None:
        self.heard.append((event.subject, trigger.context("note").command_id))
        self.behaviour(event)

    def step(self, stopping: Paused | None = None) -> Paused:
        stopping = stopping or Paused()
        self.reactor.step(stopping, wait_seconds=0.0)
        return stopping

    def parked(self) -> list[dict[str, Any]]:
        return list(self.kit.database[PARKED].find())


@pytest.fixture
def stage(kit: Kit) -> Stage:
    return Stage(kit)


def failing(*errors: Exception) -> Callable[[Any], None]:
    left = list(errors)

    def behave(event: Any) -> None:
        if left:
            raise left.pop(0)

    return behave


def test_occurrences_come_in_order_and_once_each(stage: Stage) -> None:
    for subject in "abc":
        stage.tail.add(subject=subject)
    stage.tail.add("SomethingElse", subject="d")
    stage.step()
    stage.step()
    assert [subject for subject, _ in stage.heard] == ["a", "b", "c"]


def test_after_a_restart_it_goes_on_where_it_was(stage: Stage) -> None:
    stage.tail.add(subject="a")
    stage.step()
    stage.tail.add(subject="b")
    stage.reactor = stage.anew()
    stage.step()
    assert [subject for subject, _ in stage.heard] == ["a", "b"]


def test_a_crash_in_the_middle_repeats_commands_under_the_same_ids(stage: Stage) -> None:
    stage.tail.add(subject="a")
    stage.tail.add(subject="b")

    class Crash(BaseException):
        pass

    def crash(event: Any) -> None:
        if event.subject == "b" and len(stage.heard) == 2:
            raise Crash

    stage.behaviour = crash
    with pytest.raises(Crash):
        stage.step()
    stage.reactor = stage.anew()
    stage.step()
    first, second = stage.heard[:2], stage.heard[2:]
    assert first == second


def test_a_failure_is_tried_again_at_growing_delays(stage: Stage) -> None:
    stage.tail.add(subject="a")
    stage.behaviour = failing(ValueError(), ValueError())
    assert stage.step().waits == list(RETRY_SECONDS[:2])
    assert len(stage.heard) == 3
    assert stage.parked() == []


def test_what_keeps_failing_is_parked_without_its_contents_and_others_go_on(
    stage: Stage,
) -> None:
    stage.tail.add(subject="a", name="山田太郎")
    stage.tail.add(subject="b")

    def behave(event: Any) -> None:
        if event.subject == "a":
            raise ValueError(event.data["name"])

    stage.behaviour = behave
    stage.step()
    [parked] = stage.parked()
    assert parked["error"] == "ValueError"
    assert "山田" not in str(parked)
    assert stage.heard[-1][0] == "b"


def test_a_refusal_is_parked_under_its_code(stage: Stage) -> None:
    stage.tail.add(subject="a")
    stage.behaviour = failing(*[NotFound()] * 9)
    stage.step()
    assert [p["error"] for p in stage.parked()] == ["not-found"]


@pytest.mark.parametrize("error", [NeighbourAway("identity"), AutoReconnect("away")])
def test_what_fails_because_something_is_away_waits_and_is_never_parked(
    stage: Stage, error: Exception
) -> None:
    stage.tail.add(subject="a")
    stage.behaviour = failing(*[error] * 20)
    assert len(stage.step().waits) == 20
    assert stage.parked() == []


def test_told_to_stop_it_leaves_the_occurrence_for_the_next_start(stage: Stage) -> None:
    stage.tail.add(subject="a")
    stage.behaviour = failing(*[ValueError()] * 2)
    stopping = Paused()
    stopping.on_wait = stopping.set
    stage.step(stopping)
    assert len(stage.heard) == 1
    stage.reactor = stage.anew()
    stage.step()
    assert len(stage.heard) == 3
    assert stage.parked() == []


def park_one(stage: Stage) -> None:
    stage.tail.add(subject="a")
    stage.behaviour = failing(*[ValueError()] * (len(RETRY_SECONDS) + 1))
    stage.step()
    stage.kit.database[PARKED].update_one({}, {"$set": {"replay": True}})
    stage.heard.clear()


def test_a_released_reaction_is_carried_out_and_no_longer_parked(stage: Stage) -> None:
    park_one(stage)
    stage.reactor._replay(Paused())
    assert [subject for subject, _ in stage.heard] == ["a"]
    assert stage.parked() == []


def test_a_released_reaction_that_fails_again_stays_parked(stage: Stage) -> None:
    park_one(stage)
    stage.behaviour = failing(*[KeyError()] * 9)
    stage.reactor._replay(Paused())
    assert [(p["error"], p["replay"]) for p in stage.parked()] == [("KeyError", False)]


def test_a_released_reaction_is_not_lost_when_the_worker_stops_meanwhile(stage: Stage) -> None:
    park_one(stage)
    stage.behaviour = failing(ValueError())
    stopping = Paused()
    stopping.on_wait = stopping.set
    stage.reactor._replay(stopping)
    assert [p["replay"] for p in stage.parked()] == [True]
    stage.reactor._replay(Paused())
    assert stage.parked() == []


def test_a_released_reaction_that_no_longer_exists_stays_parked(stage: Stage) -> None:
    park_one(stage)
    stage.kit.database[PARKED].update_one({}, {"$set": {"reaction": "formerly"}})
    stage.reactor._replay(Paused())
    assert [p["replay"] for p in stage.parked()] == [False]


def test_a_released_reaction_waits_for_a_source_that_is_not_followed_yet(stage: Stage) -> None:
    """An operator may release it while the worker is down: at its start the tails are empty."""
    park_one(stage)
    told, stage.tail.occurrences = stage.tail.occurrences, []
    stage.reactor._replay(Paused())
    assert [p["replay"] for p in stage.parked()] == [True]
    stage.tail.occurrences = told
    stage.reactor._replay(Paused())
    assert [subject for subject, _ in stage.heard] == ["a"]
    assert stage.parked() == []
