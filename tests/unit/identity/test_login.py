from __future__ import annotations

import dataclasses

import pytest

from services.identity.domain.attempts import LoginFailed
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Role
from tests.unit.identity.stage import MAIL, PASSWORD, WRONG, Stage, as_individual

UNKNOWN = "nobody@example.jp"


@pytest.mark.requirement("ID-53")
def test_each_kind_of_account_has_its_own_button(stage: Stage) -> None:
    stage.opened("both@example.jp")
    stage.active_organisation(email="only@example.jp")
    stage.internal("staff01")
    assert stage.login_refusal("only@example.jp", PASSWORD) == "login-refused"
    assert stage.login_refusal("both@example.jp", PASSWORD, "organisation") == "login-refused"
    assert stage.login_refusal("staff01", PASSWORD, "organisation") == "login-refused"
    assert stage.log_in("both@example.jp")["role"] == "individual"
    assert stage.log_in("only@example.jp", kind="organisation")["role"] == "organisation"
    assert stage.log_in("staff01", kind="internal")["role"] == "secretariat"


@pytest.mark.requirement("ID-53")
def test_the_wrong_button_counts_only_against_its_own_kind(stage: Stage) -> None:
    stage.opened("both@example.jp")
    stage.active_organisation(email="both@example.jp")
    for _ in range(3):
        stage.login_refusal("both@example.jp", WRONG, "organisation")
    assert stage.log_in("both@example.jp")["role"] == "individual"
    assert stage.login_refusal("both@example.jp", PASSWORD, "organisation") == "account-locked"


@pytest.mark.requirement("ID-54")
def test_the_password_is_case_sensitive_and_the_login_id_is_not(stage: Stage) -> None:
    stage.opened()
    assert stage.login_refusal(password=PASSWORD.swapcase()) == "login-refused"
    assert stage.log_in(MAIL.upper())["must_change_password"] is False


@pytest.mark.requirement("ID-54")
@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("login_id", "ｈanako@example.jp", "not-half-width"),
        ("login_id", f" {MAIL}", "contains-space"),
        ("login_id", f"{MAIL}\u3000", "contains-space"),
        ("password", f"{PASSWORD} ", "contains-space"),
        ("password", "Ｐassw0rd", "not-half-width"),
        ("password", "ﾊﾟｽﾜｰﾄﾞ1", "not-half-width"),
    ],
)
def test_full_width_and_spaces_are_hinted_at_and_not_counted(
    stage: Stage, field: str, text: str, problem: str
) -> None:
    stage.opened()
    before = stage.store.last_position()
    payload = {"kind": "individual", "login_id": MAIL, "password": PASSWORD, field: text}
    for _ in range(4):
        refusal = stage.refusal("log_in", payload)
        assert [each.code for each in refusal.fields[field]] == [problem]
    assert stage.store.last_position() == before
    assert stage.log_in()["token"]


@pytest.mark.requirement("ID-55")
@pytest.mark.requirement("ID-56")
@pytest.mark.requirement("ID-58")
@pytest.mark.parametrize("known", [True, False])
def test_known_and_unknown_ids_get_the_same_advice_and_lock_notice(
    stage: Stage, known: bool
) -> None:
    if known:
        stage.opened()
    codes = [stage.login_refusal() for _ in range(5)]
    assert codes == [
        "login-refused",
        "login-refused-wait",
        "account-locked",
        "account-locked",
        "account-locked",
    ]


@pytest.mark.requirement("ID-55")
def test_the_advice_names_30_minutes(stage: Stage) -> None:
    stage.opened()
    stage.login_refusal()
    payload = {"kind": "individual", "login_id": MAIL, "password": WRONG}
    assert stage.refusal("log_in", payload).params == {"minutes": 30}


@pytest.mark.requirement("ID-58")
def test_unknown_ids_cost_the_same_work_and_commits(stage: Stage) -> None:
    stage.opened()
    costs = []
    for login_id in (MAIL, UNKNOWN):
        position, verified = stage.store.last_position(), len(stage.passwords.verified)
        stage.login_refusal(login_id)
        costs.append(
            (stage.store.last_position() - position, len(stage.passwords.verified) - verified)
        )
    assert costs == [(1, 1), (1, 1)]


@pytest.mark.requirement("ID-56")
def test_the_third_failure_locks_and_even_the_right_password_is_refused(stage: Stage) -> None:
    account_id = stage.opened()
    for _ in range(3):
        stage.login_refusal()
    assert stage.types()[2:] == ["LoginFailed", "LoginFailed", "LoginFailed", "AccountLocked"]
    assert stage.published[-1].data == {"account_id": account_id}
    before = stage.store.last_position()
    assert stage.login_refusal(password=PASSWORD) == "account-locked"
    assert stage.store.last_position() == before


@pytest.mark.requirement("ID-57")
def test_time_alone_never_unlocks(stage: Stage) -> None:
    stage.opened()
    for _ in range(3):
        stage.login_refusal()
    stage.wait(days=400)
    assert stage.login_refusal(password=PASSWORD) == "account-locked"


@pytest.mark.requirement("ID-56")
@pytest.mark.parametrize(
    ("pause", "third"), [(29 * 60 + 59, "account-locked"), (30 * 60, "login-refused")]
)
@pytest.mark.parametrize("login_id", [MAIL, UNKNOWN])
def test_a_pause_of_30_minutes_starts_the_counter_anew(
    stage: Stage, pause: int, third: str, login_id: str
) -> None:
    stage.opened()
    stage.login_refusal(login_id)
    stage.login_refusal(login_id)
    stage.wait(seconds=pause)
    assert stage.login_refusal(login_id) == third


@pytest.mark.requirement("ID-55")
def test_the_right_password_before_the_30_minutes_is_accepted_and_resets(stage: Stage) -> None:
    stage.opened()
    stage.login_refusal()
    stage.login_refusal()
    token = stage.log_in()["token"]
    stage.run("log_out", {"token": token}, VISITOR)
    assert [stage.login_refusal() for _ in range(2)] == ["login-refused", "login-refused-wait"]


def test_what_was_tried_before_an_address_was_registered_does_not_count(stage: Stage) -> None:
    for _ in range(3):
        stage.login_refusal()
    stage.opened()
    assert stage.log_in()["token"]


def test_a_pending_opening_is_no_account_to_log_in_to(stage: Stage) -> None:
    stage.asked_opening()
    codes = [stage.login_refusal(password=PASSWORD) for _ in range(3)]
    assert codes == ["login-refused", "login-refused-wait", "account-locked"]


def test_failures_with_unknown_ids_stay_private(stage: Stage) -> None:
    for _ in range(3):
        stage.login_refusal(UNKNOWN)
    assert stage.types() == []
    assert [e.account_id for e in stage.events() if isinstance(e, LoginFailed)] == [None] * 3


@pytest.mark.requirement("ID-59")
def test_a_second_device_is_refused_until_the_first_logs_out(stage: Stage) -> None:
    stage.opened()
    first = stage.log_in()["token"]
    before = stage.store.last_position()
    assert [stage.login_refusal(password=PASSWORD) for _ in range(4)] == ["already-logged-in"] * 4
    assert stage.store.last_position() == before
    assert stage.run("resolve_session", {"token": first}, VISITOR)["display_name"] == "山田 花子"
    stage.run("log_out", {"token": first}, VISITOR)
    assert stage.log_in()["token"] != first


@pytest.mark.requirement("ID-59")
def test_a_wrong_password_while_a_session_is_live_counts(stage: Stage) -> None:
    stage.opened()
    stage.log_in()
    assert [stage.login_refusal() for _ in range(3)][-1] == "account-locked"


@pytest.mark.requirement("ID-19")
def test_the_previous_login_is_kept_to_the_minute(stage: Stage) -> None:
    account_id = stage.opened()
    stage.wait(seconds=30)
    token = stage.log_in()["token"]
    assert stage.run("get_profile", {}, as_individual(account_id))["previous_login_at"] is None
    stage.run("log_out", {"token": token}, VISITOR)
    stage.wait(hours=5)
    stage.log_in()
    profile = stage.run("get_profile", {}, as_individual(account_id))
    assert profile["previous_login_at"] == "2024-05-01T03:00:00+00:00"
    assert profile["updated_at"] == "2024-05-01T03:00:00+00:00"


def test_a_login_whose_answer_was_lost_gets_a_new_token(stage: Stage) -> None:
    stage.opened()
    lost = stage.log_in(command_id="login")
    again = stage.log_in(command_id="login")
    assert again["session_id"] == lost["session_id"]
    assert stage.types().count("SessionStarted") == 1
    assert stage.refusal("resolve_session", {"token": lost["token"]}).code == "session-ended"
    assert stage.run("resolve_session", {"token": again["token"]}, VISITOR)["role"] == "individual"


def test_a_repeated_login_needs_the_password_again(stage: Stage) -> None:
    stage.opened()
    first = stage.log_in(command_id="login")
    assert stage.login_refusal(password=WRONG, command_id="login") == "login-refused"
    stage.run("log_out", {"token": first["token"]}, VISITOR)
    assert stage.login_refusal(password=PASSWORD, command_id="login") == "login-refused"


@pytest.mark.requirement("ID-56")
def test_a_key_of_another_login_is_no_way_around_the_lock(stage: Stage) -> None:
    stage.opened()
    stage.log_in(command_id="login")
    refused = [stage.login_refusal(password=WRONG, command_id="login") for _ in range(3)]
    assert refused == ["login-refused", "login-refused-wait", "account-locked"]
    assert stage.login_refusal(password=PASSWORD, command_id="login") == "account-locked"


@pytest.mark.parametrize("login_id", [MAIL, UNKNOWN])
def test_a_failed_login_sent_twice_counts_once(stage: Stage, login_id: str) -> None:
    stage.opened()
    for _ in range(3):
        assert stage.login_refusal(login_id, command_id="login") == "login-refused"
    assert len([e for e in stage.events() if isinstance(e, LoginFailed)]) == 1


def test_what_the_browser_said_is_sealed(stage: Stage) -> None:
    account_id = stage.opened()
    payload = {"kind": "individual", "login_id": MAIL, "password": PASSWORD, "device": "Firefox"}
    stage.run("log_in", payload, VISITOR)
    assert "Firefox" not in repr(stage.store.read_log(0, 100))
    started = next(e for e in stage.events() if type(e).__name__ == "SessionStarted")
    assert started.device.owner == account_id
    assert stage.personal_data.open(started.device) == {"device": "Firefox"}


def test_the_token_has_256_bits_and_only_its_digest_is_kept(stage: Stage) -> None:
    stage.opened()
    token = stage.log_in()["token"]
    assert len(token) == 43
    assert token not in repr(stage.store.read_log(0, 100)) + repr(stage.views.store)


def test_an_account_that_is_gone_meanwhile_is_refused_without_counting(stage: Stage) -> None:
    account_id = stage.asked_opening().partition(".")[0]
    release = stage.service.reactions
    stage.service = dataclasses.replace(stage.service, reactions=())
    stage.run("discard_unopened_account", {"account_id": account_id}, SYSTEM)
    before = stage.store.last_position()
    assert stage.login_refusal(password=PASSWORD) == "login-refused"
    stage.run("request_opening", {"email": MAIL}, VISITOR)
    assert stage.store.last_position() == before
    stage.service = dataclasses.replace(stage.service, reactions=release)


def test_an_internal_user_may_act_in_any_of_the_own_roles(stage: Stage) -> None:
    stage.internal(roles=["secretariat", "counsellor"])
    token = stage.log_in("staff01", kind="internal")["token"]
    for wanted, role in (
        ("", "secretariat"),
        ("counsellor", "counsellor"),
        ("mofa", "secretariat"),
    ):
        session = stage.run("resolve_session", {"token": token, "role": wanted}, VISITOR)
        assert session["role"] == Role(role)
        assert session["roles"] == ["secretariat", "counsellor"]
