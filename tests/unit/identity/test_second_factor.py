"""One-time codes as a second factor, recovery codes, and what wrong ones cost."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest

from services.identity.adapters.one_time_codes import TotpCodes
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import VISITOR, Role
from tests.unit.identity.credential_happenings import Device, switched_on
from tests.unit.identity.stage import (
    MAIL,
    NOON,
    PASSWORD,
    WRONG,
    Stage,
    as_individual,
    as_staff,
)

AGAIN = {"current_password": PASSWORD}


def asked(stage: Stage, **more: Any) -> str:
    ticket: str = stage.log_in(**more)["second_step"]["ticket"]
    return ticket


def completed(stage: Stage, ticket: str, code: str, **more: Any) -> dict[str, Any]:
    payload = {"ticket": ticket, "code": code}
    answer: dict[str, Any] = stage.run("complete_log_in", payload, VISITOR, **more)
    return answer


def refused(stage: Stage, ticket: str, code: str) -> str:
    return stage.refusal("complete_log_in", {"ticket": ticket, "code": code}).code


@pytest.mark.parametrize(
    ("moment", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_the_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    at = NOON + timedelta(seconds=moment - NOON.timestamp())
    codes = TotpCodes("Kakehashi")
    assert codes.step_of(secret, code, at) == moment // 30
    assert codes.step_of(secret, code, at + timedelta(seconds=30)) == moment // 30
    assert codes.step_of(secret, code, at + timedelta(seconds=60)) is None
    for other in ("", "x" * 6, code[:5], f"{code}0", "１２３４５６"):
        assert codes.step_of(secret, other, at) is None


def test_the_right_password_alone_starts_no_session_then(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = switched_on(stage, account_id)
    answer = stage.log_in()
    assert set(answer) == {"position", "version", "repeated", "second_step"}
    assert stage.account(account_id).session is None
    done = completed(stage, answer["second_step"]["ticket"], device.code())
    found = stage.run("resolve_session", {"token": done["token"]}, VISITOR)
    assert found["account_id"] == account_id


def test_password_and_code_can_come_together(stage: Stage) -> None:
    device, _ = switched_on(stage, stage.opened())
    payload = {"kind": "individual", "login_id": MAIL, "password": PASSWORD}
    assert stage.refusal("log_in", {**payload, "one_time_code": "000000"}).code == "login-refused"
    assert stage.run("log_in", {**payload, "one_time_code": device.code()}, VISITOR)["token"]


def test_a_code_typed_in_full_width_is_the_same_code(stage: Stage) -> None:
    device, codes = switched_on(stage, stage.opened())
    wide = {ord("-"): "－", **{code: code + 0xFEE0 for code in range(0x30, 0x5B)}}
    for code in (device.code(), codes[0]):
        token = completed(stage, asked(stage), code.translate(wide))["token"]
        stage.run("log_out", {"token": token}, VISITOR)


def test_a_code_opens_one_session_and_older_ones_none(stage: Stage) -> None:
    device, _ = switched_on(stage, stage.opened())
    code, older = device.code(), device.code(seconds=-30)
    token = completed(stage, asked(stage), code)["token"]
    stage.run("log_out", {"token": token}, VISITOR)
    ticket = asked(stage)
    assert refused(stage, ticket, code) == "login-refused"
    assert refused(stage, ticket, older) == "login-refused-wait"


def test_the_code_that_switched_it_on_is_spent(stage: Stage) -> None:
    account_id = stage.opened()
    prepared = stage.run("prepare_second_factor", AGAIN, as_individual(account_id))
    device = Device(stage, prepared["secret"])
    code = device.code()
    payload = {"ticket": prepared["ticket"], "code": code}
    stage.run("enable_second_factor", payload, as_individual(account_id))
    assert refused(stage, asked(stage), code) == "login-refused"


@pytest.mark.requirement("ID-55")
@pytest.mark.requirement("ID-56")
def test_wrong_codes_and_wrong_passwords_are_counted_together(stage: Stage) -> None:
    device, codes = switched_on(stage, stage.opened())
    assert stage.login_refusal(password=WRONG) == "login-refused"
    ticket = asked(stage)
    assert refused(stage, ticket, "000000") == "login-refused-wait"
    ticket = asked(stage)
    assert refused(stage, ticket, "000000") == "account-locked"
    assert refused(stage, ticket, device.code()) == "account-locked"
    assert refused(stage, ticket, codes[0]) == "account-locked"
    assert stage.login_refusal(password=PASSWORD) == "account-locked"


def test_a_pause_forgets_wrong_codes_as_it_does_passwords(stage: Stage) -> None:
    device, _ = switched_on(stage, stage.opened())
    ticket = asked(stage)
    for _ in range(2):
        refused(stage, ticket, "000000")
    stage.wait(minutes=30)
    assert refused(stage, asked(stage), "000000") == "login-refused"
    assert completed(stage, asked(stage), device.code())["token"]


def test_a_recovery_code_works_once_however_it_is_typed(stage: Stage) -> None:
    account_id = stage.opened()
    _, codes = switched_on(stage, account_id)
    assert len(set(codes)) == 10
    token = completed(stage, asked(stage), codes[3].lower().replace("-", " "))["token"]
    stage.run("log_out", {"token": token}, VISITOR)
    assert refused(stage, asked(stage), codes[3]) == "login-refused"
    said = stage.run("get_security", {}, as_individual(account_id))["second_factor"]
    assert said["recovery_codes_left"] == 9


def test_new_recovery_codes_replace_those_before(stage: Stage) -> None:
    account_id = stage.opened()
    _, old = switched_on(stage, account_id)
    new = stage.run("renew_recovery_codes", AGAIN, as_individual(account_id))["recovery_codes"]
    assert refused(stage, asked(stage), old[0]) == "login-refused"
    assert completed(stage, asked(stage), new[0])["token"]


@pytest.mark.requirement("ID-59")
def test_a_second_device_is_refused_before_and_after_the_code(stage: Stage) -> None:
    device, _ = switched_on(stage, stage.opened())
    waiting = asked(stage)
    completed(stage, waiting, device.code())
    assert stage.login_refusal(password=PASSWORD) == "already-logged-in"
    assert refused(stage, waiting, device.code(seconds=30)) == "second-step-over"


@pytest.mark.parametrize("made_up", ["{}.x", "nobody.x", "x", "{}."])
def test_a_made_up_ticket_is_like_one_that_is_over(stage: Stage, made_up: str) -> None:
    account_id = stage.opened()
    device, _ = switched_on(stage, account_id)
    asked(stage)
    assert refused(stage, made_up.format(account_id), device.code()) == "second-step-over"


def test_a_ticket_ends_with_time_with_the_next_one_and_with_a_reissue(stage: Stage) -> None:
    account_id = stage.opened()
    device, _ = switched_on(stage, account_id)
    first, second = asked(stage), asked(stage)
    assert refused(stage, first, device.code()) == "second-step-over"
    stage.wait(minutes=5, seconds=1)
    assert refused(stage, second, device.code()) == "second-step-over"
    third = asked(stage)
    answer = {"login_id": MAIL, "birth_on": "1990-04-01", "answer": "ポチ2号"}
    stage.run("reissue_password", answer, VISITOR)
    assert refused(stage, third, device.code()) == "second-step-over"
    again = asked(stage, password=stage.temporary_password(account_id))
    assert completed(stage, again, device.code())["must_change_password"] is True


def test_an_answer_that_was_lost_can_be_asked_for_again_with_the_code(stage: Stage) -> None:
    device, _ = switched_on(stage, stage.opened())
    first = stage.log_in(command_id="one")["second_step"]
    assert stage.log_in(command_id="one")["second_step"] == first
    assert stage.login_refusal(command_id="one") == "login-refused"
    code = device.code()
    token = completed(stage, first["ticket"], code, command_id="two")["token"]
    again = completed(stage, first["ticket"], code, command_id="two")["token"]
    assert again != token
    wrong = {"ticket": first["ticket"], "code": "000000"}
    refusal = stage.refusal("complete_log_in", wrong, command_id="two")
    assert refusal.code == "login-refused"


def test_switching_on_needs_password_code_and_the_own_ticket(stage: Stage) -> None:
    account_id, other = stage.opened(), stage.opened("taro@example.jp")
    person = as_individual(account_id)
    wrong = stage.refusal("prepare_second_factor", {"current_password": WRONG}, person)
    assert "current_password" in wrong.fields
    prepared = stage.run("prepare_second_factor", AGAIN, person)
    payload = {"ticket": prepared["ticket"], "code": "000000"}
    assert "code" in stage.refusal("enable_second_factor", payload, person).fields
    payload["code"] = Device(stage, prepared["secret"]).code()
    foreign = stage.refusal("enable_second_factor", payload, as_individual(other))
    assert foreign.code == "second-factor-not-prepared"
    stage.wait(minutes=31)
    assert stage.refusal("enable_second_factor", payload, person).code == (
        "second-factor-not-prepared"
    )


def test_a_secret_is_shown_again_to_who_has_its_ticket_until_it_is_switched_on(
    stage: Stage,
) -> None:
    account_id, other = stage.opened(), stage.opened("taro@example.jp")
    person = as_individual(account_id)
    prepared = stage.run("prepare_second_factor", AGAIN, person)
    ticket = {"ticket": prepared["ticket"]}
    assert stage.run("get_prepared_second_factor", ticket, person) == prepared
    not_prepared = "second-factor-not-prepared"
    foreign = stage.refusal("get_prepared_second_factor", ticket, as_individual(other))
    assert foreign.code == not_prepared
    made_up = stage.refusal("get_prepared_second_factor", {"ticket": "made-up"}, person)
    assert made_up.code == not_prepared
    stage.wait(minutes=31)
    assert stage.refusal("get_prepared_second_factor", ticket, person).code == not_prepared
    switched_on(stage, account_id)
    assert stage.refusal("get_prepared_second_factor", ticket, person).code == "second-factor-on"


def test_switching_off_needs_the_password(stage: Stage) -> None:
    account_id = stage.opened()
    switched_on(stage, account_id)
    person = as_individual(account_id)
    stage.refusal("disable_second_factor", {"current_password": WRONG}, person)
    assert "second_step" in stage.log_in()
    stage.run("disable_second_factor", AGAIN, person)
    assert stage.log_in()["token"]
    assert stage.refusal("renew_recovery_codes", AGAIN, person).code == "second-factor-off"


def test_a_reissue_by_the_operator_takes_the_second_factor_away(stage: Stage) -> None:
    account_id = stage.internal("staff02", email="staff@example.jp")
    switched_on(stage, account_id)
    operator = as_staff(Role.OPERATOR)
    stage.run("reissue_internal_password", {"account_id": account_id}, operator)
    temporary = stage.temporary_password(account_id)
    assert stage.log_in("staff02", temporary, "internal")["must_change_password"] is True


def test_after_leaving_nobody_reads_the_secret(stage: Stage) -> None:
    account_id = stage.opened()
    switched_on(stage, account_id)
    totp = stage.account(account_id).credentials.totp
    assert totp is not None
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    for sealed in (totp.secret, totp.recovery):
        with pytest.raises(Unreadable):
            stage.personal_data.open(sealed)


def test_no_event_shows_secret_or_recovery_code(stage: Stage) -> None:
    account_id = stage.opened()
    prepared = stage.run("prepare_second_factor", AGAIN, as_individual(account_id))
    payload = {"ticket": prepared["ticket"], "code": Device(stage, prepared["secret"]).code()}
    codes = stage.run("enable_second_factor", payload, as_individual(account_id))["recovery_codes"]
    totp = stage.account(account_id).credentials.totp
    assert totp is not None
    kept = stage.personal_data.open(totp.recovery)
    for code in codes:
        assert code.replace("-", "") not in repr(kept)
    assert not any(event.type.startswith("Totp") for event in stage.published)
