"""団体コード再発行: a new code for a lost one, and nothing to find out by it (ID-71, D-18)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, Refusal, Role
from tests.unit.identity.stage import (
    NEW_PASSWORD,
    Stage,
    as_organisation,
    as_staff,
    organisation,
)

OFFICE = "office@kakehashi.example"


def _update(organisation_id: str, **more: Any) -> dict[str, Any]:
    data = organisation(**more)
    for fixed in ("kind", "category", "listed"):
        del data[fixed]
    return {**data, "organisation_id": organisation_id}


def _own(stage: Stage, name: str, organisation_id: str, **payload: Any) -> Any:
    return stage.run(name, payload, as_organisation(organisation_id))


def _code(stage: Stage, approved: dict[str, Any]) -> str:
    mail = stage.mail("organisation-code", organisation_id=approved["organisation_id"])
    return str(mail["values"]["organisation_code"])


def _reissues_with(stage: Stage, code: str) -> bool:
    payload = {"login_id": OFFICE, "email": OFFICE, "organisation_code": code}
    try:
        stage.run("reissue_organisation_password", payload, VISITOR)
    except Refusal:
        stage._settle()
        return False
    return True


@pytest.mark.requirement("ID-71")
def test_a_lost_code_is_replaced_by_mail_and_the_old_one_is_void(stage: Stage) -> None:
    approved = stage.active_organisation()
    old = _code(stage, approved)
    payload = {"institution_id": approved["institution_id"].lower(), "email": OFFICE.upper()}
    assert stage.run("reissue_organisation_code", payload, VISITOR) == {"accepted": True}
    assert stage.types()[-1] == "OrganisationCodeReissued"
    mail = stage.mail("organisation-code", organisation_id=approved["organisation_id"])
    assert mail["address"] == OFFICE
    new = _code(stage, approved)
    assert new != old
    assert new not in repr(list(stage.store.read_log(0, 1000)))
    assert not _reissues_with(stage, old)
    assert _reissues_with(stage, new)


@pytest.mark.requirement("ID-71")
def test_a_code_is_sent_once_in_24_hours_however_often_it_is_asked_for(stage: Stage) -> None:
    approved = stage.active_organisation()
    payload = {"institution_id": approved["institution_id"], "email": OFFICE}
    for _ in range(5):
        assert stage.run("reissue_organisation_code", payload, VISITOR) == {"accepted": True}
    assert stage.types().count("OrganisationCodeReissued") == 1
    own = stage.refusal("renew_organisation_code", {}, as_organisation(approved["organisation_id"]))
    assert own.code == "organisation-code-reissued-lately"
    stage.wait(hours=24)
    _own(stage, "renew_organisation_code", approved["organisation_id"])
    assert stage.types().count("OrganisationCodeReissued") == 2


@pytest.mark.requirement("ID-71")
@pytest.mark.parametrize("institution_id", ["K000001", "K999999"])
def test_wrong_pairs_get_the_same_answer_and_three_close_the_reissue(
    stage: Stage, institution_id: str
) -> None:
    stage.active_organisation()
    for attempt in range(5):
        guess = {"institution_id": institution_id, "email": f"guess{attempt}@example.jp"}
        before = stage.store.last_position()
        assert stage.run("reissue_organisation_code", guess, VISITOR) == {"accepted": True}
        assert stage.store.last_position() - before == (1 if attempt < 3 else 0)
    right = {"institution_id": institution_id, "email": OFFICE}
    assert stage.run("reissue_organisation_code", right, VISITOR) == {"accepted": True}
    assert "OrganisationCodeReissued" not in stage.types()
    stage.wait(hours=24, seconds=1)
    stage.run("reissue_organisation_code", right, VISITOR)
    told = stage.types().count("OrganisationCodeReissued")
    assert told == (1 if institution_id == "K000001" else 0)


def test_the_own_reissue_after_a_change_of_address_uses_the_new_one(stage: Stage) -> None:
    approved = stage.active_organisation()
    new = "new@kakehashi.example"
    stage.run("update_organisation", _update(approved["organisation_id"], email=new), as_staff())
    payload = {"login_id": new, "email": new, "organisation_code": _code(stage, approved)}
    stage.run("reissue_organisation_password", payload, VISITOR)
    temporary = stage.temporary_password(approved["account_id"])
    change = {"current_password": temporary, "new_password": NEW_PASSWORD}
    stage.log_in(new, temporary, "organisation")
    actor = as_staff(Role.ORGANISATION, approved["account_id"])
    assert stage.run("change_password", change, actor)
