from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.kernel.contracts.events.listings import EVENTS
from services.kernel.eventkit.domain import (
    SYSTEM,
    VISITOR,
    Facet,
    InvalidInput,
    NotFound,
    NotPermitted,
)
from services.listings.application.ports import PAGE_SIZE, SearchOrder, SearchPage, SearchQuery
from services.listings.domain.listing.periods import PeriodPoint, Third, WorkPeriod
from tests.support.rehearsal import Rehearsal, as_individual, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    ListedSearch,
    content,
    found_by_search,
    open_stage,
    published,
    requested,
    scheduled,
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


def _views(stage: Rehearsal, batch: str, *views: tuple[str, str, int]) -> Any:
    payload = {
        "batch_id": batch,
        "views": [{"listing_id": one, "on": on, "count": count} for one, on, count in views],
    }
    return stage.run("record_views", payload, SYSTEM)


@pytest.mark.requirement("LI-64")
def test_views_are_counted_per_listing_and_day_and_a_batch_only_once() -> None:
    stage = open_stage()
    listing_id = published(stage)
    _views(stage, "b-1", (listing_id, "2024-05-11", 3), (listing_id, "2024-05-12", 1))
    _views(stage, "b-1", (listing_id, "2024-05-11", 3), (listing_id, "2024-05-12", 1))
    answer = _views(stage, "b-2", (listing_id, "2024-05-12", 2), ("unknown", "2024-05-12", 9))
    assert answer["ignored"] == 1
    (row,) = stage.run("find_access_counts", {}, OWNER)["items"]
    assert row["total"] == 6
    assert row["days"] == [
        {"on": "2024-05-11", "count": 3},
        {"on": "2024-05-12", "count": 3},
    ]
    viewed = [event.data for event in stage.published if event.type == "ListingViewed"]
    assert [data["count"] for data in viewed] == [3, 1, 2]


@pytest.mark.requirement("LI-65")
def test_access_counts_come_by_data_number_or_by_total() -> None:
    stage = open_stage()
    quiet, loud = published(stage), requested(stage)
    stage.run("approve_listing", {"listing_id": loud, "reflection_on": "2024-05-11"}, SECRETARIAT)
    stage.until(tokyo(2024, 5, 11))
    _views(stage, "b-1", (loud, "2024-05-11", 5))

    def order(name: str) -> list[str]:
        answer = stage.run("find_access_counts", {"order": name}, OWNER)
        return [row["listing_id"] for row in answer["items"]]

    assert order("data-number") == [quiet, loud]
    assert order("total") == [loud, quiet]
    assert stage.run("find_access_counts", {}, STRANGER)["total"] == 0


def test_only_the_portal_itself_reports_views() -> None:
    with pytest.raises(NotPermitted):
        open_stage().run("record_views", {"batch_id": "b", "views": []}, OWNER)


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
    _views(stage, "b-1", (listing_id, "2024-05-11", 5))
    stage.until(tokyo(2024, 5, 14))
    assert len(stage.published) > 7
    for event in stage.published:
        version, schema = EVENTS[event.type]
        assert event.version == version
        assert schema().validate(dict(event.data)) == {}
