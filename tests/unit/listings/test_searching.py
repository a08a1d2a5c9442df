"""The search as the service answers it: pages, conditions, the cap, and what it refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.kernel.eventkit.domain import (
    VISITOR,
    InvalidInput,
)
from services.listings.application.ports import PAGE_SIZE, SearchOrder, SearchPage, SearchQuery
from tests.support.rehearsal import tokyo
from tests.unit.listings.stage import (
    SECRETARIAT,
    ListedSearch,
    open_stage,
    published,
    requested,
)


@pytest.mark.requirement("LI-51")
@pytest.mark.requirement("LI-54")
def test_search_answers_pages_of_twenty_with_the_true_figures() -> None:
    stage = open_stage()
    for _ in range(23):
        listing_id = requested(stage)
        approval = {"listing_id": listing_id, "reflection_on": "2024-05-10"}
        stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 22))
    first = stage.run("search_listings", {}, VISITOR)
    assert (first["total"], first["pages"], first["first"], first["last"]) == (23, 2, 1, 20)
    assert len(first["items"]) == 20
    second = stage.run("search_listings", {"page": 2}, VISITOR)
    assert (second["first"], second["last"], len(second["items"])) == (21, 23, 3)
    beyond = stage.run("search_listings", {"page": 3}, VISITOR)
    assert (beyond["first"], beyond["last"], beyond["items"]) == (0, 0, [])
    assert first["facets"] == {"kinds": [{"value": "job", "count": 23}]}


class _ManyFound(ListedSearch):
    def search(self, query: SearchQuery) -> SearchPage:
        return SearchPage(["unknown"] * PAGE_SIZE if query.page <= 50 else [], 1_500)


@pytest.mark.requirement("LI-53")
def test_of_1500_matches_1000_are_listed_and_the_true_total_is_told() -> None:
    stage = open_stage(search=_ManyFound())
    last = stage.run("search_listings", {"page": 50}, VISITOR)
    assert (last["total"], last["listed"], last["pages"], last["last"]) == (1500, 1000, 50, 1000)
    beyond = stage.run("search_listings", {"page": 51}, VISITOR)
    assert (beyond["first"], beyond["last"]) == (0, 0)


@pytest.mark.requirement("LI-49")
@pytest.mark.requirement("LI-55")
def test_the_conditions_reach_the_index_with_their_moment() -> None:
    search = ListedSearch()
    stage = open_stage(search=search)
    conditions = {
        "keyword": "水",
        "kinds": ["job"],
        "recruiting_fields": ["水資源"],
        "locations": ["KE"],
        "labels": ["new"],
        "open_on": "2024-05-12",
        "order": "latest-deadline",
    }
    stage.run("search_listings", conditions, VISITOR)
    (asked,) = search.asked
    assert (asked.keyword, asked.fields, asked.open_on) == ("水", ("水資源",), date(2024, 5, 12))
    assert asked.order is SearchOrder.LATEST_DEADLINE
    assert asked.new_since == stage.clock.at - timedelta(days=7)
    assert asked.closing_until == date(2024, 5, 16)
    assert asked.jocv_view is False


def test_who_was_told_of_a_position_finds_what_happened_up_to_it() -> None:
    search = ListedSearch()
    stage = open_stage(search=search)
    envelope = {"actor": {"role": "visitor"}, "after": 511}
    stage.service.application.handle("search_listings", {}, envelope)
    stage.service.application.handle("search_listings", {}, {**envelope, "after": 0})
    assert search.waited_for == [511]


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({"page": 0}, "page"),
        ({"order": "random"}, "order"),
        ({"kinds": ["?"]}, "kinds.0"),
        ({"open_on": "soon"}, "open_on"),
        ({"keyword": "長" * 201}, "keyword"),
    ],
)
def test_a_bad_search_is_refused_by_field(payload: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        open_stage().run("search_listings", payload, VISITOR)
    assert list(refused.value.fields) == [field]


def test_all_public_listings_can_be_walked_through() -> None:
    stage = open_stage()
    ids = [published(stage), *(requested(stage) for _ in range(2))]
    stage.run(
        "approve_listings", {"listing_ids": ids[1:], "reflection_on": "2024-05-11"}, SECRETARIAT
    )
    stage.until(tokyo(2024, 5, 11))
    first = stage.run("find_public_listings", {"limit": 2}, VISITOR)
    rest = stage.run("find_public_listings", {"after_data_number": first["next"]}, VISITOR)
    assert [row["listing_id"] for row in first["items"] + rest["items"]] == ids
    assert rest["next"] is None
    numbers = [row["data_number"] for row in first["items"] + rest["items"]]
    assert first["last_data_number"] == rest["last_data_number"] == numbers[-1]


@pytest.mark.requirement("LI-48")
@pytest.mark.requirement("LI-49")
def test_keywords_are_suggested_out_of_what_the_caller_may_see_and_has_done() -> None:
    search = ListedSearch()
    stage = open_stage(search=search)
    asked = {"typed": "保健 け", "kinds": ["job"]}
    assert stage.run("suggest_keywords", asked, VISITOR) == {
        "suggestions": ["保健 け job everyone"]
    }
    assert stage.run("suggest_keywords", asked, SECRETARIAT) == {
        "suggestions": ["保健 け job jocv"]
    }
    assert search.waited_for == []
    envelope = {"actor": {"role": "visitor"}, "after": 511}
    stage.service.application.handle("suggest_keywords", asked, envelope)
    assert search.waited_for == [511]


def test_an_answer_of_an_index_that_does_not_come_in_time_says_so() -> None:
    class Slow(ListedSearch):
        def wait_for(self, position: int, seconds: float = 1.5) -> bool:
            return False

    handle = open_stage(search=Slow()).service.application.handle
    envelope = {"actor": {"role": "visitor"}, "after": 511}
    assert handle("search_listings", {}, envelope)["behind"] is True
    assert "behind" not in handle("search_listings", {}, {**envelope, "after": 0})
