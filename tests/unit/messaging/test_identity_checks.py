"""Who stands behind an inquiry: the result is recorded, what was said is not (ID-68, ID-70)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.contracts.events.messaging import EVENTS
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.domain import Refusal, Role
from tests.support.rehearsal import as_staff
from tests.unit.messaging.stage import HANAKO, Stage

TOLD = {"name": "山田 花子", "birth_on": "1990-04-01", "email": "hanako@mail.example"}
RESULTS = {"name": "same", "birth_on": "different", "email": "same", "address": "not-compared"}


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("ID-68")
def test_the_result_of_the_comparison_is_recorded_and_nothing_of_what_was_said(
    stage: Stage,
) -> None:
    asked: list[Any] = []

    def compare(question: Any) -> Any:
        asked.append(question)
        return {"account_id": "hanako", "results": RESULTS, "identified": False}

    stage.neighbours.answers["identity", "compare_identity"] = compare
    payload = {**TOLD, "account_id": "hanako", "inquiry_id": "inq-1"}
    answer = stage.run("verify_inquiry_identity", payload, as_staff(), command_id="check")
    again = stage.run("verify_inquiry_identity", payload, as_staff(), command_id="check")
    assert (answer["identified"], answer["results"]) == (False, RESULTS)
    assert again["repeated"]
    assert {key: asked[0][key] for key in TOLD} == TOLD
    (told,) = [event for event in stage.published if event.type == "InquiryIdentityVerified"]
    assert EVENTS["InquiryIdentityVerified"][1]().validate(dict(told.data)) == {}
    assert told.data == {
        "check_id": answer["check_id"],
        "account_id": "hanako",
        "organisation_id": None,
        "inquiry_id": "inq-1",
        "identified": False,
        "different": ["birth_on"],
    }
    stored = repr(list(stage.store.read_log(0, 1000)))
    assert not any(value in stored for value in TOLD.values())
    check = {"check_id": answer["check_id"]}
    found = stage.run("get_identity_check", check, as_staff(Role.INTERNAL_SYSTEM))
    assert (found["account_id"], found["identified"]) == ("hanako", False)
    with pytest.raises(Refusal):
        stage.run("get_identity_check", {"check_id": "another"}, as_staff())


@pytest.mark.requirement("ID-68")
def test_only_the_secretariat_compares(stage: Stage) -> None:
    for actor in (HANAKO, as_staff(Role.OPERATOR)):
        with pytest.raises(Refusal) as refused:
            stage.run("verify_inquiry_identity", {**TOLD, "account_id": "hanako"}, actor)
        assert refused.value.code == "not-permitted"


def test_whom_identity_does_not_know_is_not_found(stage: Stage) -> None:
    def refuse(question: Any) -> Any:
        raise Refused({"code": "not-found", "kind": "not-found"})

    stage.neighbours.answers["identity", "compare_identity"] = refuse
    with pytest.raises(Refusal) as refused:
        stage.run("verify_inquiry_identity", {**TOLD, "account_id": "x"}, as_staff())
    assert refused.value.code == "not-found"

    def fault(question: Any) -> Any:
        raise Refused({"code": "invalid-input", "kind": "invalid"})

    stage.neighbours.answers["identity", "compare_identity"] = fault
    with pytest.raises(Refused):
        stage.run("verify_inquiry_identity", {**TOLD, "account_id": "x"}, as_staff())
