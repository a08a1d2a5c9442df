from __future__ import annotations

from dataclasses import replace

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR
from tests.unit.identity.stage import (
    MAIL,
    Stage,
    as_individual,
    as_organisation,
    as_staff,
)


@pytest.mark.requirement("ID-20")
def test_leaving_ends_the_session_and_erases(stage: Stage) -> None:
    account_id = stage.opened()
    stage.files.put("f", account_id, 0, b"resume")
    token = stage.log_in()["token"]
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    assert stage.types()[-2:] == ["SessionEnded", "UserWithdrawn"]
    assert stage.published[-1].data == {"account_id": account_id}
    assert stage.refusal("resolve_session", {"token": token}).code == "session-ended"
    assert account_id in stage.personal_data.erased
    assert stage.files.pieces("f") == 0
    assert stage.account_ids() == []
    assert stage.documents("due") == {}
    assert stage.refusal("get_profile", {}, as_individual(account_id)).code == "not-found"


@pytest.mark.requirement("ID-20")
def test_whoever_left_gets_no_mail(stage: Stage) -> None:
    account_id = stage.opened()
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    payload = {"purpose": "application-status", "account_id": account_id}
    assert stage.refusal("get_mail_details", payload, SYSTEM).code == "not-found"


@pytest.mark.requirement("ID-20")
def test_the_address_can_register_again(stage: Stage) -> None:
    left = stage.opened()
    stage.run("leave", {"confirmed": True}, as_individual(left))
    assert stage.login_refusal() == "login-refused"
    stage.wait(minutes=10)
    again = stage.opened()
    assert again != left
    assert stage.log_in(MAIL)["account_id"] == again


@pytest.mark.requirement("ID-20")
def test_the_address_can_register_again_at_once(stage: Stage) -> None:
    left = stage.opened()
    # As if every reaction were late.
    stage.service = replace(stage.service, reactions=())
    stage.run("leave", {"confirmed": True}, as_individual(left))
    again = stage.opened()
    assert again != left
    assert stage.log_in(MAIL)["account_id"] == again


def test_a_command_id_that_another_command_had_erases_nobody(stage: Stage) -> None:
    person = as_individual(stage.opened())
    stage.run("confirm_registered_information", {}, person, command_id="c-1")
    stage.run("leave", {"confirmed": True}, person, command_id="c-1")
    assert stage.run("get_profile", {}, person)["name"] == "山田 花子"


@pytest.mark.requirement("ID-20")
def test_leaving_needs_the_confirmation(stage: Stage) -> None:
    account_id = stage.opened()
    refused = stage.refusal("leave", {"confirmed": False}, as_individual(account_id))
    assert refused.code == "leaving-not-confirmed"
    assert stage.log_in()["token"]


def test_leaving_sent_twice_is_leaving_once(stage: Stage) -> None:
    account_id = stage.opened()
    for repeated in (False, True):
        answer = stage.run(
            "leave", {"confirmed": True}, as_individual(account_id), command_id="leave"
        )
        assert answer["repeated"] is repeated
    assert stage.types().count("UserWithdrawn") == 1
    refused = stage.refusal("leave", {"confirmed": True}, as_individual(account_id))
    assert refused.code == "not-found"


def test_only_individuals_leave_this_way(stage: Stage) -> None:
    approved = stage.active_organisation()
    actor = as_organisation(approved["organisation_id"], approved["account_id"])
    assert stage.refusal("leave", {"confirmed": True}, actor).code == "not-permitted"
    disguised = as_individual(approved["account_id"])
    assert stage.refusal("leave", {"confirmed": True}, disguised).code == "not-found"


def test_names_of_applicants_are_answered_without_those_who_left(stage: Stage) -> None:
    hanako = stage.opened()
    taro = stage.opened("taro@example.jp", name="鈴木 太郎", name_kana="スズキ タロウ")
    jiro = stage.opened("jiro@example.jp", name="田中 次郎")
    staff = stage.internal()
    pending = stage.asked_opening("new@example.jp").partition(".")[0]
    stage.run("leave", {"confirmed": True}, as_individual(taro))
    stage.personal_data.destroy(jiro)
    wanted = {"account_ids": [hanako, taro, jiro, staff, pending, "unknown"]}
    answer = stage.run("get_contacts_of", wanted, SYSTEM)
    assert answer == {
        "items": [{"account_id": hanako, "name": "山田 花子", "name_kana": "ヤマダ ハナコ"}],
        "total": 1,
    }
    for actor in (VISITOR, as_individual(hanako), as_organisation("o-1"), as_staff()):
        assert stage.refusal("get_contacts_of", wanted, actor).code == "not-permitted"
