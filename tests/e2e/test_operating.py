"""What a running portal offers to those who run it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deploy.local.processes import wait_until
from services.kernel.contracts.rpc import Refused
from tests.support.portal import LocalPortal, Portal


def test_the_portal_is_ready_when_every_service_answers(portal: Portal) -> None:
    assert portal.ready()
    for service in ("identity", "listings", "applications", "messaging", "reporting"):
        assert portal.ask(service, "ping", {})["service"] == service
        assert portal.ask(service, "find_due", {"limit": 10})["items"] is not None


def test_an_operator_may_not_do_what_is_the_secretariats(portal: Portal) -> None:
    with pytest.raises(Refused) as refused:
        portal.ask("identity", "approve_organisation", {})
    assert refused.value.kind == "forbidden"


@pytest.mark.parametrize("name", ["identity-service", "listings-worker", "gateway"])
def test_what_is_killed_comes_back(local_portal: LocalPortal, name: str) -> None:
    before = local_portal.process(name).identity
    local_portal.kill(name)
    process = local_portal.process(name)
    assert wait_until(lambda: process.identity != before and process.runs(), 10)
    local_portal.wait_until_ready()


def test_what_is_stopped_is_missed_until_it_is_started_again(local_portal: LocalPortal) -> None:
    local_portal.stop("reporting-service")
    assert wait_until(lambda: not local_portal.ready(), 10)
    local_portal.start("reporting-service")
    local_portal.wait_until_ready()


def test_the_whole_portal_lives_by_the_clock_that_runs_forward(portal: Portal) -> None:
    ahead = portal.clock.offset()
    portal.forward(hours=7)
    assert portal.clock.offset() - ahead == timedelta(hours=7)
    shown = portal.clock.now() - timedelta(minutes=5)
    assert wait_until(
        lambda: portal.ask("listings", "find_due", {"limit": 1})["now"] > shown.isoformat(), 5
    )
