"""Who can be given a career consultation or asked about one (ME-43, ME-44, ID-88)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import SYSTEM, Role
from tests.unit.identity.stage import Stage, as_staff

OPERATOR = as_staff(Role.OPERATOR, "the-operator")


def staff(stage: Stage, actor: Any = SYSTEM, **asked: Any) -> dict[str, Any]:
    """What is told of each of them, by account."""
    found = stage.run("find_consultation_staff", asked, actor)["items"]
    return {one["account_id"]: one for one in found}


@pytest.mark.requirement("ID-88")
def test_the_permission_counts_at_once_when_it_is_granted_and_revoked(stage: Stage) -> None:
    account_id = stage.internal("staff01", name="相談 一郎")
    assert staff(stage) == {}
    grant = {"account_id": account_id, "title": "career-sodan"}
    stage.run("grant_counsellor_permission", grant, OPERATOR)
    assert staff(stage)[account_id] == {
        "account_id": account_id,
        "name": "相談 一郎",
        "roles": ["counsellor"],
        "counsellor_title": "career-sodan",
        "active": True,
    }
    stage.run("revoke_counsellor_permission", {"account_id": account_id}, OPERATOR)
    assert staff(stage) == {}
    named = staff(stage, account_ids=[account_id])[account_id]
    assert (named["name"], named["roles"], named["active"]) == ("相談 一郎", [], True)


@pytest.mark.requirement("ME-44")
def test_persons_of_jica_can_be_asked_unless_they_were_stopped(stage: Stage) -> None:
    of_jica = stage.internal("jica01", roles=["jica-department", "analyst"])
    personnel = stage.internal("jica02", roles=["hr-division"])
    stage.internal("staff01")
    assert set(staff(stage)) == {of_jica, personnel}
    assert staff(stage)[of_jica]["roles"] == ["jica-department"]
    stage.run("stop_internal_user", {"account_id": personnel}, OPERATOR)
    assert set(staff(stage)) == {of_jica}
    assert staff(stage, account_ids=[personnel])[personnel]["active"] is False


def test_individuals_are_nobody_to_name_and_only_the_secretariat_looks(stage: Stage) -> None:
    person = stage.opened()
    assert staff(stage, account_ids=[person, "nobody"]) == {}
    for role in (Role.COUNSELLOR, Role.JICA_DEPARTMENT, Role.OPERATOR, Role.INDIVIDUAL):
        refused = stage.refusal("find_consultation_staff", {}, as_staff(role))
        assert refused.code == "not-permitted"
    assert staff(stage, as_staff()) == {}
