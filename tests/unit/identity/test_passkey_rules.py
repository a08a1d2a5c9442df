"""What holds for passkeys as it does for passwords, and what their challenges and counters say."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import VISITOR, Role
from tests.support.authenticator import Authenticator
from tests.unit.identity.passkey_cast import (
    AGAIN,
    answered,
    begun,
    log_out,
    logged_in,
    prepared,
    refused,
    registered,
)
from tests.unit.identity.stage import MAIL, PASSWORD, WRONG, Stage, as_individual, as_staff

OTHER = "jiro@example.jp"


def test_a_challenge_is_answered_once(stage: Stage) -> None:
    device, _ = registered(stage, stage.opened())
    asked = begun(stage)
    payload = {"ticket": asked["ticket"], "credential": device.get(asked["options"])}
    log_out(stage, stage.run("log_in_with_passkey", payload, VISITOR))
    assert stage.refusal("log_in_with_passkey", payload).code == "passkey-challenge-over"
    newer = {**payload, "credential": device.get(asked["options"])}
    assert stage.refusal("log_in_with_passkey", newer).code == "passkey-challenge-over"


def test_an_answer_that_was_refused_has_used_its_challenge_up(stage: Stage) -> None:
    device, _ = registered(stage, stage.opened())
    asked = begun(stage)
    wrong = device.get(asked["options"], origin="https://evil.example")
    payload = {"ticket": asked["ticket"], "credential": wrong}
    assert stage.refusal("log_in_with_passkey", payload).code == "passkey-refused"
    payload["credential"] = device.get(asked["options"])
    assert stage.refusal("log_in_with_passkey", payload).code == "passkey-challenge-over"


def test_a_challenge_ends_after_five_minutes(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    in_time, late = answered(stage, device), answered(stage, device)
    person = as_individual(account_id)
    asked = prepared(stage, person)
    stage.wait(minutes=5)
    log_out(stage, stage.run("log_in_with_passkey", in_time, VISITOR))
    stage.wait(seconds=1)
    assert stage.refusal("log_in_with_passkey", late).code == "passkey-challenge-over"
    made = Authenticator().create(asked["options"])
    payload = {"ticket": asked["ticket"], "credential": made, "name": "x"}
    assert stage.refusal("register_passkey", payload, person).code == "passkey-challenge-over"


def test_a_challenge_of_a_login_registers_nothing_and_the_other_way_round(stage: Stage) -> None:
    account_id = stage.opened()
    person = as_individual(account_id)
    device, _ = registered(stage, account_id)
    login, registration = begun(stage), prepared(stage, person)
    made = Authenticator().create({**registration["options"], **login["options"]})
    payload = {"ticket": login["ticket"], "credential": made, "name": "x"}
    assert stage.refusal("register_passkey", payload, person).code == "passkey-challenge-over"
    shown = {
        "ticket": registration["ticket"],
        "credential": device.get(registration["options"]),
    }
    assert stage.refusal("log_in_with_passkey", shown).code == "passkey-challenge-over"
    of_staff = begun(stage, internal=True)
    shown = {"ticket": of_staff["ticket"], "credential": device.get(of_staff["options"])}
    assert stage.refusal("log_in_with_passkey", shown).code == "passkey-challenge-over"


def test_a_registration_belongs_to_the_session_it_was_begun_in(stage: Stage) -> None:
    account_id, other = stage.opened(), stage.opened(OTHER)
    token = stage.log_in()["token"]
    person = as_individual(account_id)
    asked = prepared(stage, person)
    made = Authenticator().create(asked["options"])
    payload = {"ticket": asked["ticket"], "credential": made, "name": "x"}
    elsewhere = stage.refusal("register_passkey", payload, as_individual(other))
    assert elsewhere.code == "passkey-challenge-over"
    stage.run("log_out", {"token": token}, VISITOR)
    stage.log_in()
    assert stage.refusal("register_passkey", payload, person).code == "passkey-challenge-over"


@pytest.mark.parametrize("made_up", ["x", "...", "x.1.login.y", "あ.1.login.z"])
def test_a_made_up_ticket_is_like_one_that_is_over(stage: Stage, made_up: str) -> None:
    device, _ = registered(stage, stage.opened())
    payload = {"ticket": made_up, "credential": device.get(begun(stage)["options"])}
    assert stage.refusal("log_in_with_passkey", payload).code == "passkey-challenge-over"


def test_a_counter_that_goes_back_is_refused_recorded_and_told(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    log_out(stage, logged_in(stage, device))
    for count in (2, 1, 0):
        assert refused(stage, device, count=count) == "passkey-behind"
    assert stage.account(account_id).session is None
    told = stage.run("get_account_history", {}, as_individual(account_id))["items"]
    assert [one["what"] for one in told[:3]] == ["passkey-behind"] * 3
    device.held[0].count = 2
    assert logged_in(stage, device)["token"]


def test_authenticators_that_do_not_count_open_again_and_again(stage: Stage) -> None:
    device, _ = registered(stage, stage.opened(), device=Authenticator(steps=0))
    for _ in range(3):
        log_out(stage, logged_in(stage, device))


@pytest.mark.requirement("ID-56")
def test_a_locked_account_is_not_opened_by_passkey(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    for _ in range(3):
        stage.login_refusal(password=WRONG)
    assert refused(stage, device) == "account-locked"
    assert stage.refusal("prepare_passkey", AGAIN, as_individual(account_id)).code == (
        "account-locked"
    )


@pytest.mark.requirement("ID-57")
def test_after_the_reissue_that_ends_the_lock_the_passkey_opens_again(stage: Stage) -> None:
    device, _ = registered(stage, stage.opened())
    for _ in range(3):
        stage.login_refusal(password=WRONG)
    answer = {"login_id": MAIL, "birth_on": "1990-04-01", "answer": "ポチ2号"}
    stage.run("reissue_password", answer, VISITOR)
    assert logged_in(stage, device)["token"]


@pytest.mark.requirement("ID-59")
def test_a_second_device_is_refused_by_passkey_too(stage: Stage) -> None:
    device, _ = registered(stage, stage.opened())
    first = stage.log_in()
    assert refused(stage, device) == "already-logged-in"
    log_out(stage, first)
    answer = logged_in(stage, device)
    assert stage.login_refusal(password=PASSWORD) == "already-logged-in"
    log_out(stage, answer)
    assert stage.log_in()["token"]


@pytest.mark.requirement("ID-61")
def test_a_session_begun_by_passkey_ends_after_sixty_minutes(stage: Stage) -> None:
    device, _ = registered(stage, stage.opened())
    token = logged_in(stage, device)["token"]
    stage.wait(minutes=60, seconds=1)
    assert stage.refusal("resolve_session", {"token": token}).code == "session-ended"


@pytest.mark.requirement("ID-30")
def test_a_suspended_account_is_told_so_only_to_who_has_the_passkey(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    payload = {"account_id": account_id, "reason": "確認中"}
    stage.run("suspend_user", payload, as_staff())
    assert refused(stage, device) == "account-suspended"
    assert refused(stage, device, origin="https://evil.example") == "passkey-refused"


@pytest.mark.requirement("ID-21")
def test_the_passkey_of_a_deceased_person_opens_nothing(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    obituary = {"account_id": account_id, "matched": True, "obituary": "社内掲示"}
    stage.run("record_death", obituary, as_staff())
    assert refused(stage, device) == "passkey-refused"


@pytest.mark.requirement("ID-20")
def test_leaving_removes_and_erases_passkeys(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = registered(stage, account_id)
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    assert refused(stage, device) == "passkey-refused"
    assert stage.account(account_id).credentials.passkeys == ()
    assert account_id not in stage.documents("credentials")
    other = stage.opened(OTHER)
    again, _ = registered(stage, other, credential_id=device.held[0].credential_id)
    assert logged_in(stage, again)["account_id"] == other


@pytest.mark.requirement("ID-87")
def test_stopping_a_user_and_an_operator_s_reissue_remove_passkeys(stage: Stage) -> None:
    operator = as_staff(Role.OPERATOR)
    stopped = stage.internal("staff01")
    reissued = stage.internal("staff02", email="staff02@example.jp")
    devices = [
        registered(stage, one, person=as_staff(account=one))[0] for one in (stopped, reissued)
    ]
    stage.run("stop_internal_user", {"account_id": stopped}, operator)
    stage.run("reissue_internal_password", {"account_id": reissued}, operator)
    for one, device in zip((stopped, reissued), devices, strict=True):
        assert stage.account(one).credentials.passkeys == ()
        assert refused(stage, device, internal=True) == "passkey-refused"


@pytest.mark.requirement("ID-58")
def test_nobody_learns_from_a_login_which_credentials_there_are(stage: Stage) -> None:
    """The options name nobody, and every credential that proves nothing gets one answer."""
    known, unknown = Authenticator(), Authenticator()
    account_id = stage.opened()
    before = begun(stage)["options"]
    registered(stage, account_id, device=known)
    after = begun(stage)["options"]
    assert {**before, "challenge": ""} == {**after, "challenge": ""}
    assert after["allowCredentials"] == []
    unknown.create(prepared(stage, as_individual(account_id))["options"])
    answers = {
        refused(stage, unknown),
        refused(stage, known, private=unknown.held[0].private),
        refused(stage, unknown, internal=True),
    }
    assert answers == {"passkey-refused"}
