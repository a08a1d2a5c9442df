"""What Prometheus is told of a service: its log, its followers, its parked work, its calls."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from prometheus_client import CollectorRegistry

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.nameko.process import service_class
from services.kernel.eventkit.running.assembly import Assembly
from services.kernel.eventkit.running.metrics import Calls, State
from services.kernel.eventkit.running.own_tail import complete
from services.kernel.eventkit.running.reactor import PARKED
from tests.integration.kernel.kit import SYSTEM, Kit


@pytest.fixture
def registry(kit: Kit) -> CollectorRegistry:
    made = CollectorRegistry()
    parts: Any = SimpleNamespace(
        database=kit.database, store=kit.store, service=kit.service, parts=kit.parts
    )
    made.register(State(cast(Assembly, parts)))
    return made


def test_the_state_of_a_service_is_told_as_it_is_when_asked(
    kit: Kit, registry: CollectorRegistry
) -> None:
    kit.start_empty()
    for text in ("a", "b", "c"):
        kit.post(text)
    value = registry.get_sample_value
    assert value("service_log_commits") == 3
    assert value("service_outbox_commits") == 3
    assert value("service_projection_behind_commits", {"projection": "counts.v1"}) == 3
    kit.catch_up()
    kit.database[CHECKPOINTS].insert_one({"_id": "relay", "position": complete(2)})
    kit.database[PARKED].insert_one({"_id": "p-1"})
    kit.database[CHECKPOINTS].update_one(
        {"_id": "notices.v1"}, {"$set": {"stopped": {"source": "noticeboard"}}}
    )
    assert value("service_outbox_commits") == 1
    assert value("service_projection_behind_commits", {"projection": "counts.v1"}) == 0
    assert value("service_parked") == 1
    assert value("service_projections_stopped") == 1


def test_a_schedule_that_is_late_is_told_by_how_much(kit: Kit, registry: CollectorRegistry) -> None:
    kit.start_empty()
    kit.post("for a day")
    kit.catch_up()
    assert registry.get_sample_value("service_schedule_entries") == 1
    assert registry.get_sample_value("service_schedule_late_seconds") == 0
    kit.clock.advance(timedelta(hours=24, seconds=90))
    assert registry.get_sample_value("service_schedule_late_seconds") == 90


def test_operations_are_counted_by_their_outcome(kit: Kit) -> None:
    registry = CollectorRegistry()
    service = service_class(kit.service.application, Calls(registry))()
    answer = service.post_notice({"text": "a"}, SYSTEM)
    service.take_down_notice({"notice_id": answer["notice_id"]}, SYSTEM)
    with pytest.raises(Refused):
        service.take_down_notice({"notice_id": answer["notice_id"]}, SYSTEM)

    def counted(operation: str, outcome: str) -> float | None:
        labels = {"operation": operation, "outcome": outcome}
        return registry.get_sample_value("service_calls_total", labels)

    assert counted("post_notice", "done") == 1
    assert counted("take_down_notice", "done") == 1
    assert counted("take_down_notice", "refused") == 1
    assert (
        registry.get_sample_value("service_call_seconds_count", {"operation": "post_notice"}) == 1
    )
