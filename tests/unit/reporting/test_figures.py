"""Figures from public events alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.kernel.eventkit.domain import InvalidInput, Refusal, Role
from services.reporting.domain.period import period
from services.reporting.domain.small_counts import shown
from tests.support.rehearsal import Rehearsal, as_staff, tokyo
from tests.unit.reporting.survey_words import stage_with

ANALYST = as_staff(Role.ANALYST, "analyst-1")
MAY = {"from": "2024-05-01", "to": "2024-05-03"}


def _publish(stage: Rehearsal, listing: str, title: str = "保健専門家") -> None:
    data = {
        "listing_id": listing,
        "data_number": f"P-{listing}",
        "organisation_id": "o-1",
        "organisation_name": "団体o-1",
        "kind": "recruitment",
        "title": title,
    }
    stage.hear("listings", "ListingPublished", listing, data)


def _view(stage: Rehearsal, listing: str, on: str, count: int) -> None:
    data = {"listing_id": listing, "organisation_id": "o-1", "on": on, "count": count}
    stage.hear("listings", "ListingViewed", listing, data)


def _apply(stage: Rehearsal, application: str, listing: str = "l-1", **more: Any) -> None:
    data = {
        "application_id": application,
        "reception_id": f"R-{application}",
        "listing_id": listing,
        "organisation_id": "o-1",
        "person_id": f"u-{application}",
        "route": "web",
        "submitted_at": stage.clock.now().isoformat(),
        **more,
    }
    stage.hear("applications", "ApplicationSubmitted", application, data)


@pytest.mark.requirement("LI-64")
def test_views_are_totalled_per_listing_and_day() -> None:
    stage = stage_with()
    _publish(stage, "l-1")
    for on, count in [("2024-05-01", 2), ("2024-05-01", 3), ("2024-05-02", 1), ("2024-06-01", 9)]:
        _view(stage, "l-1", on, count)
    _view(stage, "l-2", "2024-05-02", 4)
    figures = stage.run("get_access_figures", MAY, ANALYST)
    assert [column["key"] for column in figures["columns"]] == [
        "on",
        "data_number",
        "title",
        "organisation_name",
        "views",
    ]
    assert [tuple(row.values()) for row in figures["rows"]] == [
        ("2024-05-01", "P-l-1", "保健専門家", "団体o-1", 5),
        ("2024-05-02", None, None, None, 4),
        ("2024-05-02", "P-l-1", "保健専門家", "団体o-1", 1),
    ]
    assert (figures["total"], figures["totals"]) == (3, {"views": 10})


def test_views_of_one_listing_and_by_listing_and_by_day() -> None:
    stage = stage_with()
    _publish(stage, "l-1")
    _view(stage, "l-1", "2024-05-01", 2)
    _view(stage, "l-1", "2024-05-03", 1)
    _view(stage, "l-2", "2024-05-03", 7)
    per_listing = stage.run("get_access_figures", {**MAY, "group_by": "listing"}, ANALYST)
    assert [row["views"] for row in per_listing["rows"]] == [7, 3]
    asked = {**MAY, "group_by": "day", "listing_id": "l-1"}
    per_day = stage.run("get_access_figures", asked, ANALYST)
    assert per_day["rows"] == [
        {"on": "2024-05-01", "views": 2},
        {"on": "2024-05-02", "views": 0},
        {"on": "2024-05-03", "views": 1},
    ]
    page = stage.run("get_access_figures", {**MAY, "limit": 1, "offset": 1}, ANALYST)
    assert ([row["views"] for row in page["rows"]], page["total"]) == ([2], 3)


def test_a_listing_keeps_its_title_after_it_has_ended() -> None:
    stage = stage_with()
    _publish(stage, "l-1")
    stage.hear("listings", "ListingWithdrawn", "l-1", {"listing_id": "l-1"})
    stage.hear("listings", "ListingWithdrawn", "l-9", {"listing_id": "l-9"})
    assert stage.documents("listings")["l-1"]["title"] == "保健専門家"
    assert stage.run("get_overview", {}, ANALYST)["now"]["listings_public"] == 0
    stage.hear("listings", "ListingReopened", "l-1", {"listing_id": "l-1"})
    stage.hear("listings", "ListingReopened", "l-9", {"listing_id": "l-9"})
    assert stage.run("get_overview", {}, ANALYST)["now"]["listings_public"] == 1


def test_applications_are_counted_on_their_day_in_tokyo() -> None:
    stage = stage_with()
    _publish(stage, "l-1")
    _apply(stage, "a-1", submitted_at="2024-04-30T15:00:00+00:00")
    _apply(stage, "a-2", submitted_at="2024-04-30T14:59:59+00:00")
    cancelled = {"application_id": "a-1", "listing_id": "l-1", "organisation_id": "o-1"}
    stage.clock.at = tokyo(2024, 5, 2, 1)
    stage.hear("applications", "ApplicationCancelled", "a-1", cancelled)
    figures = stage.run("get_application_figures", {**MAY, "group_by": "day"}, ANALYST)
    assert figures["rows"] == [
        {"on": "2024-05-01", "submitted": 1, "cancelled": 0},
        {"on": "2024-05-02", "submitted": 0, "cancelled": 1},
        {"on": "2024-05-03", "submitted": 0, "cancelled": 0},
    ]
    one = stage.run("get_application_figures", {**MAY, "listing_id": "l-1"}, ANALYST)
    assert one["totals"] == {"submitted": 1, "cancelled": 1}


def test_registrations_are_counted_per_day_and_month() -> None:
    stage = stage_with("o-1")
    stage.hear("identity", "OrganisationRegistered", "o-2", {"kind": "simple"})
    for account in ("u-1", "u-2"):
        stage.hear("identity", "UserRegistered", account, {"account_id": account})
    stage.hear("identity", "UserWithdrawn", "u-1", {"account_id": "u-1"})
    stage.clock.at = tokyo(2024, 5, 3, 9)
    stage.hear("identity", "OrganisationWithdrawn", "o-2", {"organisation_id": "o-2"})
    per_day = stage.run("get_registration_figures", MAY, ANALYST)
    first, second, third = per_day["rows"]
    assert first == {
        "on": "2024-05-01",
        "individuals": 2,
        "organisations_full": 1,
        "organisations_simple": 1,
        "individuals_left": 1,
        "organisations_left": 0,
    }
    assert (second["individuals"], third["organisations_left"]) == (0, 1)
    asked = {"from": "2024-04-01", "to": "2024-05-31", "group_by": "month"}
    per_month = stage.run("get_registration_figures", asked, ANALYST)
    assert [(row["on"], row["individuals"]) for row in per_month["rows"]] == [
        ("2024-04", 0),
        ("2024-05", 2),
    ]


def test_the_overview_has_totals_series_and_the_first_ten() -> None:
    stage = stage_with("o-1")
    _publish(stage, "l-1")
    for number in range(12):
        _view(stage, f"l-{number}", "2024-05-01", number + 1)
    _apply(stage, "a-1")
    overview = stage.run("get_overview", MAY, as_staff())
    assert overview["totals"]["views"] == 78
    assert overview["totals"]["submitted"] == 1
    assert overview["now"] == {
        "listings_public": 1,
        "organisations_registered": 1,
        "surveys_open": 0,
    }
    series = {one["key"]: one["points"] for one in overview["series"]}
    assert series["views"][0] == {"on": "2024-05-01", "value": 78}
    assert len(overview["most_viewed"]["rows"]) == 10
    assert overview["most_applied"]["rows"][0]["submitted"] == 1


def test_jpo_applications_are_counted_by_attribute_and_not_as_those_of_a_listing() -> None:
    stage = stage_with()
    _apply(stage, "a-1", "campaign-2024", route="jpo", organisation_id="mofa-centre")
    assert stage.run("get_application_figures", MAY, ANALYST)["totals"]["submitted"] == 0
    asked = {**MAY, "attribute": "listing-kind"}
    (row,) = stage.run("get_applicant_attributes", asked, as_staff())["rows"]
    assert (row["value"], row["count"]) == ("jpo-campaign", 1)


@pytest.mark.parametrize("attribute", ["route", "status", "result", "listing-kind"])
def test_counts_by_attribute_under_five_are_for_the_secretariat_only(attribute: str) -> None:
    stage = stage_with()
    _publish(stage, "l-1")
    for number in range(5):
        _apply(stage, f"a-{number}")
    for number in range(5, 9):
        application = f"a-{number}"
        _apply(stage, application, route="hello-work", listing="l-2")
        data = {"application_id": application, "listing_id": "l-2", "organisation_id": "o-1"}
        changed = {**data, "status": "hired", "notify": False}
        stage.hear("applications", "ApplicationStatusChanged", application, changed)
        decided = {**data, "result": "hired"}
        stage.hear("applications", "SelectionResultRegistered", application, decided)
    asked = {**MAY, "attribute": attribute}
    shown_to_analyst = stage.run("get_applicant_attributes", asked, ANALYST)["rows"]
    shown_to_office = stage.run("get_applicant_attributes", asked, as_staff())["rows"]
    assert [row["count"] for row in shown_to_analyst] == [5, "under-5"]
    assert [row["count"] for row in shown_to_office] == [5, 4]


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ("ApplicationCancelled", "cancelled"),
        ("ApplicationDeclined", "declined"),
        ("ApplicationFinished", "finished"),
    ],
)
def test_an_application_is_counted_with_its_last_status(event: str, status: str) -> None:
    stage = stage_with()
    _apply(stage, "a-1")
    data = {"application_id": "a-1", "listing_id": "l-1", "organisation_id": "o-1"}
    stage.hear("applications", event, "a-1", data)
    stage.hear("applications", event, "a-0", {**data, "application_id": "a-0"})
    asked = {**MAY, "attribute": "status", "listing_id": "l-1"}
    rows = stage.run("get_applicant_attributes", asked, as_staff())["rows"]
    assert rows == [{"value": status, "count": 1}]


def test_no_document_knows_the_person_who_applied() -> None:
    stage = stage_with()
    _apply(stage, "a-1")
    assert "u-a-1" not in repr(stage.views.store)


@pytest.mark.parametrize("count", range(5))
def test_a_count_under_five_is_hidden_from_everybody_but_the_secretariat(count: int) -> None:
    for role in Role:
        visible = shown(count, role) == count
        assert visible is (role in (Role.SECRETARIAT, Role.INTERNAL_SYSTEM))
        assert shown(5, role) == 5


def test_an_open_period_is_the_thirty_days_up_to_today() -> None:
    today = date(2024, 5, 30)
    assert period(None, None, today=today).first == date(2024, 5, 1)
    assert period(date(2024, 6, 2), None, today=today).last == date(2024, 6, 2)
    assert period(None, date(2024, 1, 30), today=today).first == date(2024, 1, 1)
    assert period(None, date.min, today=today).first == date.min


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"from": "2024-05-02", "to": "2024-05-01"}, "period-reversed"),
        ({"from": "2019-01-01", "to": "2024-05-01"}, "period-too-long"),
        ({"from": "0001-01-01", "to": "9999-12-31"}, "period-too-long"),
    ],
)
@pytest.mark.parametrize(
    "query",
    [
        "get_access_figures",
        "get_application_figures",
        "get_registration_figures",
        "get_overview",
    ],
)
def test_an_impossible_period_is_refused(query: str, asked: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        stage_with().run(query, asked, ANALYST)


def test_a_day_that_does_not_exist_is_refused_by_the_name_on_the_wire() -> None:
    with pytest.raises(InvalidInput) as refused:
        stage_with().run("get_overview", {"from": "2024-02-30"}, ANALYST)
    assert list(refused.value.fields) == ["from"]


def test_an_organisation_is_known_under_its_latest_name() -> None:
    stage = stage_with("o-1")
    changed = {"organisation_id": "o-1", "name": "新しい名前"}
    stage.hear("identity", "OrganisationInfoUpdated", "o-1", changed)
    stage.hear("identity", "OrganisationInfoUpdated", "o-9", {"organisation_id": "o-9"})
    stage.hear("identity", "OrganisationInvalidated", "o-9", {"organisation_id": "o-9"})
    assert stage.documents("organisations")["o-1"]["name"] == "新しい名前"
    assert list(stage.documents("organisations")) == ["o-1"]
