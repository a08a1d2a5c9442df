"""Roles, counsellor permission and stopping of internal users (ID-87, ID-88)."""

from __future__ import annotations

from typing import Any

import pytest

from services.identity.domain.account.office_events import CounsellorTitle
from services.kernel.contracts import identity_internal_users as schemas
from services.kernel.eventkit.domain import VISITOR, Role
from tests.unit.identity.stage import PASSWORD, Stage, as_individual, as_staff

OPERATOR = as_staff(Role.OPERATOR, "the-operator")
DEEDS: dict[str, dict[str, Any]] = {
    "change_internal_roles": {"roles": ["analyst"]},
    "stop_internal_user": {},
    "grant_counsellor_permission": {"title": "shinro-sodan"},
    "revoke_counsellor_permission": {},
}


def _session(stage: Stage, **more: Any) -> tuple[str, str]:
    account_id = stage.internal(**more)
    return account_id, stage.log_in("staff01", kind="internal")["token"]


def _roles(stage: Stage, token: str) -> list[str]:
    roles: list[str] = stage.run("resolve_session", {"token": token}, VISITOR)["roles"]
    return roles


@pytest.mark.requirement("ID-87")
def test_other_roles_count_from_the_next_request(stage: Stage) -> None:
    account_id, token = _session(stage, roles=["secretariat", "mofa"])
    payload = {"account_id": account_id, "roles": ["mofa", "analyst", "mofa"]}
    stage.run("change_internal_roles", payload, OPERATOR)
    assert _roles(stage, token) == ["mofa", "analyst"]
    asked = {"token": token, "role": "secretariat"}
    assert stage.run("resolve_session", asked, VISITOR)["role"] == "mofa"
    told = stage.published[-1]
    assert (told.type, told.data["roles"]) == ("InternalUserRoleChanged", ["mofa", "analyst"])
    before = stage.store.last_position()
    stage.run("change_internal_roles", payload, OPERATOR)
    assert stage.store.last_position() == before


@pytest.mark.requirement("ID-87")
def test_a_stopped_user_is_logged_out_and_cannot_log_in_again(stage: Stage) -> None:
    account_id, token = _session(stage, email="staff@portal.example")
    stage.run("stop_internal_user", {"account_id": account_id}, OPERATOR)
    assert stage.types()[-2:] == ["SessionEnded", "InternalUserStopped"]
    assert stage.refusal("resolve_session", {"token": token}).code == "session-ended"
    assert stage.login_refusal("staff01", PASSWORD, "internal") == "login-refused"
    for name, more in DEEDS.items():
        payload = {"account_id": account_id, **more}
        assert stage.refusal(name, payload, OPERATOR).code == "not-found"
    reissue = {"account_id": account_id}
    assert stage.refusal("reissue_internal_password", reissue, OPERATOR).code == "not-found"
    found = stage.run("find_internal_users", {}, OPERATOR)["items"]
    assert [each["status"] for each in found] == ["stopped"]


def test_a_stopped_user_looks_like_an_unknown_one_to_who_guesses(stage: Stage) -> None:
    account_id, _ = _session(stage)
    stage.run("stop_internal_user", {"account_id": account_id}, OPERATOR)
    answers = [
        [stage.login_refusal(login_id, kind="internal") for _ in range(4)]
        for login_id in ("staff01", "nobody")
    ]
    assert answers[0] == answers[1]


@pytest.mark.requirement("ID-88")
@pytest.mark.parametrize("title", list(CounsellorTitle))
def test_the_counsellor_permission_comes_and_goes_with_the_next_request(
    stage: Stage, title: CounsellorTitle
) -> None:
    account_id, token = _session(stage)
    user = {"account_id": account_id}
    grant = {**user, "title": title.value}
    for _ in range(2):
        stage.run("grant_counsellor_permission", grant, OPERATOR)
    assert stage.types().count("CounsellorPermissionGranted") == 1
    assert _roles(stage, token) == ["secretariat", "counsellor"]
    asked = {"token": token, "role": "counsellor"}
    assert stage.run("resolve_session", asked, VISITOR)["role"] == "counsellor"
    shown = stage.run("find_internal_users", {"role": "counsellor"}, OPERATOR)["items"]
    assert [each["counsellor_title"] for each in shown] == [title]
    for _ in range(2):
        stage.run("revoke_counsellor_permission", user, OPERATOR)
    assert stage.types().count("CounsellorPermissionRevoked") == 1
    assert stage.run("resolve_session", asked, VISITOR)["role"] == "secretariat"


@pytest.mark.requirement("ID-88")
def test_other_roles_leave_the_permission_alone(stage: Stage) -> None:
    account_id, token = _session(stage)
    user = {"account_id": account_id}
    stage.run("grant_counsellor_permission", {**user, "title": "career-sodan"}, OPERATOR)
    stage.run("change_internal_roles", {**user, "roles": ["mofa"]}, OPERATOR)
    assert _roles(stage, token) == ["mofa", "counsellor"]
    sneaked = {**user, "roles": ["counsellor"]}
    assert list(stage.refusal("change_internal_roles", sneaked, OPERATOR).fields) == ["roles.0"]


@pytest.mark.requirement("ID-88")
@pytest.mark.parametrize("others", [[], ["mofa"]])
def test_who_is_created_as_a_counsellor_is_granted_the_permission(
    stage: Stage, others: list[str]
) -> None:
    account_id = stage.internal(roles=["counsellor", *others])
    assert stage.types() == ["InternalUserCreated", "CounsellorPermissionGranted"]
    for title in ("shinro-sodan", "career-sodan"):
        named = {"account_id": account_id, "title": title}
        stage.run("grant_counsellor_permission", named, OPERATOR)
        shown = stage.run("find_internal_users", {}, OPERATOR)["items"][0]
        assert (shown["roles"], shown["counsellor_title"]) == ([*others, "counsellor"], title)
        assert [role.value for role in stage.account(account_id).roles] == shown["roles"]
    assert stage.types().count("CounsellorPermissionGranted") == 2


@pytest.mark.requirement("ID-88")
def test_a_user_keeps_at_least_one_role(stage: Stage) -> None:
    user = {"account_id": stage.internal(roles=["counsellor"])}
    refused = stage.refusal("revoke_counsellor_permission", user, OPERATOR)
    assert refused.code == "last-role-of-internal-user"


def test_operators_do_not_lock_themselves_out(stage: Stage) -> None:
    account_id = stage.internal(roles=["operator"])
    own = as_staff(Role.OPERATOR, account_id)
    for name in ("change_internal_roles", "stop_internal_user"):
        refused = stage.refusal(name, {"account_id": account_id, **DEEDS[name]}, own)
        assert refused.code == "own-internal-account"


@pytest.mark.parametrize("name", DEEDS)
def test_only_internal_users_have_roles_to_change(stage: Stage, name: str) -> None:
    individual = stage.opened()
    body = stage.active_organisation()["account_id"]
    for account_id in (individual, body, "nobody"):
        payload = {"account_id": account_id, **DEEDS[name]}
        assert stage.refusal(name, payload, OPERATOR).code == "not-found"
        assert stage.refusal(name, payload, as_individual(individual)).code == "not-permitted"


def test_the_contract_names_the_same_titles() -> None:
    assert tuple(title.value for title in CounsellorTitle) == schemas.COUNSELLOR_TITLES
