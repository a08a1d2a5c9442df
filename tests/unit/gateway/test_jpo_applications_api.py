"""JPO applications through the JSON API (AP-53 to AP-58)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.applications.jpo_stage import PROOFS
from tests.unit.applications.stage import PDF
from tests.unit.gateway.jpo_portal import JpoPortal

BEARER = {"Authorization": "Bearer token"}
BODY = {
    "english": True,
    "nationality": "JP",
    "work_months": 24,
    "degree": "doctor",
    "long_term_intent": True,
}


@pytest.fixture
def services() -> JpoPortal:
    return JpoPortal()


class Api:
    """A client of the API with a bearer token."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def ask(self, method: str, place: str, status: int = 200, **body: Any) -> Any:
        sent: dict[str, Any] = {} if method == "GET" else {"json": body}
        answer = self._client.open(f"/api/v1/jpo{place}", method=method, headers=BEARER, **sent)
        assert answer.status_code == status, answer.text
        return answer.get_json()

    def put(self, place: str, content: bytes, status: int = 200) -> Any:
        answer = self._client.put(f"/api/v1/jpo{place}", data=content, headers=BEARER)
        assert answer.status_code == status, answer.text
        return answer.get_json()


@pytest.fixture
def api(client: FlaskClient) -> Api:
    return Api(client)


def _attach(api: Api, application: str) -> None:
    for one in PROOFS:
        api.put(f"{application}/documents/{one}?name={one}.pdf", PDF)


@pytest.mark.requirement("AP-53")
@pytest.mark.requirement("AP-54")
@pytest.mark.requirement("AP-55")
def test_an_application_is_refused_with_every_failed_condition_and_then_made(
    api: Api, services: JpoPortal
) -> None:
    services.as_hanako()
    application = f"/campaigns/{services.campaign}/application"
    refused = api.ask("POST", application, 422, **{**BODY, "english": False, "work_months": 23})
    assert refused["code"] == "jpo-conditions-not-met"
    assert {name: one[0]["code"] for name, one in refused["errors"].items()} == {
        "english": "jpo-condition-english",
        "work_months": "jpo-condition-work",
    }
    missing = api.ask("POST", application, 422, **BODY)
    assert missing["code"] == "jpo-proofs-missing"
    assert set(missing["errors"]) == {f"documents.{one}" for one in PROOFS}
    _attach(api, application)
    form = api.ask("GET", application)
    assert [one["document_id"] for one in form["documents"]] == list(PROOFS)
    assert form["refused"][0]["failed"] == ["english", "work"]
    made = api.ask("POST", application, 201, **BODY)
    again = api.ask("POST", application, 409, **BODY)
    assert again["code"] == "jpo-already-applied"
    listed = api.ask("GET", "/applications")["items"]
    assert sorted(one["state"] for one in listed) == ["refused", "submitted"]
    mine = api.ask("GET", f"/applications/{made['application_id']}")
    assert mine["declared"]["birth_on"] == "1990-04-01"
    assert "remarks_of_centre" not in mine
    forged = api.ask("POST", application, 422, **BODY, birth_on="2000-01-01")
    assert list(forged["errors"]) == ["birth_on"]


def test_a_document_that_is_none_is_refused(api: Api, services: JpoPortal) -> None:
    services.as_hanako()
    place = f"/campaigns/{services.campaign}/application/documents"
    refused = api.put(f"{place}/degree?name=a.gif", b"GIF89a", 422)
    assert refused["code"] == "document-type-not-accepted"
    unknown = api.put(f"{place}/charm?name=a.pdf", PDF, 422)
    assert list(unknown["errors"]) == ["proves"]


@pytest.mark.requirement("AP-56")
@pytest.mark.requirement("AP-57")
@pytest.mark.requirement("AP-58")
@pytest.mark.requirement("RE-60")
def test_the_centre_records_the_course_of_a_candidate(api: Api, services: JpoPortal) -> None:
    services.as_hanako()
    application = f"/campaigns/{services.campaign}/application"
    _attach(api, application)
    candidate = f"/applications/{api.ask('POST', application, 201, **BODY)['application_id']}"
    services.as_centre()
    listed = api.ask("GET", f"/campaigns/{services.campaign}/candidates?state=submitted")
    assert listed["items"][0]["applicant_name"] == "山田 花子"
    wrong = api.ask("POST", f"{candidate}/selection", 409)
    assert wrong["code"] == "jpo-candidate-not-in-that-state"
    api.ask("POST", f"{candidate}/examination", examined_on="2025-05-07")
    api.ask("POST", f"{candidate}/selection")
    dispatch = {"destination": "ITU", "starts_on": "2025-10-01"}
    refused = api.ask("POST", f"{candidate}/dispatch", 422, **dispatch)
    assert refused["code"] == "jpo-destination-without-arrangement"
    api.ask("POST", f"{candidate}/dispatch", **{**dispatch, "destination": "WHO"})
    api.ask("POST", f"{candidate}/next-post", organisation="WHO")
    detail = api.ask("GET", candidate)
    assert (detail["state"], detail["ends_on"]) == ("placed", "2027-10-01")
    figures = api.ask("GET", f"/campaigns/{services.campaign}/figures")
    assert (figures["applicants"], figures["dispatched"]) == (1, 1)
    assert figures["next_post_percent"] == 100


def test_who_was_turned_down_or_declined_does_not_go_on(api: Api, services: JpoPortal) -> None:
    services.as_hanako()
    application = f"/campaigns/{services.campaign}/application"
    _attach(api, application)
    candidate = f"/applications/{api.ask('POST', application, 201, **BODY)['application_id']}"
    services.as_centre()
    api.ask("POST", f"{candidate}/non-selection", remarks="書類が足りない")
    assert api.ask("GET", candidate)["remarks_of_centre"] == "書類が足りない"
    services.as_hanako()
    late = api.ask("POST", f"{candidate}/declining", 409)
    assert late["code"] == "jpo-candidate-not-in-that-state"
