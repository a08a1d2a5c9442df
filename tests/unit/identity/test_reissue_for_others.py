from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import VISITOR, Role
from tests.unit.identity.stage import NEW_PASSWORD, Stage, as_staff

UNKNOWN = "nobody@example.jp"


OFFICE = "office@kakehashi.example"


def _by_code(stage: Stage, approved: dict[str, str], **more: str) -> dict[str, str]:
    values = stage.mail("organisation-registered", organisation_id=approved["organisation_id"])
    code = values["values"]["organisation_code"]
    return {"login_id": OFFICE, "email": OFFICE, "organisation_code": code, **more}


@pytest.mark.requirement("ID-69")
def test_an_organisation_reissues_with_login_id_address_and_code(stage: Stage) -> None:
    approved = stage.active_organisation()
    payload = _by_code(stage, approved, email=OFFICE.upper())
    stage.run("reissue_organisation_password", payload, VISITOR)
    assert stage.types()[-1] == "TemporaryPasswordIssued"
    temporary = stage.temporary_password(approved["account_id"])
    assert stage.log_in(OFFICE, temporary, "organisation")["must_change_password"]


@pytest.mark.requirement("ID-69")
@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation_code": "WRONGCODE234"},
        {"email": "other@kakehashi.example"},
        {"login_id": UNKNOWN},
    ],
)
def test_any_wrong_item_refuses_an_organisation(stage: Stage, wrong: dict[str, str]) -> None:
    approved = stage.active_organisation()
    payload = _by_code(stage, approved, **wrong)
    for code in ("reissue-data-wrong", "reissue-data-wrong", "reissue-closed"):
        assert stage.refusal("reissue_organisation_password", payload).code == code
    assert "TemporaryPasswordIssued" not in stage.types()


def test_an_organisation_that_never_set_a_password_becomes_active_by_reissue(stage: Stage) -> None:
    approved = stage.approved_organisation()
    stage.run("reissue_organisation_password", _by_code(stage, approved), VISITOR)
    temporary = stage.temporary_password(approved["account_id"])
    stage.log_in(OFFICE, temporary, "organisation")
    payload = {"current_password": temporary, "new_password": NEW_PASSWORD}
    actor = as_staff(Role.ORGANISATION, approved["account_id"])
    stage.run("change_password", payload, actor)
    assert stage.account(approved["account_id"]).standing == "active"
    assert stage.documents("accounts")[approved["account_id"]]["standing"] == "active"


def test_the_operator_reissues_for_internal_users_without_seeing_the_password(
    stage: Stage,
) -> None:
    account_id = stage.internal(email="staff@portal.example")
    for _ in range(3):
        stage.login_refusal("staff01", kind="internal")
    answer = stage.run(
        "reissue_internal_password", {"account_id": account_id}, as_staff(Role.OPERATOR)
    )
    temporary = stage.temporary_password(account_id)
    assert temporary not in repr(answer)
    assert stage.log_in("staff01", temporary, "internal")["must_change_password"]


def test_the_operator_reissues_for_nobody_else(stage: Stage) -> None:
    individual, without_address = stage.opened(), stage.internal()
    operator = as_staff(Role.OPERATOR)
    for account_id, code in (
        (individual, "not-found"),
        ("nobody", "not-found"),
        (without_address, "no-mail-address"),
    ):
        payload = {"account_id": account_id}
        assert stage.refusal("reissue_internal_password", payload, operator).code == code
