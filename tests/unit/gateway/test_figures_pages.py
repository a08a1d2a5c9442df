"""The pages of figures: charts with their tables, periods, downloads."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.clock import PortalClock
from gateway.web.figure_table import label_text, value_text
from services.kernel.contracts.rpc import Away, Refused
from tests.unit.gateway.fake_services import FakeServices

PERIOD = {"from": "2024-05-01", "to": "2024-05-03"}
QUERY = "from=2024-05-01&to=2024-05-03"
DAYS = ("2024-05-01", "2024-05-02", "2024-05-03")


def _table(*columns: tuple[str, str, str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    heads = [{"key": key, "label_code": code, "kind": kind} for key, code, kind in columns]
    totals = {
        key: sum(row[key] for row in rows if isinstance(row[key], int))
        for key, _, kind in columns
        if kind == "count"
    }
    return {"columns": heads, "rows": rows, "total": len(rows), "totals": totals, **PERIOD}


def views(payload: dict[str, Any]) -> dict[str, Any]:
    if payload.get("from", "") > payload.get("to", ""):
        raise Refused({"code": "period-reversed", "kind": "invalid"})
    count = ("views", "figures.views", "count")
    if payload.get("group_by") == "day":
        rows = [{"on": day, "views": 4} for day in DAYS]
        return _table(("on", "figures.day", "day"), count, rows=rows)
    listing = {"data_number": "D1", "title": "<保健>", "organisation_name": "=会", "views": 12}
    return _table(
        ("data_number", "figures.data-number", "text"),
        ("title", "figures.listing-title", "text"),
        ("organisation_name", "figures.organisation-name", "text"),
        count,
        rows=[listing],
    )


def overview(payload: dict[str, Any]) -> dict[str, Any]:
    keys = ["views", "submitted", "cancelled", "individuals"]
    keys += ["organisations_full", "organisations_simple"]
    now = payload["from"] == "2024-05-01"
    points = [{"on": day, "value": 4} for day in DAYS]
    codes = {"submitted": "applications-submitted", "cancelled": "applications-cancelled"}
    return {
        **PERIOD,
        "totals": dict.fromkeys(keys, 12 if now else 6),
        "now": {"listings_public": 3, "organisations_registered": 2, "surveys_open": 1},
        "series": [
            {
                "key": key,
                "label_code": f"figures.{codes.get(key, key.replace('_', '-'))}",
                "points": points,
            }
            for key in keys
        ],
        "most_viewed": views({"group_by": "listing"}),
        "most_applied": {**views({"group_by": "listing"}), "rows": []},
    }


@pytest.fixture
def office(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("secretariat")
    client.set_cookie("session", "token")
    services.answer("reporting.get_access_figures", views)
    services.answer("reporting.get_overview", overview)
    return client


@pytest.mark.requirement("RE-24")
def test_the_overview_shows_totals_beside_those_of_the_period_before(office: FlaskClient) -> None:
    text = office.get(f"/office/figures?{QUERY}").get_data(as_text=True)
    assert "前の期間 6" in text
    assert "+100%" in text
    assert text.count("<figure") == 5
    assert "&lt;保健&gt;" in text


def test_every_chart_has_a_name_a_description_and_a_table(office: FlaskClient) -> None:
    text = office.get(f"/office/figures?{QUERY}&lang=en").get_data(as_text=True)
    charts = re.findall(r'<svg class="chart-plot".*?</figure>', text, re.DOTALL)
    assert len(charts) == 3
    for chart in charts:
        assert re.search(r"<title id=\"[\w-]+-title\">\w", chart)
        assert "From 2024/05/01 to 2024/05/03." in chart
        assert chart.count("<tr>") == 1 + len(DAYS)
    assert not re.search(r"[ぁ-んァ-ヶ]", "".join(charts))


def test_charts_need_no_script_and_no_style_of_their_own(office: FlaskClient) -> None:
    text = office.get(f"/office/figures?{QUERY}").get_data(as_text=True)
    assert " style=" not in text
    assert text.count("<script") == 1


@pytest.mark.requirement("RE-18")
def test_views_are_shown_per_listing_and_drawn_per_day(
    office: FlaskClient, services: FakeServices
) -> None:
    text = office.get(f"/office/figures/access?{QUERY}").get_data(as_text=True)
    assert "アクセス数の推移" in text
    assert 'data-head="標題">&lt;保健&gt;' in text
    assert [call.payload["group_by"] for call in services.called("reporting.get_access_figures")]
    asked = [call.payload for call in services.called("reporting.get_access_figures")]
    assert [one["group_by"] for one in asked] == ["listing", "day"]
    assert asked[0]["limit"] == 50


def test_without_dates_the_last_thirty_days_are_asked_for(
    office: FlaskClient, services: FakeServices, app: Flask
) -> None:
    clock = PortalClock()
    app.extensions["clock"] = clock
    office.get("/office/figures")
    asked = services.called("reporting.get_overview")[0].payload
    assert asked["to"] == clock.today().isoformat()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("from=2024-05-03&to=2024-05-01", "終了日は開始日以降の日付にしてください。"),
        ("from=5.1.2024", "日付"),
        ("from=2024-02-30&to=x", "日付"),
    ],
)
def test_a_wrong_period_is_told_at_its_field(office: FlaskClient, query: str, told: str) -> None:
    answer = office.get(f"/office/figures/access?{query}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'role="alert"' in text
    assert told in text
    assert "aria-invalid" in text
    assert office.get(f"/office/figures/access.csv?{query}").status_code == 422


@pytest.mark.parametrize(
    "days", ["from=0001-01-01&to=0001-01-01", "to=0001-01-01", "to=9999-12-31"]
)
def test_the_ends_of_the_calendar_break_nothing(office: FlaskClient, days: str) -> None:
    assert office.get(f"/office/figures?{days}").status_code in (200, 422)


def test_the_same_table_comes_as_csv_excel_and_json(office: FlaskClient) -> None:
    comma = office.get(f"/office/figures/access.csv?{QUERY}&group_by=listing")
    assert comma.data.decode("utf-8-sig").splitlines() == [
        "データ番号,標題,団体名,アクセス数",
        "D1,<保健>,'=会,12",
    ]
    assert comma.headers["Content-Disposition"] == (
        'attachment; filename="access_2024-05-01_2024-05-03.csv"'
    )
    assert office.get(f"/office/figures/access.xlsx?{QUERY}").data[:2] == b"PK"
    made = office.get(f"/office/figures/access.json?{QUERY}").get_json()
    assert [one["label"] for one in made["columns"]][-1] == "アクセス数"


def test_a_file_has_all_rows_also_those_beyond_one_answer(
    office: FlaskClient, services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.pages.figures.AT_ONCE", 2)
    rows = [{"on": f"2024-05-{n:02}", "views": n} for n in range(1, 6)]

    def answer(payload: dict[str, Any]) -> dict[str, Any]:
        first = payload.get("offset", 0)
        found = _table(("on", "figures.day", "day"), ("views", "figures.views", "count"), rows=rows)
        return {**found, "rows": rows[first : first + payload["limit"]]}

    services.answer("reporting.get_access_figures", answer)
    text = office.get(f"/office/figures/access.csv?{QUERY}&group_by=day").data.decode("utf-8-sig")
    assert [line.split(",")[1] for line in text.splitlines()[1:]] == ["1", "2", "3", "4", "5"]


@pytest.mark.requirement("RE-37")
def test_small_counts_are_shown_as_the_service_gives_them(
    office: FlaskClient, services: FakeServices
) -> None:
    rows: list[dict[str, Any]] = [
        {"value": "hired", "count": "under-5"},
        {"value": "received", "count": 9},
    ]
    columns = (
        ("value", "figures.status", "text"),
        ("count", "figures.applications", "count"),
    )
    services.answer("reporting.get_applicant_attributes", _table(*columns, rows=rows))
    text = office.get(f"/office/figures/applicants?{QUERY}").get_data(as_text=True)
    assert 'data-head="応募状況">採用' in text
    assert 'class="number">5件未満' in text
    comma = office.get(f"/office/figures/applicants.csv?{QUERY}").data.decode("utf-8-sig")
    assert "採用,5件未満" in comma


@pytest.mark.parametrize("path", ["", "/applications", "/registrations", "/applicants"])
def test_the_hr_division_sees_views_only(
    office: FlaskClient, services: FakeServices, path: str
) -> None:
    services.sign_in("hr-division")
    assert office.get(f"/office/figures/access?{QUERY}").status_code == 200
    assert office.get(f"/office/figures{path}?{QUERY}").status_code == 403


def test_others_see_no_figures(office: FlaskClient, services: FakeServices) -> None:
    services.sign_in("organisation")
    assert office.get("/office/figures").status_code == 403
    assert office.get("/office/figures/access.csv").status_code == 403


def test_while_reporting_is_away_the_page_says_so(
    office: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.get_overview", Away("reporting", "no-route"))
    assert office.get("/office/figures").status_code == 503


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_label_and_value_has_its_words(app: Flask, language: str) -> None:
    from services.kernel.contracts.events.listings import KINDS
    from services.reporting.application.queries import (
        get_access_figures,
        get_application_figures,
        get_registration_figures,
        get_survey_results,
    )
    from services.reporting.application.table import DAY, LISTING

    columns = [
        DAY,
        *LISTING,
        get_registration_figures.MONTH,
        *get_access_figures.MEASURES,
        *get_application_figures.MEASURES,
        *get_registration_figures.MEASURES,
        *get_survey_results.COLUMNS,
    ]
    codes = [column.label_code for column in columns]
    codes += [f"figures.{one}" for one in ("route", "status", "result", "listing-kind")]
    with app.test_request_context(f"/?lang={language}"):
        for code in codes:
            assert label_text(code) != code.rpartition(".")[2], code
        for value in (*KINDS, "web", "unknown", "under-5", "received", "finished", "hired"):
            assert value_text(value) != value
