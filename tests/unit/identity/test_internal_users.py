from __future__ import annotations

import pytest

from services.identity.domain.account.internal_user import INTERNAL_ROLES
from services.identity.domain.rights import COLUMNS, MATRIX, may
from services.kernel.contracts import identity as schemas
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Actor, Role
from tests.unit.identity.stage import PASSWORD, Stage, as_staff

OPERATOR = as_staff(Role.OPERATOR)
_SHARED = Stage()
"""For the cells of the matrix, which are many and change nothing."""


@pytest.mark.requirement("ID-87")
@pytest.mark.parametrize("role", INTERNAL_ROLES)
def test_an_internal_user_gets_any_internal_role(stage: Stage, role: Role) -> None:
    account_id = stage.internal(roles=[role.value])
    granted = ["CounsellorPermissionGranted"] if role is Role.COUNSELLOR else []
    assert stage.types() == ["InternalUserCreated", *granted]
    assert stage.published[0].data == {"account_id": account_id, "roles": [role.value]}
    assert stage.log_in("staff01", kind="internal")["role"] == role


@pytest.mark.parametrize("role", ["visitor", "individual", "organisation", "internal-system"])
def test_roles_that_are_no_internal_users_are_not_given(stage: Stage, role: str) -> None:
    payload = {"login_id": "x", "name": "x", "roles": [role], "password": PASSWORD}
    refusal = stage.refusal("create_internal_user", payload, OPERATOR)
    assert [each.code for each in refusal.fields["roles.0"]] == ["not-a-choice"]


def test_a_role_named_twice_is_given_once(stage: Stage) -> None:
    stage.internal(roles=["mofa", "mofa", "analyst"])
    assert stage.published[0].data["roles"] == ["mofa", "analyst"]


@pytest.mark.requirement("ID-87")
def test_without_a_password_a_temporary_one_is_mailed(stage: Stage) -> None:
    account_id = stage.internal(password="", email="staff@portal.example")
    assert stage.types() == ["InternalUserCreated", "TemporaryPasswordIssued"]
    mail = stage.mail("temporary-password", account_id=account_id)
    assert (mail["address"], mail["name"]) == ("staff@portal.example", "事務局 太郎")
    temporary = mail["values"]["temporary_password"]
    assert stage.log_in("staff01", temporary, "internal")["must_change_password"]


def test_without_password_and_address_nobody_is_created(stage: Stage) -> None:
    payload = {"login_id": "staff01", "name": "x", "roles": ["analyst"]}
    refused = stage.refusal("create_internal_user", payload, OPERATOR)
    assert refused.code == "no-mail-address"
    assert stage.internal()


def test_a_login_id_is_given_once(stage: Stage) -> None:
    stage.internal()
    payload = {"login_id": "STAFF01", "name": "x", "roles": ["analyst"], "password": PASSWORD}
    refused = stage.refusal("create_internal_user", payload, OPERATOR)
    assert refused.code == "login-id-in-use"


def test_creating_sent_twice_creates_once(stage: Stage) -> None:
    payload = {"login_id": "staff01", "name": "x", "roles": ["mofa"], "password": PASSWORD}
    first = stage.run("create_internal_user", payload, SYSTEM, command_id="create")
    second = stage.run("create_internal_user", payload, SYSTEM, command_id="create")
    assert second["repeated"]
    assert second["account_id"] == first["account_id"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("login_id", "職員"), ("email", "nowhere"), ("password", "weak"), ("roles", [])],
)
def test_faulty_items_are_named(stage: Stage, field: str, value: object) -> None:
    payload = {"login_id": "a", "name": "x", "roles": ["mofa"], "password": PASSWORD, field: value}
    assert list(stage.refusal("create_internal_user", payload, OPERATOR).fields) == [field]
    assert stage.events() == []


def test_a_department_belongs_to_an_organisation(stage: Stage) -> None:
    unit = stage.active_organisation(category="jica")["organisation_id"]
    stage.internal(roles=["secretariat", "jica-department"], organisation_id=unit)
    token = stage.log_in("staff01", kind="internal")["token"]
    for role, acts_for in (("jica-department", unit), ("secretariat", None)):
        found = stage.run("resolve_session", {"token": token, "role": role}, VISITOR)
        assert (found["role"], found["organisation_id"]) == (role, acts_for)


@pytest.mark.requirement("ID-87")
def test_a_department_posts_for_a_registered_organisation_of_jica_only(stage: Stage) -> None:
    other = stage.active_organisation()["organisation_id"]
    waiting = stage.requested_organisation(category="jica", email="unit@jica.example")
    user = {"login_id": "unit01", "name": "部署 一郎", "roles": ["jica-department"]}
    made = stage.internal("unit02", roles=["hr-division"])
    operator = as_staff(Role.OPERATOR)
    for unfit in (other, waiting, "nobody"):
        payload = {**user, "password": PASSWORD, "organisation_id": unfit}
        for name, asked in (
            ("create_internal_user", payload),
            ("change_internal_organisation", {"account_id": made, "organisation_id": unfit}),
        ):
            refused = stage.refusal(name, asked, operator)
            assert refused.fields["organisation_id"][0].code == "no-organisation-of-jica"
    stage.run("approve_organisation", {"organisation_id": waiting}, as_staff())
    change = {"account_id": made, "organisation_id": waiting}
    stage.run("change_internal_organisation", change, operator)
    token = stage.log_in("unit02", kind="internal")["token"]
    session = stage.run("resolve_session", {"token": token}, VISITOR)
    assert session["organisation_id"] == waiting
    found = stage.run("find_jica_organisations", {}, operator)["items"]
    assert [one["organisation_id"] for one in found] == [waiting]
    stage.run("change_internal_organisation", {"account_id": made}, operator)
    session = stage.run("resolve_session", {"token": token}, VISITOR)
    assert session["organisation_id"] is None


def test_the_operator_lists_internal_users(stage: Stage) -> None:
    first = stage.internal()
    stage.wait(minutes=1)
    second = stage.internal("staff02", roles=["mofa"], email="m@portal.example")
    stage.log_in("staff02", kind="internal")
    found = stage.run("find_internal_users", {}, OPERATOR)
    assert [item["account_id"] for item in found["items"]] == [second, first]
    assert found["items"][0] == {
        "account_id": second,
        "name": "事務局 太郎",
        "login_id": "staff02",
        "roles": ["mofa"],
        "organisation_id": None,
        "status": "active",
        "counsellor_title": None,
        "has_mail_address": True,
        "registered_at": "2024-05-01T03:01:00+00:00",
        "last_login_at": "2024-05-01T03:01:00+00:00",
    }
    only = stage.run("find_internal_users", {"role": "mofa", "limit": 1}, OPERATOR)
    assert [item["account_id"] for item in only["items"]] == [second]


def _cells() -> list[tuple[str, Role, bool]]:
    """The matrix read a second time, by the positions of its columns."""
    head, *rows = MATRIX.strip("\n").splitlines()
    starts = [head.index(name) for name in head.split()]
    return [
        (row.split()[0], role, row[start : start + 3].strip() == "x")
        for row in rows
        for start, role in zip(starts, COLUMNS, strict=True)
    ]


@pytest.mark.requirement("ID-87")
@pytest.mark.parametrize(("operation", "role", "allowed"), _cells())
def test_each_cell_of_the_role_matrix(operation: str, role: Role, allowed: bool) -> None:
    refused = _SHARED.refusal(operation, {"no-such-field": 1}, Actor(role, "someone"))
    assert refused.code == ("invalid-input" if allowed else "not-permitted")


def test_the_matrix_covers_every_operation_and_role(stage: Stage) -> None:
    operations = set(stage.service.application.operations)
    assert {operation for operation, _, _ in _cells()} == operations
    assert set(COLUMNS) == set(Role) - {Role.INTERNAL_SYSTEM}
    for operation in operations:
        assert Role.INTERNAL_SYSTEM in stage.service.application.operations[operation].allow
    with pytest.raises(KeyError):
        may("no_such_operation")


def test_the_contract_names_the_same_roles() -> None:
    assert tuple(role.value for role in INTERNAL_ROLES) == schemas.INTERNAL_ROLES
