from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.kernel.contracts.events.listings import EVENTS
from services.kernel.eventkit.domain import (
    VISITOR,
    Actor,
    Facet,
    InvalidInput,
    NotFound,
    Role,
)
from services.listings.domain.listing.periods import PeriodPoint, Third, WorkPeriod
from services.listings.domain.listing.refusals import DepartmentWithoutOrganisation
from tests.support.rehearsal import Rehearsal, as_individual, tokyo
from tests.unit.listings.jica import DEPARTMENT
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    content,
    found_by_search,
    open_stage,
    published,
    scheduled,
    views_told,
)


def _labels(stage: Rehearsal, listing_id: str) -> list[str]:
    labels: list[str] = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)["labels"]
    return labels


@pytest.mark.requirement("LI-07")
def test_new_is_shown_for_seven_days_and_closing_soon_in_the_last_seven() -> None:
    stage = open_stage()
    listing_id = published(stage, web_application=False)
    stage.until(tokyo(2024, 5, 17, 21, 59, 59))
    assert _labels(stage, listing_id) == ["new"]
    stage.until(tokyo(2024, 5, 17, 22))
    assert _labels(stage, listing_id) == []
    stage.until(tokyo(2024, 6, 23, 23, 59, 59))
    assert _labels(stage, listing_id) == []
    stage.until(tokyo(2024, 6, 24))
    assert _labels(stage, listing_id) == ["closing-soon"]


@pytest.mark.requirement("LI-07")
@pytest.mark.requirement("LI-08")
@pytest.mark.requirement("LI-09")
def test_several_labels_are_shown_together() -> None:
    stage = open_stage()
    listing_id = published(
        stage, diverse_working=True, recruitment={"start_on": "2024-05-01", "end_on": "2024-05-12"}
    )
    assert _labels(stage, listing_id) == [
        "new",
        "closing-soon",
        "web-application",
        "diverse-working",
    ]


def _post_as_secretariat(stage: Rehearsal, **changes: Any) -> str:
    payload = {
        "content": content(**changes),
        "terms_agreed": True,
        "confirmed": True,
        "organisation_id": "org-1",
    }
    listing_id = stage.run("request_listing_registration", payload, SECRETARIAT)["listing_id"]
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-10"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 22))
    return str(listing_id)


@pytest.mark.requirement("LI-43")
def test_public_recruitment_carries_its_label_and_is_for_full_registrants() -> None:
    stage = open_stage()
    listing_id = _post_as_secretariat(stage, kind="public-recruitment", web_application=False)
    assert _labels(stage, listing_id) == ["new", "public-recruitment"]
    assert stage.published[-1].data["full_registrants_only"] is True


@pytest.mark.requirement("LI-48")
def test_a_jocv_only_listing_does_not_exist_for_those_without_the_permission() -> None:
    stage = open_stage()
    listing_id = _post_as_secretariat(stage, kind="jocv-job")
    returnee = as_individual("u-1", Facet.JOCV_VIEW)
    assert stage.run("get_listing", {"listing_id": listing_id}, returnee)["jocv_only"] is True
    assert found_by_search(stage, returnee) == [listing_id]
    for actor in (VISITOR, STRANGER, as_individual("u-2")):
        with pytest.raises(NotFound):
            stage.run("get_listing", {"listing_id": listing_id}, actor)
        assert stage.run("get_listings", {"listing_ids": [listing_id]}, actor)["total"] == 0
        assert found_by_search(stage, actor) == []
        assert stage.run("find_public_listings", {}, actor)["total"] == 0


@pytest.mark.requirement("LI-45")
def test_a_pre_announcement_needs_little_and_takes_no_applications() -> None:
    stage = open_stage()
    little = {
        "kind": "pre-announcement",
        "application_method": "",
        "conditions": "",
        "description": "",
        "employment_type": None,
    }
    with pytest.raises(InvalidInput) as refused:
        _post_as_secretariat(stage, **little)
    assert {name: found[0].code for name, found in refused.value.fields.items()} == {
        "content.contact": "required",
        "content.web_application": "kind-takes-no-applications",
    }
    assert _post_as_secretariat(stage, **little, contact="人材部", web_application=False)


@pytest.mark.requirement("LI-03")
@pytest.mark.parametrize(
    ("third", "first", "last"),
    [
        (Third.EARLY, date(2024, 2, 1), date(2024, 2, 10)),
        (Third.MIDDLE, date(2024, 2, 11), date(2024, 2, 20)),
        (Third.LATE, date(2024, 2, 21), date(2024, 2, 29)),
        (None, date(2024, 2, 15), date(2024, 2, 15)),
    ],
)
def test_a_third_of_a_month_spans_its_days(third: Third | None, first: date, last: date) -> None:
    point = PeriodPoint(date(2024, 2, 15), third)
    assert (point.first_day, point.last_day) == (first, last)
    assert not WorkPeriod(point, point).is_reversed


@pytest.mark.requirement("LI-03")
def test_all_three_forms_of_a_work_period_are_shown_and_searchable() -> None:
    stage = open_stage()
    late = {"day": "2019-08-01", "third": "late"}
    listing_id = published(stage, work_period={"start": late, "end": {**late, "day": "2021-08-01"}})
    open_period = {"start": {"day": "2022-04-01"}, "end": None}
    open_ended = scheduled(stage, on="2024-05-11", work_period=open_period)
    stage.until(tokyo(2024, 5, 11))
    shown = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)["work_period"]
    assert shown["start"] == {"day": "2019-08-01", "third": "late"}
    documents = stage.documents("search_documents")
    assert documents[listing_id]["work_start_on"] == "2019-08-21"
    assert documents[listing_id]["work_end_on"] == "2021-08-31"
    assert documents[open_ended]["work_end_on"] is None


@pytest.mark.requirement("LI-02")
def test_the_search_document_knows_every_level_of_a_recruiting_field() -> None:
    stage = open_stage()
    listing_id = published(stage, locations=[{"country": "JP", "prefecture": "13", "text": "東京"}])
    document = stage.documents("search_documents")[listing_id]
    assert document["field_paths"] == [
        "援助アプローチ",
        "援助アプローチ／戦略",
        "援助アプローチ／戦略／手法",
        "水資源",
    ]
    assert document["locations"] == ["JP", "JP-13"]
    assert document["organisation_type"] == "university"


@pytest.mark.requirement("LI-04")
@pytest.mark.parametrize(
    ("day", "state"), [(10, "before"), (11, "open"), (12, "open"), (13, "ended")]
)
def test_the_recruitment_state_follows_from_the_period(day: int, state: str) -> None:
    stage = open_stage()
    listing_id = published(stage, recruitment={"start_on": "2024-05-11", "end_on": "2024-05-12"})
    stage.until(tokyo(2024, 5, day, 23, 59, 59))
    (row,) = stage.run("get_listings", {"listing_ids": [listing_id]}, VISITOR)["items"]
    assert row["recruitment_state"] == state


def test_every_public_event_has_the_shape_it_promises() -> None:
    stage = open_stage()
    listing_id = published(stage)
    amendment = {
        "listing_id": listing_id,
        "content": content(recruitment={"start_on": "2024-05-01", "end_on": "2024-05-10"}),
    }
    stage.run("draft_listing_amendment", amendment, OWNER)
    stage.run("request_listing_amendment", {**amendment, "confirmed": True}, OWNER)
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-11"}
    stage.run("approve_listing", approval, SECRETARIAT)
    views_told(stage, "b-1", (listing_id, "2024-05-11", 5))
    stage.until(tokyo(2024, 5, 14))
    assert len(stage.published) > 7
    for event in stage.published:
        version, schema = EVENTS[event.type]
        assert event.version == version
        assert schema().validate(dict(event.data)) == {}


@pytest.mark.requirement("LI-43")
@pytest.mark.parametrize(
    "asked", ["find_own_listings", "find_listing_drafts", "find_pending_listings"]
)
def test_a_department_of_no_organisation_is_told_so_wherever_own_listings_are_asked_for(
    asked: str,
) -> None:
    stage = open_stage()
    published(stage)
    with pytest.raises(DepartmentWithoutOrganisation):
        stage.run(asked, {}, Actor(Role.HR_DIVISION, "department-2", None))
    assert stage.run(asked, {}, DEPARTMENT)["page"] == 1
