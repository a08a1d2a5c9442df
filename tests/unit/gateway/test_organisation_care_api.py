"""Registered organisations and internal users in the API, on the real identity service."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import NOON, organisation

BEARER = {"Authorization": "Bearer token"}
CHANGE = {"person_in_charge": "佐藤 次郎", "items": "住所を変更"}


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(NOON)


def test_the_api_offers_the_same(client: FlaskClient, services: RehearsedIdentity) -> None:
    stage = services.stage
    body = stage.active_organisation()["organisation_id"]
    base = f"/api/v1/organisations/{body}"

    def call(method: str, path: str, role: str, payload: Any = None, status: int = 200) -> Any:
        own = {"organisation_id": body} if role == "organisation" else {}
        services.sign_in(role, **own)
        answer = client.open(path, method=method, json=payload, headers=BEARER)
        assert answer.status_code == status, answer.text
        return answer.json

    asked = call("POST", f"{base}/changes", "organisation", CHANGE, 201)
    found = call("GET", "/api/v1/organisations/changes", "secretariat")
    assert [each["request_id"] for each in found["items"]] == [asked["request_id"]]
    data = organisation()
    for fixed in ("kind", "category", "listed"):
        del data[fixed]
    call("PUT", base, "secretariat", {**data, "request_id": asked["request_id"]})
    call("POST", f"{base}/confirmation", "organisation")
    call("PUT", f"{base}/list-wish", "secretariat", {"listed": False})
    call("POST", f"{base}/code", "organisation")
    call("POST", f"{base}/extension", "organisation", status=409)
    call("POST", f"{base}/deletion-request", "organisation", {"reason": "解散"}, 201)
    counts = call("GET", "/api/v1/organisations/in-care/counts", "secretariat")
    assert (counts["deletion"], counts["confirmed"], counts["without_mypage"]) == (1, 1, 0)
    listed = call("GET", "/api/v1/organisations/in-care?work=deletion", "secretariat")
    assert listed["items"][0]["deletion_reason"] == "解散"
    whole = call("GET", base, "organisation")
    assert (whole["valid_until"], whole["common"]) == ("2025-05-31", None)
    code = {"institution_id": "K000001", "email": "x@example.jp"}
    call("POST", "/api/v1/organisations/code-reissue", "visitor", code, 202)
    call("POST", f"{base}/invalidation", "secretariat", {})
    other = stage.active_organisation(email="other@example.jp")["organisation_id"]
    services.sign_in("organisation", organisation_id=other)
    foreign = client.post(f"{base}/code", headers=BEARER)
    assert foreign.status_code == 404
    leaving = {"confirmed": True, "reasons": ["other"], "satisfaction": 5}
    left = client.post("/api/v1/organisations/leaving", json=leaving, headers=BEARER)
    assert left.status_code == 200
    user = stage.internal("staff02")
    users = f"/api/v1/internal-users/{user}"
    call("PUT", f"{users}/roles", "operator", {"roles": ["mofa"]})
    call("PUT", f"{users}/counsellor-permission", "operator", {"title": "career-sodan"})
    call("DELETE", f"{users}/counsellor-permission", "operator")
    call("POST", f"{users}/stop", "operator")
    common = dict.fromkeys(("name", "name_en", "address", "telephone", "activity"), "x")
    call("PUT", "/api/v1/jica-common-data", "secretariat", common)
    assert call("GET", "/api/v1/jica-common-data", "secretariat")["name"] == "x"
    sneaked = {**common, "organisation_id": body, "status": "registered"}
    call("PUT", "/api/v1/jica-common-data", "secretariat", sneaked, 422)
