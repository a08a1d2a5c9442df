"""The API keeps to its document whatever it is asked; the short form of `make fuzz`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.fuzz import Fuzz, portal_for_fuzz
from tests.contract.fuzz_world import World
from tests.support.portal import LocalPortal

REQUESTS = 700
Place = tuple[LocalPortal, World]


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with portal_for_fuzz() as made:
        yield made


@pytest.mark.timeout(600)
def test_no_generated_request_is_answered_otherwise_than_documented(place: Place) -> None:
    portal, world = place
    outcome = Fuzz(portal.url, world, most=REQUESTS, seconds=240).run(each=1)
    assert outcome.faults == {}
    assert len(outcome.operations) >= 150


def test_an_answer_that_is_not_documented_is_noticed(place: Place) -> None:
    portal, world = place
    fuzz = Fuzz(portal.url, world, most=60, seconds=60, only="/figures/overview")
    fuzz.forget("/api/v1/figures/overview", "get", "401")
    outcome = fuzz.run(each=1)
    assert [name for name in outcome.faults if "401 Undocumented" in name], outcome
