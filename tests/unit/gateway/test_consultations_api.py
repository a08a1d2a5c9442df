"""What the API answers about career consultations."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.consulting_portal import ConsultingPortal

BEARER = {"Authorization": "Bearer token"}
QUESTION = {"kind": "mail", "subject": "働き方の相談", "body": "どう備えますか"}
MEETS = {"meets_at": "2024-05-20T14:30:00+09:00", "place": "市ヶ谷"}


@pytest.fixture
def services() -> ConsultingPortal:
    return ConsultingPortal()


class Api:
    """Calls whose answers are held against the documented schemas."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client
        self._spec: dict[str, Any] = client.get("/api/v1/openapi.json").json or {}

    def __call__(
        self, method: str, path: str, payload: Any = None, status: int = 200, rule: str = ""
    ) -> Any:
        answer = self._client.open(f"/api/v1{path}", method=method, json=payload, headers=BEARER)
        assert answer.status_code == status, answer.text
        operation = self._spec["paths"][f"/api/v1{rule or path}"][method.lower()]
        told = operation["responses"][str(status)]
        if status < 400:
            schema = told["content"]["application/json"]["schema"]
            jsonschema.validate(answer.json, {**schema, "components": self._spec["components"]})
        return answer.json


@pytest.fixture
def api(client: FlaskClient) -> Api:
    return Api(client)


ONE = "/consultations/{consultation_id}"


@pytest.mark.requirement("ME-41")
@pytest.mark.requirement("ME-44")
@pytest.mark.requirement("ME-45")
def test_a_mail_consultation_goes_its_whole_way(api: Api, services: ConsultingPortal) -> None:
    services.as_person()
    one = api("POST", "/own-consultations", QUESTION, 201)["consultation_id"]
    path = f"/consultations/{one}"
    services.sign_in("secretariat", account_id="staff-1")
    staff = api("GET", "/consultation-staff")["items"]
    assert {person["account_id"] for person in staff} >= {services.counsellor, services.of_jica}
    [line] = api("GET", "/consultations?open=true", rule="/consultations")["items"]
    assert (line["consultation_id"], line["days"]) == (one, 0)
    named = {"counsellor_ids": [services.counsellor], "jica_person_ids": [services.of_jica]}
    api("POST", f"{path}/referral", named, rule=f"{ONE}/referral")
    services.as_counsellor()
    opinion = {"body": "相談員の意見"}
    api("POST", f"{path}/opinions", opinion, 201, rule=f"{ONE}/opinions")
    services.sign_in("jica-department", account_id=services.of_jica)
    assert api("GET", path, rule=ONE)["opinions"] == []
    services.sign_in("secretariat", account_id="staff-1")
    assert api("GET", path, rule=ONE)["opinions"][0]["text"] == "相談員の意見"
    api("POST", f"{path}/answer", {"body": "まず書類から"}, 201, rule=f"{ONE}/answer")
    api("POST", f"{path}/closing", {}, rule=f"{ONE}/closing")

    services.as_person()
    own = "/own-consultations/{consultation_id}"
    mine = api("GET", f"/own-consultations/{one}", rule=own)
    assert (mine["answer"], mine["status"]) == ("まず書類から", "closed")
    assert "意見" not in repr(mine)
    assert len(api("GET", "/own-consultations")["items"]) == 1


@pytest.mark.requirement("ME-43")
@pytest.mark.requirement("ME-46")
def test_a_meeting_is_set_and_moved_by_its_counsellor_alone(
    api: Api, services: ConsultingPortal
) -> None:
    one = services.ask("face-to-face")
    path = f"/consultations/{one}"
    services.sign_in("secretariat", account_id="staff-1")
    wrong = {"counsellor_id": services.of_jica}
    refused = api("POST", f"{path}/assignment", wrong, 422, rule=f"{ONE}/assignment")
    assert list(refused["errors"]) == ["counsellor_id"]
    right = {"counsellor_id": services.counsellor}
    api("POST", f"{path}/assignment", right, rule=f"{ONE}/assignment")
    services.as_counsellor(services.other_counsellor)
    api("POST", f"{path}/meeting", MEETS, 404, rule=f"{ONE}/meeting")
    assert api("GET", "/consultations")["items"] == []
    services.as_counsellor()
    api("POST", f"{path}/meeting", MEETS, rule=f"{ONE}/meeting")
    same = api("PUT", f"{path}/meeting", MEETS, 409, rule=f"{ONE}/meeting")
    assert same["code"] == "consultation-date-unchanged"
    later = {**MEETS, "meets_at": "2024-05-21T10:00:00+09:00"}
    api("PUT", f"{path}/meeting", later, rule=f"{ONE}/meeting")
    early = api("POST", f"{path}/holding", {}, 409, rule=f"{ONE}/holding")
    assert early["code"] == "consultation-date-not-reached"
    assert api("GET", path, rule=ONE)["meets_at"] == "2024-05-21T01:00:00+00:00"


@pytest.mark.requirement("ME-41")
def test_who_may_not_ask_and_what_is_over_is_refused(api: Api, services: ConsultingPortal) -> None:
    services.as_person("job-seeker")
    refused = api("POST", "/own-consultations", QUESTION, 403)
    assert refused["code"] == "full-registration-needed-for-consultation"
    services.sign_in("secretariat", account_id="staff-1")
    api("POST", "/own-consultations", QUESTION, 403)
    one = services.ask()
    services.as_person()
    cancelling = "/own-consultations/{consultation_id}/cancellation"
    path = f"/own-consultations/{one}/cancellation"
    api("POST", path, {"reason": "解決しました"}, rule=cancelling)
    again = api("POST", path, {}, 409, rule=cancelling)
    assert again["code"] == "consultation-at-another-step"
    services.sign_in("secretariat", account_id="staff-1")
    api("POST", f"/consultations/{one}/cancellation", {}, 409, rule=f"{ONE}/cancellation")
    services.sign_in("organisation", organisation_id="org-1")
    api("GET", "/consultations", None, 403)
