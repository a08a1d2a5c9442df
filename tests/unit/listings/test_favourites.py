from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, Facet, NotFound, NotPermitted, Sealed
from services.kernel.eventkit.domain.inactive import JobSeekerInactive
from services.listings.domain.personal.favourites import FAVOURITES_AT_MOST, TooManyFavourites
from services.listings.domain.personal.search_conditions import (
    SavedConditions,
    SearchConditionsClosed,
    evolve_conditions,
    save,
)
from tests.support.rehearsal import Rehearsal, as_individual, as_staff, tokyo
from tests.unit.listings.stage import OWNER, content, open_stage, published, requested, told

HANA = as_individual("hana")
TARO = as_individual("taro")
HOLDER = as_individual("holder", Facet.JOCV_VIEW)


@pytest.fixture
def stage() -> Rehearsal:
    return open_stage()


def _titles(stage: Rehearsal, group: str = "jobs", actor: Any = HANA) -> list[str]:
    return [one["title"] for one in stage.run("find_favourites", {}, actor)[group]]


def _add(stage: Rehearsal, listing_id: str, actor: Any = HANA) -> Any:
    return stage.run("add_favourite", {"listing_id": listing_id}, actor)


@pytest.mark.requirement("LI-59")
@pytest.mark.requirement("LI-61")
def test_jobs_and_trainings_are_listed_apart_with_state_and_period(stage: Rehearsal) -> None:
    training = requested(stage, title="水質の研修", kind="training", employment_type=None)
    office = as_staff()
    stage.run("approve_listing", {"listing_id": training, "reflection_on": "2024-05-10"}, office)
    job = published(stage)
    for listing_id in (job, training):
        _add(stage, listing_id)
    found = stage.run("find_favourites", {}, HANA)
    [of_jobs], [of_trainings] = found["jobs"], found["trainings"]
    assert of_jobs["title"] == "水資源の専門家"
    assert of_jobs["organisation_name"] == "架け橋大学"
    assert of_jobs["recruitment_state"] == "open"
    assert of_jobs["recruitment"] == {"start_on": "2024-05-01", "end_on": "2024-06-30"}
    assert of_trainings["title"] == "水質の研修"
    assert told(stage, "FavouriteAdded") == ["FavouriteAdded"] * 2


@pytest.mark.requirement("LI-60")
def test_adding_again_has_no_effect_and_removing_is_always_possible(stage: Rehearsal) -> None:
    job = published(stage)
    assert not _add(stage, job)["repeated"]
    assert _add(stage, job)["position"] == 0
    assert told(stage, "FavouriteAdded") == ["FavouriteAdded"]
    for _ in range(2):
        stage.run("remove_favourite", {"listing_id": job}, HANA)
    assert _titles(stage) == []
    assert told(stage, "FavouriteRemoved") == ["FavouriteRemoved"]
    _add(stage, job)
    assert _titles(stage) == ["水資源の専門家"]


@pytest.mark.requirement("LI-61")
def test_what_has_ended_stays_listed_as_ended(stage: Rehearsal) -> None:
    job = published(stage)
    _add(stage, job)
    stage.until(tokyo(2024, 7, 1, 1))
    [one] = stage.run("find_favourites", {}, HANA)["jobs"]
    assert (one["recruitment_state"], one["public"]) == ("ended", False)


@pytest.mark.requirement("LI-62")
def test_listings_somebody_wrote_about_are_listed_with_a_mark(stage: Rehearsal) -> None:
    job = published(stage)
    mail = {"mail_id": "m", "organisation_id": "org-1", "person_id": "hana"}
    stage.hear("messaging", "OrganisationMailSent", "m", {**mail, "listing_id": None})
    assert _titles(stage) == []
    stage.hear("messaging", "OrganisationMailSent", "m", {**mail, "listing_id": job})
    [one] = stage.run("find_favourites", {}, HANA)["jobs"]
    assert one["added_at"] is None
    assert one["inquired_at"] == stage.clock.now().isoformat()
    assert _titles(stage, actor=TARO) == []


@pytest.mark.requirement("LI-59")
def test_what_cannot_be_opened_is_no_favourite(stage: Rehearsal) -> None:
    pending = requested(stage)
    for listing_id in (pending, "no-such"):
        with pytest.raises(NotFound):
            _add(stage, listing_id)


@pytest.mark.requirement("LI-48")
def test_jocv_only_listings_are_favourites_of_holders_only_and_while_they_are(
    stage: Rehearsal,
) -> None:
    office = as_staff()
    payload = {
        "content": content(kind="jocv-job", title="協力隊経験者の求人"),
        "terms_agreed": True,
        "confirmed": True,
        "organisation_id": "org-1",
    }
    job = stage.run("request_listing_registration", payload, office)["listing_id"]
    stage.run("approve_listing", {"listing_id": job, "reflection_on": "2024-05-10"}, office)
    stage.until(tokyo(2024, 5, 10, 23))
    with pytest.raises(NotFound):
        _add(stage, job)
    _add(stage, job, HOLDER)
    assert _titles(stage, actor=HOLDER) == ["協力隊経験者の求人"]
    assert _titles(stage, actor=as_individual("holder")) == []


@pytest.mark.requirement("ID-37")
def test_an_inactive_job_seeker_adds_no_favourite_but_sees_and_removes_them(
    stage: Rehearsal,
) -> None:
    job = published(stage)
    _add(stage, job)
    inactive = as_individual("hana", Facet.INACTIVE_JOB_SEEKER)
    with pytest.raises(JobSeekerInactive):
        _add(stage, job, inactive)
    assert _titles(stage, actor=inactive) == ["水資源の専門家"]
    stage.run("remove_favourite", {"listing_id": job}, inactive)
    assert _titles(stage) == []


@pytest.mark.parametrize("actor", [VISITOR, OWNER, as_staff()])
def test_only_individuals_have_favourites(stage: Rehearsal, actor: Any) -> None:
    for name, payload in (
        ("add_favourite", {"listing_id": "a"}),
        ("remove_favourite", {"listing_id": "a"}),
        ("find_favourites", {}),
    ):
        with pytest.raises(NotPermitted):
            stage.run(name, payload, actor)


def test_a_person_has_a_limited_number_of_favourites(stage: Rehearsal) -> None:
    job = published(stage)
    views = stage.views.store["listings"]
    for number in range(FAVOURITES_AT_MOST):
        views[f"l{number}"] = {**views[job], "_id": f"l{number}"}
        _add(stage, f"l{number}")
    with pytest.raises(TooManyFavourites):
        _add(stage, job)


@pytest.mark.requirement("ID-20")
def test_nothing_is_left_of_the_favourites_of_who_has_left(stage: Rehearsal) -> None:
    job = published(stage)
    _add(stage, job)
    stage.hear("identity", "UserWithdrawn", "hana", {"account_id": "hana"})
    assert told(stage, "FavouriteRemoved") == ["FavouriteRemoved"]
    mail = {"mail_id": "m", "organisation_id": "org-1", "person_id": "hana", "listing_id": job}
    stage.hear("messaging", "OrganisationMailSent", "m", mail)
    assert _titles(stage) == []


@pytest.mark.requirement("ID-20")
@pytest.mark.parametrize("before", [True, False])
def test_nothing_is_kept_for_who_is_just_gone(stage: Rehearsal, before: bool) -> None:
    """The session of who leaves may be believed for a moment after the leaving was heard of."""
    job = published(stage)
    if before:
        _add(stage, job)
    for _ in range(2):
        stage.hear("identity", "UserWithdrawn", "hana", {"account_id": "hana"})
    with pytest.raises(NotFound):
        _add(stage, job)
    with pytest.raises(NotFound):
        stage.run("save_search_condition", {"conditions": {"keyword": "水"}}, HANA)
    assert _titles(stage) == []
    assert stage.run("get_held_data", {}, HANA) == {"parts": []}
    assert len(told(stage, "FavouriteAdded")) == len(told(stage, "FavouriteRemoved")) == int(before)


def test_a_condition_sealed_before_the_leaving_is_not_saved_after_it() -> None:
    closed = evolve_conditions(SavedConditions(), SearchConditionsClosed("hana"))
    with pytest.raises(NotFound):
        save(closed, "hana", "c", Sealed("hana", "token"))


def test_the_download_of_everything_held_has_favourites_and_searches(stage: Rehearsal) -> None:
    assert stage.run("get_held_data", {}, HANA) == {"parts": []}
    job = published(stage)
    _add(stage, job)
    stage.run("save_search_condition", {"conditions": {"keyword": "水"}}, HANA)
    [favourites, searches] = stage.run("get_held_data", {}, HANA)["parts"]
    assert [one["title"] for one in favourites["items"]] == ["水資源の専門家"]
    assert [one["conditions"]["keyword"] for one in searches["items"]] == ["水"]
