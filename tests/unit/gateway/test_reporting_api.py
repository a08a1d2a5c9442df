"""Figures and surveys over the API, on a reporting service in memory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from marshmallow import Schema

from gateway.api.v1 import surveys_schemas
from gateway.api.v1.figures import (
    FigurePartSchema,
    FigureTableSchema,
    FigureTotalsSchema,
    OverviewSchema,
)
from services.kernel.contracts.rpc import Refused
from services.kernel.eventkit.domain import InvalidInput, Refusal
from services.reporting.bootstrap import build
from services.reporting.settings import Settings
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.gateway.fake_services import FakeServices

AT = tokyo(2024, 5, 10, 12)
API = "/api/v1"
HEADERS = {"Authorization": "Bearer token"}
QUESTIONS: list[dict[str, Any]] = [
    {"text": "満足？", "form": "scale"},
    {"text": "機能は？", "form": "many", "options": [{"text": "登録"}, {"text": "応募"}]},
    {"text": "ご意見", "form": "text", "required": False},
]
SURVEY = {"kind": "organisation-satisfaction", "title": "満足度", "questions": QUESTIONS}


class Reporting(Rehearsal):
    """Reporting with two registered organisations, a listing, views and six applications."""

    def __init__(self) -> None:
        super().__init__(build, Settings(link_key=b"k" * 32), AT)
        for name in ("org-1", "org-2"):
            data = {"organisation_id": name, "name": "会", "kind": "full"}
            self.hear("identity", "OrganisationRegistered", name, data)
        listing = {
            "listing_id": "l-1",
            "data_number": "D0000001",
            "organisation_id": "org-1",
            "organisation_name": "国際協力の会",
            "title": "保健専門家",
            "kind": "job",
        }
        self.hear("listings", "ListingPublished", "l-1", listing)
        for day in ("2024-05-08", "2024-05-09"):
            seen = {"listing_id": "l-1", "organisation_id": "org-1", "on": day, "count": 3}
            self.hear("listings", "ListingViewed", "l-1", seen)
        for number in range(6):
            made = {
                "application_id": f"a-{number}",
                "listing_id": "l-1",
                "organisation_id": "org-1",
                "route": "web",
                "submitted_at": AT.isoformat(),
            }
            self.hear("applications", "ApplicationSubmitted", f"a-{number}", made)
        changed = {"application_id": "a-0", "status": "hired"}
        self.hear("applications", "ApplicationStatusChanged", "a-0", changed)

    def answer(self, operation: str, payload: dict[str, Any], envelope: dict[str, Any]) -> Any:
        try:
            found = self.service.application.handle(operation, payload, envelope)
        except Refusal as refusal:
            fields = refusal.fields if isinstance(refusal, InvalidInput) else {}
            told = {
                name: [{"code": one.code, "params": dict(one.params)} for one in problems]
                for name, problems in fields.items()
            }
            kind = refusal.kind.value
            raise Refused({"code": refusal.code, "kind": kind, "fields": told}) from None
        self._settle()
        return found


class Wired(FakeServices):
    """Reporting in memory behind the gateway; identity answers as the fake is told."""

    def __init__(self) -> None:
        super().__init__()
        self.reporting = Reporting()

    def send(
        self, service: str, operation: str, payload: Any, envelope: Any, *, within: float
    ) -> Any:
        if service == "reporting":
            self.answers[f"reporting.{operation}"] = lambda given: self.reporting.answer(
                operation, given, dict(envelope)
            )
        return super().send(service, operation, payload, envelope, within=within)


@pytest.fixture
def services() -> Wired:
    return Wired()


@pytest.fixture
def api(app: Flask, services: Wired) -> FlaskClient:
    services.sign_in("secretariat")
    return app.test_client()


def _get(api: FlaskClient, path: str, schema: type[Schema] | None = None) -> dict[str, Any]:
    answer = api.get(f"{API}{path}", headers=HEADERS)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.json or {}
    if schema is not None:
        assert schema().validate(found) == {}
    return found


def _post(api: FlaskClient, path: str, body: Any, status: int = 200, **headers: str) -> Any:
    answer = api.post(f"{API}{path}", json=body, headers={**HEADERS, **headers})
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.json


@pytest.mark.requirement("RE-18", "RE-24")
def test_figures_come_as_tables_with_labels_in_the_callers_language(api: FlaskClient) -> None:
    period = "from=2024-05-01&to=2024-05-10"
    found = _get(api, f"/figures/access?{period}&lang=en&group_by=listing", FigurePartSchema)
    assert found["rows"] == [
        {
            "data_number": "D0000001",
            "title": "保健専門家",
            "organisation_name": "国際協力の会",
            "views": 6,
        }
    ]
    assert found["columns"][-1] == {"key": "views", "label": "Views", "kind": "count"}
    assert (found["totals"], found["total"], found["next"]) == ({"views": 6}, 1, None)
    assert (
        _get(api, f"/figures/applications?{period}", FigurePartSchema)["totals"]["submitted"] == 6
    )
    _get(api, f"/figures/registrations?{period}&group_by=month", FigureTotalsSchema)
    overview = _get(api, f"/figures/overview?{period}", OverviewSchema)
    assert overview["now"]["listings_public"] == 1
    assert overview["totals"]["views"] == 6


def test_a_long_table_is_read_part_by_part(api: FlaskClient) -> None:
    days: list[str] = []
    after = ""
    for _ in range(5):
        path = f"/figures/access?from=2024-05-01&to=2024-05-10&group_by=day&limit=4&after={after}"
        found = _get(api, path)
        days += [row["on"] for row in found["rows"]]
        after = found["next"]
        if after is None:
            break
    assert days == [f"2024-05-{day:02}" for day in range(1, 11)]


@pytest.mark.requirement("RE-37")
def test_small_counts_are_for_the_secretariat(api: FlaskClient, services: Wired) -> None:
    path = "/figures/applicants?attribute=status&from=2024-05-01&to=2024-05-10"
    assert {"value": "hired", "count": 1} in _get(api, path, FigureTableSchema)["rows"]
    services.sign_in("analyst")
    rows = _get(api, path, FigureTableSchema)["rows"]
    assert rows == [{"value": "received", "count": 5}, {"value": "hired", "count": "under-5"}]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"),
        ("group_by=hour", "group_by"),
        ("limit=0", "limit"),
        ("after=x", "after"),
        ("page=1", "page"),
    ],
)
def test_a_wrong_question_names_its_field(api: FlaskClient, query: str, field: str) -> None:
    answer = api.get(f"{API}/figures/access?{query}", headers=HEADERS)
    assert answer.status_code == 422
    assert list((answer.json or {})["errors"]) == [field]


def test_a_period_that_ends_before_it_begins_is_refused(api: FlaskClient) -> None:
    answer = api.get(f"{API}/figures/access?from=2024-05-02&to=2024-05-01", headers=HEADERS)
    assert answer.status_code == 422
    assert (answer.json or {})["code"] == "period-reversed"


def test_the_hr_division_reads_views_and_nothing_else(api: FlaskClient, services: Wired) -> None:
    services.sign_in("hr-division")
    _get(api, "/figures/access")
    for path in ("applications", "registrations", "applicants?attribute=route", "overview"):
        assert api.get(f"{API}/figures/{path}", headers=HEADERS).status_code == 403


@pytest.mark.requirement("RE-05", "RE-06", "RE-08")
def test_a_survey_goes_all_its_way_over_the_api(api: FlaskClient, services: Wired) -> None:
    made = _post(api, "/surveys", SURVEY, 201)
    assert surveys_schemas.SurveyReceiptSchema().validate(made) == {}
    survey_id = made["survey_id"]
    here = f"/surveys/{survey_id}"
    shown = _get(api, here, surveys_schemas.SurveySchema)
    revised = {**SURVEY, "title": "満足度2024", "expected_version": shown["version"]}
    assert api.put(f"{API}{here}", json=revised, headers=HEADERS).status_code == 200
    assert api.put(f"{API}{here}", json=revised, headers=HEADERS).status_code == 409
    times = {
        "opens_at": (AT + timedelta(hours=1)).isoformat(),
        "closes_at": (AT + timedelta(days=7)).isoformat(),
    }
    _post(api, f"{here}/schedule", times)
    services.reporting.until(AT + timedelta(hours=2))
    answers = {
        "answers": [
            {"question_id": "q1", "choices": ["5"]},
            {"question_id": "q2", "choices": ["o1", "o2"]},
            {"question_id": "q3", "text": "良い"},
        ]
    }
    services.sign_in("organisation", organisation_id="org-1")
    waiting = _get(api, "/surveys/open", surveys_schemas.OpenSurveysSchema)
    assert [one["answered"] for one in waiting["items"]] == [False]
    _get(api, f"{here}/form", surveys_schemas.SurveyFormSchema)
    _post(api, f"{here}/responses", answers, 201)
    assert _post(api, f"{here}/responses", answers, 409)["code"] == "survey-already-answered"
    services.sign_in("secretariat")
    assert api.get(f"{API}{here}/results", headers=HEADERS).status_code == 409
    assert api.get(f"{API}{here}/texts", headers=HEADERS).status_code == 409
    _post(api, f"{here}/closing", None)
    services.reporting.until(AT + timedelta(hours=3))
    results = _get(api, f"{here}/results", surveys_schemas.SurveyResultsSchema)
    assert results["responded"] == 1
    texts = _get(api, f"{here}/texts", surveys_schemas.SurveyTextsSchema)
    assert texts["items"] == [{"question_id": "q3", "text": "良い"}]
    services.sign_in("analyst")
    _post(api, f"{here}/analysis", {"analysis": "満足度は高い。"}, 201)
    assert _get(api, here, surveys_schemas.SurveySchema)["state"] == "reported"
    found = _get(api, "/surveys?state=reported&limit=1")
    assert [one["title"] for one in found["items"]] == ["満足度2024"]
    assert surveys_schemas.SurveyEntrySchema().validate(found["items"][0]) == {}


def test_a_repeated_creation_makes_one_survey(api: FlaskClient) -> None:
    key = {"Idempotency-Key": "once"}
    first = _post(api, "/surveys", SURVEY, 201, **key)
    again = _post(api, "/surveys", SURVEY, 201, **key)
    assert first["survey_id"] == again["survey_id"]
    assert again["repeated"] is True
    assert len(_get(api, "/surveys")["items"]) == 1


def test_nobody_without_link_or_login_gets_a_form(api: FlaskClient, services: Wired) -> None:
    survey_id = _post(api, "/surveys", SURVEY, 201)["survey_id"]
    for query in ("", "?token=guess"):
        answer = api.get(f"{API}/surveys/{survey_id}/form{query}")
        assert answer.status_code == 404


def test_a_wrong_question_of_a_survey_is_named(api: FlaskClient) -> None:
    wrong = {**SURVEY, "questions": [{"text": "機能は？", "form": "one"}, {"form": "pie"}]}
    errors = _post(api, "/surveys", wrong, 422)["errors"]
    assert set(errors) == {"questions.1.text", "questions.1.form"}
    wrong["questions"] = wrong["questions"][:1]
    assert set(_post(api, "/surveys", wrong, 422)["errors"]) == {"questions.0.options"}


def test_every_operation_tells_its_refusals(app: Flask) -> None:
    document = app.extensions["api"].document()
    schedule = document["paths"]["/api/v1/surveys/{survey_id}/schedule"]["post"]["responses"]
    assert "survey-opening-past" in schedule["422"]["description"]
    assert "survey-not-draft" in schedule["409"]["description"]
    assert "/api/v1/snapshot" in document["paths"]
