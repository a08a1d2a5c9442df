"""What search engines may know of, block by block."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import VISITOR, Actor, Facet
from tests.support.rehearsal import Rehearsal, as_individual, tokyo
from tests.unit.listings.jica import department_posts
from tests.unit.listings.stage import OWNER, SECRETARIAT, content, open_stage, published, requested

PUBLISHED = "2024-05-10T13:00:00+00:00"


def _listed(stage: Rehearsal, actor: Actor = VISITOR) -> dict[str, str]:
    found = stage.run("find_site_map", {"block": 0}, actor)["listings"]
    return {item["data_number"]: item["changed_at"] for item in found}


def test_a_listing_is_listed_while_it_is_public() -> None:
    stage = open_stage()
    assert stage.run("find_site_map", {}, VISITOR)["blocks"] == []
    requested(stage)
    published(stage)
    assert _listed(stage) == {"D000000002": PUBLISHED}
    assert stage.run("find_site_map", {}, VISITOR)["blocks"] == [
        {"block": 0, "changed_at": PUBLISHED}
    ]
    stage.until(tokyo(2024, 6, 30, 23, 59))
    assert _listed(stage) == {"D000000002": PUBLISHED}
    stage.until(tokyo(2024, 7, 1))
    assert _listed(stage) == {}
    assert stage.run("find_site_map", {}, VISITOR)["blocks"] == []


def test_it_is_listed_until_the_moment_of_its_withdrawal() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 11, 9))
    withdrawal = {"listing_id": listing_id, "confirmed": True}
    stage.run("request_listing_withdrawal", withdrawal, OWNER)
    stage.until(tokyo(2024, 5, 11, 21, 59, 59))
    assert list(_listed(stage)) == ["D000000001"]
    stage.until(tokyo(2024, 5, 11, 22))
    assert _listed(stage) == {}


def test_an_ended_listing_that_is_amended_without_reopening_stays_away() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 7, 2, 10))
    amendment = {"listing_id": listing_id, "content": content(title="改"), "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    approval = {"listing_id": listing_id, "reflection_on": "2024-07-02"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 7, 2, 23))
    assert stage.documents("listings")[listing_id]["title"] == "改"
    assert _listed(stage) == {}


@pytest.mark.requirement("LI-44")
def test_a_past_recruitment_is_listed_from_its_archiving_on() -> None:
    stage = open_stage()
    listing_id = department_posts(stage, "public-recruitment")
    stage.until(tokyo(2024, 7, 1, 9))
    assert _listed(stage) == {}
    stage.run("archive_listing", {"listing_id": listing_id}, SECRETARIAT)
    assert list(_listed(stage)) == ["D000000001"]


def test_a_reopened_listing_is_listed_again_with_the_moment_of_that() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 7, 2, 10))
    later = content(recruitment={"start_on": "2024-05-01", "end_on": "2024-08-31"})
    amendment = {"listing_id": listing_id, "content": later, "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    approval = {"listing_id": listing_id, "reflection_on": "2024-07-02"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 7, 2, 23))
    assert _listed(stage) == {"D000000001": "2024-07-02T13:00:00+00:00"}


@pytest.mark.requirement("LI-48")
def test_no_caller_is_told_of_jocv_only_listings() -> None:
    stage = open_stage()
    payload = {
        "content": content(kind="jocv-job"),
        "terms_agreed": True,
        "confirmed": True,
        "organisation_id": "org-1",
    }
    made = stage.run("request_listing_registration", payload, SECRETARIAT)
    approval = {"listing_id": made["listing_id"], "reflection_on": "2024-05-10"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 23))
    assert stage.documents("listings")[made["listing_id"]]["public"]
    for actor in (VISITOR, SECRETARIAT, as_individual("u-1", Facet.JOCV_VIEW)):
        assert _listed(stage, actor) == {}
        assert stage.run("find_site_map", {}, actor)["blocks"] == []
