"""Views in batches, and the counts that organisations see (LI-64, LI-65)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import (
    NotPermitted,
)
from tests.support.rehearsal import tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    open_stage,
    published,
    requested,
    views_told,
)


@pytest.mark.requirement("LI-64")
def test_views_are_counted_per_listing_and_day_and_a_batch_only_once() -> None:
    stage = open_stage()
    listing_id = published(stage)
    views_told(stage, "b-1", (listing_id, "2024-05-11", 3), (listing_id, "2024-05-12", 1))
    views_told(stage, "b-1", (listing_id, "2024-05-11", 3), (listing_id, "2024-05-12", 1))
    answer = views_told(stage, "b-2", (listing_id, "2024-05-12", 2), ("unknown", "2024-05-12", 9))
    assert answer["ignored"] == 1
    (row,) = stage.run("find_access_counts", {}, OWNER)["items"]
    assert row["total"] == 6
    assert row["days"] == [
        {"on": "2024-05-11", "count": 3},
        {"on": "2024-05-12", "count": 3},
    ]
    viewed = [event.data for event in stage.published if event.type == "ListingViewed"]
    assert [data["count"] for data in viewed] == [3, 1, 2]


@pytest.mark.requirement("LI-64")
def test_views_are_counted_while_the_counts_are_built_anew() -> None:
    stage = open_stage()
    listing_id = published(stage)
    built = stage.views.store["access_counts"].pop(listing_id)
    answer = views_told(stage, "b-1", (listing_id, "2024-05-11", 3), ("unknown", "2024-05-11", 1))
    assert answer["ignored"] == 1
    [viewed] = [event.data for event in stage.published if event.type == "ListingViewed"]
    assert (viewed["listing_id"], viewed["count"]) == (listing_id, 3)
    assert viewed["organisation_id"] == built["organisation_id"]


@pytest.mark.requirement("LI-65")
def test_access_counts_come_by_data_number_or_by_total() -> None:
    stage = open_stage()
    quiet, loud = published(stage), requested(stage)
    stage.run("approve_listing", {"listing_id": loud, "reflection_on": "2024-05-11"}, SECRETARIAT)
    stage.until(tokyo(2024, 5, 11))
    views_told(stage, "b-1", (loud, "2024-05-11", 5))

    def order(name: str) -> list[str]:
        answer = stage.run("find_access_counts", {"order": name}, OWNER)
        return [row["listing_id"] for row in answer["items"]]

    assert order("data-number") == [quiet, loud]
    assert order("total") == [loud, quiet]
    assert stage.run("find_access_counts", {}, STRANGER)["total"] == 0


def test_only_the_portal_itself_reports_views() -> None:
    with pytest.raises(NotPermitted):
        open_stage().run("record_views", {"batch_id": "b", "views": []}, OWNER)
