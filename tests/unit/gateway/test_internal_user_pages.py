"""ユーザ管理: roles, counsellor permission and stopping on the pages (ID-87, ID-88)."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import NOON


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(NOON)


def _types(services: RehearsedIdentity) -> list[str]:
    return services.stage.types()


@pytest.mark.requirement("ID-87")
@pytest.mark.requirement("ID-88")
def test_the_operator_changes_roles_and_stops_users(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    account_id = services.stage.internal()
    services.sign_in("operator")
    client.set_cookie("session", "token")
    base = f"/office/internal-users/{account_id}"
    assert base in client.get("/office/internal-users").text
    press(client, f"{base}/roles", roles=["analyst"])
    assert "集計・分析担当" in client.get(base).text
    press(client, f"{base}/roles", roles=["analyst", "jica-department"])
    unit = services.stage.approved_organisation(category="jica", name="国際協力部")
    press(client, f"{base}/organisation", organisation_id=unit["organisation_id"])
    assert "国際協力部" in client.get(base).text
    press(client, f"{base}/counsellor", title="career-sodan")
    assert "キャリア相談員" in client.get(base).text
    press(client, f"{base}/counsellor/revocation")
    press(client, f"{base}/stop")
    assert "停止" in client.get(base).text
    assert client.get("/office/internal-users/nobody").status_code == 404
    told = [name for name in _types(services) if "User" in name or "Counsellor" in name]
    assert told == [
        "InternalUserCreated",
        "InternalUserRoleChanged",
        "InternalUserRoleChanged",
        "CounsellorPermissionGranted",
        "CounsellorPermissionRevoked",
        "InternalUserStopped",
    ]


@pytest.mark.requirement("ID-87")
def test_an_old_page_gives_no_role_back_that_was_taken_meanwhile(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    account_id = services.stage.internal(roles=["secretariat", "mofa"])
    services.sign_in("operator")
    client.set_cookie("session", "token")
    path = f"/office/internal-users/{account_id}/roles"
    taking, adding = (_hidden(client.get(path).text) for _ in range(2))
    for _ in range(2):
        assert client.post(path, data={**taking, "roles": ["mofa"]}).status_code == 303
    stale = client.post(path, data={**adding, "roles": ["secretariat", "mofa", "analyst"]})
    assert stale.status_code == 409
    assert services.stage.documents("accounts")[account_id]["roles"] == ["mofa"]


def _hidden(page: str) -> dict[str, str]:
    form = page[page.index("<main") :]
    return dict(re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', form))
