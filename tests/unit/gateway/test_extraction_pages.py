"""個人情報抽出 on the pages and in the API: two persons, one download, a log (ID-89, ID-90)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import MAIL, NOON

REQUEST = {"purpose": "=派遣の候補者さがし", "items": ["name", "email", "languages"]}
BEARER = {"Authorization": "Bearer token"}


@pytest.fixture
def services() -> RehearsedIdentity:
    services = RehearsedIdentity(NOON)
    services.stage.full(services.stage.opened())
    return services


def _as(services: RehearsedIdentity, role: str, account_id: str) -> None:
    services.sign_in(role, account_id=account_id)


@pytest.mark.requirement("ID-89")
@pytest.mark.requirement("ID-90")
def test_a_department_asks_the_secretariat_approves_and_the_requester_downloads(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    client.set_cookie("session", "token")
    _as(services, "jica-department", "requester")
    path = "/office/extractions/new"
    faulty = press(client, path, "confirm", purpose="", items=["name"])
    assert faulty.status_code == 422
    confirm = press(client, path, "confirm", **REQUEST, language="英語", age_from="")
    assert "派遣の候補者さがし" in confirm.text
    shown = press(client, path, "send", **REQUEST, language="英語", jocv_returnee="false").location
    assert shown is not None
    waiting = client.get(shown).text
    assert "承認</a>" not in waiting
    assert "派遣の候補者さがし" in client.get("/office/extractions").text
    _as(services, "secretariat", "requester")
    assert press(client, f"{shown}/approval").status_code == 409
    _as(services, "secretariat", "approver")
    assert "承認</a>" in client.get(shown).text
    press(client, f"{shown}/approval")
    assert "結果をダウンロード" not in client.get(shown).text
    _as(services, "jica-department", "another")
    assert client.get(shown).status_code == 404
    _as(services, "jica-department", "requester")
    assert "結果をダウンロード" in client.get(shown).text
    page = client.get(shown).text
    form = page[page.index("<main") :]
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    once = form.split('name="_token" value="')[1].split('"')[0]
    file = client.post(f"{shown}/result.csv", data={"csrf_token": token, "_token": once})
    assert file.text.splitlines() == [
        "\ufeff氏名,メールアドレス,語学",
        f"山田 花子,{MAIL},英語 (business)",
    ]
    assert "no-store" in file.headers["Cache-Control"]
    assert "ダウンロードの記録" in client.get(shown).text


@pytest.mark.requirement("ID-89")
def test_the_secretariat_refuses_with_a_reason(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    client.set_cookie("session", "token")
    _as(services, "hr-division", "requester")
    shown = press(client, "/office/extractions/new", "send", **REQUEST).location
    _as(services, "secretariat", "approver")
    assert press(client, f"{shown}/rejection", reason="").status_code == 422
    press(client, f"{shown}/rejection", reason="目的外です。")
    assert "目的外です。" in client.get(shown or "").text
    listed = client.get("/office/extractions?state=rejected").text
    assert "派遣の候補者さがし" in listed
    assert "依頼はありません" in client.get("/office/extractions?state=provided").text


def test_the_api_does_the_same(client: FlaskClient, services: RehearsedIdentity) -> None:
    def call(method: str, path: str, payload: Any = None, status: int = 200) -> Any:
        answer = client.open(
            f"/api/v1/extractions{path}", method=method, json=payload, headers=BEARER
        )
        assert answer.status_code == status, answer.text
        return answer.json

    _as(services, "jica-department", "requester")
    made = call("POST", "", {**REQUEST, "areas": ["health"]}, 201)
    path = f"/{made['extraction_id']}"
    call("POST", f"{path}/downloads", None, 409)
    _as(services, "secretariat", "approver")
    call("POST", f"{path}/approval")
    call("POST", f"{path}/rejection", {"reason": "x"}, 409)
    call("POST", f"{path}/downloads", None, 403)
    _as(services, "jica-department", "requester")
    assert call("GET", path)["records"] == 1
    begun = call("POST", f"{path}/downloads", None, 201)
    part = call("GET", f"{path}/downloads/{begun['download_id']}/0")
    assert part["items"] == [{"name": "山田 花子", "email": MAIL, "languages": ["英語 (business)"]}]
    call("GET", f"{path}/downloads/another/0", None, 404)
    call("GET", f"{path}/downloads/{begun['download_id']}/{2**70}", None, 404)
    assert len(call("GET", "")["items"]) == 1
    _as(services, "individual", "requester")
    call("GET", path, None, 403)
