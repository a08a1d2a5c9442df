from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR
from tests.unit.identity.stage import (
    MAIL,
    NEW_PASSWORD,
    PASSWORD,
    Stage,
    as_individual,
)

BIRTH = "1990-04-01"
ANSWER = "ポチ2号"
UNKNOWN = "nobody@example.jp"


def _check(login_id: str = MAIL, birth_on: str = BIRTH) -> dict[str, str]:
    return {"login_id": login_id, "birth_on": birth_on}


def _answer(login_id: str = MAIL, birth_on: str = BIRTH, answer: str = ANSWER) -> dict[str, str]:
    return {"login_id": login_id, "birth_on": birth_on, "answer": answer}


def _reissued(stage: Stage) -> str:
    """The temporary password of somebody who forgot the own one."""
    account_id = stage.opened()
    stage.run("reissue_password", _answer(), VISITOR)
    return stage.temporary_password(account_id)


@pytest.mark.requirement("ID-62")
def test_login_id_and_birth_date_together_lead_to_the_own_question(stage: Stage) -> None:
    stage.opened()
    before = stage.store.last_position()
    answer = stage.run("check_reissue_identity", _check(MAIL.upper()), VISITOR)
    assert answer == {"question": "最初に飼ったペットの名前は?"}
    assert stage.store.last_position() == before


@pytest.mark.requirement("ID-62")
@pytest.mark.parametrize("wrong", [_check(birth_on="1990-04-02"), _check(UNKNOWN)])
def test_one_wrong_item_does_not_tell_which(stage: Stage, wrong: dict[str, str]) -> None:
    stage.opened()
    assert stage.refusal("check_reissue_identity", wrong).code == "reissue-data-wrong"


@pytest.mark.requirement("ID-63")
@pytest.mark.requirement("ID-64")
@pytest.mark.parametrize("answer", [ANSWER, "ﾎﾟﾁ２号", "ポチ　2号"])
def test_the_right_answer_issues_a_temporary_password_by_mail(stage: Stage, answer: str) -> None:
    account_id = stage.opened()
    stage.run("reissue_password", _answer(answer=answer), VISITOR)
    assert stage.types()[-1] == "TemporaryPasswordIssued"
    assert stage.published[-1].data == {"account_id": account_id}
    mail = stage.mail("temporary-password", account_id=account_id)
    assert mail["address"] == MAIL
    assert mail["values"]["login_url"] == "https://portal.example/login"
    assert len(mail["values"]["temporary_password"]) == 8


@pytest.mark.requirement("ID-63")
@pytest.mark.parametrize(
    "wrong", [_answer(answer="タマ"), _answer(birth_on="1990-04-02"), _answer(UNKNOWN)]
)
def test_a_wrong_answer_issues_nothing(stage: Stage, wrong: dict[str, str]) -> None:
    stage.opened()
    assert stage.refusal("reissue_password", wrong).code == "reissue-data-wrong"
    assert "TemporaryPasswordIssued" not in stage.types()


@pytest.mark.requirement("ID-64")
def test_the_temporary_password_is_in_no_event_and_no_projection(stage: Stage) -> None:
    temporary = _reissued(stage)
    everything = repr(list(stage.store.read_log(0, 100))) + repr(stage.views.store)
    assert temporary not in everything + repr(stage.published)


@pytest.mark.requirement("ID-64")
def test_the_old_password_stops_working_on_issue(stage: Stage) -> None:
    temporary = _reissued(stage)
    assert stage.login_refusal(password=PASSWORD) == "login-refused"
    assert stage.log_in(password=temporary)["must_change_password"]


@pytest.mark.requirement("ID-64")
def test_a_live_session_ends_on_issue(stage: Stage) -> None:
    stage.opened()
    token = stage.log_in()["token"]
    stage.run("reissue_password", _answer(), VISITOR)
    assert stage.types()[-2:] == ["SessionEnded", "TemporaryPasswordIssued"]
    assert stage.refusal("resolve_session", {"token": token}).code == "session-ended"


@pytest.mark.requirement("ID-64")
def test_a_temporary_password_works_to_the_last_second_of_its_24_hours(stage: Stage) -> None:
    temporary = _reissued(stage)
    stage.wait(hours=24)
    token = stage.log_in(password=temporary)["token"]
    stage.run("log_out", {"token": token}, VISITOR)
    stage.wait(seconds=1)
    assert stage.login_refusal(password=temporary) == "login-refused"


def test_no_second_temporary_password_while_one_is_valid(stage: Stage) -> None:
    temporary = _reissued(stage)
    refused = stage.refusal("reissue_password", _answer())
    assert refused.code == "temporary-password-still-valid"
    assert stage.log_in(password=temporary)["token"]


def test_an_expired_temporary_password_can_be_replaced(stage: Stage) -> None:
    temporary = _reissued(stage)
    stage.wait(hours=24, seconds=1)
    account_id = stage.account_ids()[0]
    payload = {"purpose": "temporary-password", "account_id": account_id}
    assert stage.refusal("get_mail_details", payload, SYSTEM).code == "not-found"
    stage.run("reissue_password", _answer(), VISITOR)
    assert stage.temporary_password(account_id) != temporary


@pytest.mark.requirement("ID-57")
def test_a_reissue_ends_a_lock(stage: Stage) -> None:
    account_id = stage.opened()
    for _ in range(3):
        stage.login_refusal()
    stage.run("reissue_password", _answer(), VISITOR)
    assert stage.log_in(password=stage.temporary_password(account_id))["token"]


@pytest.mark.requirement("ID-63")
@pytest.mark.parametrize("login_id", [MAIL, UNKNOWN])
def test_three_wrong_tries_close_the_own_reissue_for_24_hours(stage: Stage, login_id: str) -> None:
    stage.opened()
    wrong = [
        stage.refusal("check_reissue_identity", _check(login_id, "2000-01-01")),
        stage.refusal("reissue_password", _answer(login_id, answer="タマ")),
        stage.refusal("check_reissue_identity", _check(login_id, "2000-01-01")),
    ]
    codes = [refusal.code for refusal in wrong]
    assert codes == ["reissue-data-wrong", "reissue-data-wrong", "reissue-closed"]
    assert wrong[-1].params == {"hours": 24}
    before = stage.store.last_position()
    stage.wait(hours=24)
    for name, payload in (
        ("check_reissue_identity", _check(login_id)),
        ("reissue_password", _answer(login_id)),
    ):
        assert stage.refusal(name, payload).code == "reissue-closed"
    assert stage.store.last_position() == before


def test_after_24_hours_the_own_reissue_is_open_again(stage: Stage) -> None:
    stage.opened()
    for _ in range(3):
        stage.refusal("reissue_password", _answer(answer="タマ"))
    stage.wait(hours=24, seconds=1)
    assert stage.refusal("reissue_password", _answer(answer="タマ")).code == "reissue-data-wrong"
    stage.run("reissue_password", _answer(), VISITOR)
    assert stage.types()[-1] == "TemporaryPasswordIssued"


@pytest.mark.requirement("ID-04")
def test_without_a_secret_question_the_inquiry_form_is_the_way(stage: Stage) -> None:
    stage.opened(secret_question="", secret_answer="")
    refused = stage.refusal("check_reissue_identity", _check())
    assert refused.code == "reissue-needs-inquiry"
    assert stage.refusal("reissue_password", _answer()).code == "reissue-data-wrong"


def test_a_pending_opening_is_treated_like_an_unknown_id(stage: Stage) -> None:
    stage.asked_opening()
    codes = [stage.refusal("check_reissue_identity", _check()).code for _ in range(4)]
    assert codes == ["reissue-data-wrong"] * 2 + ["reissue-closed"] * 2


def test_unknown_ids_cost_the_same_work(stage: Stage) -> None:
    stage.opened()
    costs = []
    for login_id in (MAIL, UNKNOWN):
        position, verified = stage.store.last_position(), len(stage.passwords.verified)
        stage.refusal("reissue_password", _answer(login_id, answer="タマ"))
        costs.append(
            (stage.store.last_position() - position, len(stage.passwords.verified) - verified)
        )
    assert costs == [(1, 1), (1, 1)]


@pytest.mark.parametrize("name", ["check_reissue_identity", "reissue_password"])
@pytest.mark.parametrize("login_id", [MAIL, UNKNOWN])
def test_a_try_sent_twice_counts_once(stage: Stage, name: str, login_id: str) -> None:
    stage.opened()
    payload = _check(login_id, "2000-01-01")
    if name == "reissue_password":
        payload["answer"] = ANSWER
    for _ in range(4):
        refusal = stage.refusal(name, payload, command_id="try")
        assert refusal.code == "reissue-data-wrong"


def test_full_width_login_ids_are_hinted_at(stage: Stage) -> None:
    for name, payload in (
        ("check_reissue_identity", _check("ｈ@example.jp")),
        ("reissue_password", _answer("ｈ@example.jp")),
    ):
        assert "login_id" in stage.refusal(name, payload).fields
    assert stage.events() == []


@pytest.mark.requirement("ID-66")
def test_the_password_is_changed_after_entering_the_current_one(stage: Stage) -> None:
    account_id = stage.opened()
    payload = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    stage.run("change_password", payload, as_individual(account_id), command_id="change")
    again = stage.run("change_password", payload, as_individual(account_id), command_id="change")
    assert again["repeated"]
    assert stage.types()[-1] == "PasswordChanged"
    assert stage.login_refusal(password=PASSWORD) == "login-refused"
    assert stage.log_in(password=NEW_PASSWORD)["token"]


@pytest.mark.requirement("ID-66")
@pytest.mark.parametrize(
    ("current", "new", "field", "problem"),
    [
        ("Wr0ngWord", NEW_PASSWORD, "current_password", "current-password-wrong"),
        ("Wr0ng Word", NEW_PASSWORD, "current_password", "contains-space"),
        (PASSWORD, PASSWORD, "new_password", "password-same-as-current"),
        (PASSWORD, "short1", "new_password", "password-length"),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused(
    stage: Stage, current: str, new: str, field: str, problem: str
) -> None:
    account_id = stage.opened()
    payload = {"current_password": current, "new_password": new}
    refusal = stage.refusal("change_password", payload, as_individual(account_id))
    assert [each.code for each in refusal.fields[field]] == [problem]
    assert "PasswordChanged" not in stage.types()


@pytest.mark.requirement("ID-65")
def test_the_temporary_password_cannot_be_kept(stage: Stage) -> None:
    temporary = _reissued(stage)
    payload = {"current_password": temporary, "new_password": temporary}
    refusal = stage.refusal("change_password", payload, as_individual(stage.account_ids()[0]))
    assert [e.code for e in refusal.fields["new_password"]] == ["password-same-as-temporary"]


def test_an_account_that_is_gone_cannot_change_its_password(stage: Stage) -> None:
    account_id = stage.opened()
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    payload = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    assert stage.refusal("change_password", payload, as_individual(account_id)).code == "not-found"
