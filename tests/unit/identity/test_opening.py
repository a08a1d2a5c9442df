from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR
from tests.unit.identity.stage import (
    MAIL,
    NOON,
    PASSWORD,
    Stage,
    as_individual,
    opening,
    tokyo,
)


@pytest.mark.requirement("ID-01")
@pytest.mark.requirement("ID-05")
def test_completing_the_opening_makes_a_simple_registrant(stage: Stage) -> None:
    account_id = stage.opened()
    assert stage.types() == ["AccountEmailRegistered", "UserRegistered"]
    told = {"account_id": account_id, "confirm_at": "2025-05-01T00:00:00+00:00"}
    assert stage.published[-1].data == told
    profile = stage.run("get_profile", {}, as_individual(account_id))
    assert profile["status"] == "simple"
    assert (profile["name"], profile["name_kana"]) == ("山田 花子", "ヤマダ ハナコ")
    assert (profile["email"], profile["birth_on"]) == (MAIL, "1990-04-01")


@pytest.mark.requirement("ID-01")
def test_the_login_id_is_the_address(stage: Stage) -> None:
    stage.opened()
    assert stage.log_in(MAIL)["role"] == "individual"


@pytest.mark.requirement("ID-02")
def test_an_address_in_use_gets_the_same_answer_and_its_owner_a_mail(stage: Stage) -> None:
    account_id = stage.opened()
    stage.wait(minutes=10)
    unused = stage.run("request_opening", {"email": "taro@example.jp"}, VISITOR)
    in_use = stage.run("request_opening", {"email": MAIL.upper()}, VISITOR)
    assert in_use == unused
    assert len(stage.account_ids()) == 2
    assert stage.published[-1].data == {"account_id": account_id}
    mail = stage.mail("account-opening", account_id=account_id)
    assert mail["values"]["already_open"] is True
    assert "link" not in mail["values"]


@pytest.mark.requirement("ID-02")
@pytest.mark.parametrize("opened", [True, False])
def test_asking_costs_one_commit_in_each_stream_whether_the_address_is_in_use_or_not(
    stage: Stage, opened: bool
) -> None:
    if opened:
        stage.opened()
        stage.wait(minutes=10)
    before = stage.store.last_position()
    stage.run("request_opening", {"email": MAIL}, VISITOR)
    assert stage.store.last_position() - before == 2


def test_asking_again_at_once_sends_no_second_mail(stage: Stage) -> None:
    stage.asked_opening()
    stage.wait(seconds=119)
    stage.run("request_opening", {"email": MAIL}, VISITOR)
    assert stage.types() == ["AccountEmailRegistered"]
    stage.wait(seconds=1)
    stage.run("request_opening", {"email": MAIL}, VISITOR)
    assert stage.types() == ["AccountEmailRegistered", "AccountEmailRegistered"]


def test_asking_again_prolongs_the_link_that_was_sent(stage: Stage) -> None:
    token = stage.asked_opening()
    stage.wait(hours=20)
    assert stage.asked_opening() == token
    stage.wait(hours=24)
    stage.run("complete_opening", opening(token), VISITOR)
    assert stage.types()[-1] == "UserRegistered"


def test_a_command_sent_twice_has_one_effect(stage: Stage) -> None:
    for _ in range(2):
        stage.run("request_opening", {"email": MAIL}, VISITOR, command_id="ask")
    token = stage.asked_opening("taro@example.jp")
    first = stage.run("complete_opening", opening(token), VISITOR, command_id="open")
    second = stage.run("complete_opening", opening(token), VISITOR, command_id="open")
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert stage.types() == ["AccountEmailRegistered", "AccountEmailRegistered", "UserRegistered"]


def test_an_opening_cut_off_after_the_register_is_completed_by_the_next_question(
    stage: Stage,
) -> None:
    from services.identity.domain.login_id import LoginIdClaimed

    stage.run("request_opening", {"email": MAIL}, VISITOR)
    claimed = next(e for e in stage.events() if isinstance(e, LoginIdClaimed))
    cut_off = Stage()
    cut_off.store.append(stage.store.read_log(0, 1)[0])  # type: ignore[arg-type]
    assert cut_off.account_ids() == []
    cut_off.run("request_opening", {"email": MAIL}, VISITOR)
    assert cut_off.account_ids() == [claimed.account_id]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("no-at-sign", "not-an-address"),
        ("two@at@example.jp", "not-an-address"),
        ("dot@nowhere", "not-an-address"),
        ("a" * 65 + "@example.jp", "not-an-address"),
        (f"a@{'b' * 234}.example.example.jp", "not-an-address"),
        (" hanako@example.jp", "contains-space"),
        ("ｈanako@example.jp", "not-half-width"),
        ("花子@example.jp", "not-half-width"),
        ("", "required"),
    ],
)
def test_what_is_no_address_is_refused(stage: Stage, address: str, problem: str) -> None:
    refusal = stage.refusal("request_opening", {"email": address})
    assert [each.code for each in refusal.fields["email"]] == [problem]
    assert stage.events() == []


@pytest.mark.requirement("ID-29")
def test_the_agreed_versions_and_the_time_are_kept(stage: Stage) -> None:
    account_id = stage.opened()
    document = stage.documents("accounts")[account_id]
    assert document["terms_version"] == "2024-04"
    assert document["privacy_version"] == "2024-04"
    assert document["registered_at"] == NOON


@pytest.mark.requirement("ID-29")
@pytest.mark.parametrize("text", ["agreed_terms", "agreed_privacy"])
def test_opening_needs_agreement_to_the_present_texts(stage: Stage, text: str) -> None:
    token = stage.asked_opening()
    refusal = stage.refusal("complete_opening", opening(token, **{text: "2019-01"}))
    assert refusal.code == "terms-have-changed"
    assert stage.types() == ["AccountEmailRegistered"]


@pytest.mark.requirement("ID-04")
def test_the_secret_question_may_be_left_out(stage: Stage) -> None:
    account_id = stage.opened(secret_question="", secret_answer="")
    assert not stage.run("get_profile", {}, as_individual(account_id))["has_secret_question"]


@pytest.mark.parametrize(
    ("question", "answer", "field"),
    [
        ("好きな色は?", "", "secret_answer"),
        ("", "青", "secret_question"),
        ("?", "　", "secret_answer"),
    ],
)
def test_question_and_answer_come_together(
    stage: Stage, question: str, answer: str, field: str
) -> None:
    token = stage.asked_opening()
    payload = opening(token, secret_question=question, secret_answer=answer)
    assert list(stage.refusal("complete_opening", payload).fields) == [field]


@pytest.mark.parametrize(
    ("birth_on", "problem"),
    [
        ("2024-05-02", "birth-date-in-future"),
        ("1899-12-31", "birth-date-too-early"),
        ("1990-02-30", "invalid-date"),
    ],
)
def test_an_impossible_birth_date_is_refused(stage: Stage, birth_on: str, problem: str) -> None:
    token = stage.asked_opening()
    refusal = stage.refusal("complete_opening", opening(token, birth_on=birth_on))
    assert [each.code for each in refusal.fields["birth_on"]] == [problem]


@pytest.mark.parametrize("birth_on", ["2024-05-01", "1900-01-01"])
def test_the_first_and_last_possible_birth_dates_are_accepted(stage: Stage, birth_on: str) -> None:
    stage.opened(birth_on=birth_on)
    assert stage.types()[-1] == "UserRegistered"


def test_the_page_behind_the_link_shows_address_and_texts(stage: Stage) -> None:
    token = stage.asked_opening()
    assert stage.run("get_opening", {"token": token}, VISITOR) == {
        "kind": "individual",
        "path": "individual",
        "login_id": MAIL,
        "valid_until": "2024-05-02T03:00:00+00:00",
        "terms_version": "2024-04",
        "privacy_version": "2024-04",
    }


def test_the_link_works_to_the_last_second_of_its_24_hours(stage: Stage) -> None:
    token = stage.asked_opening()
    stage.wait(hours=24)
    assert stage.run("get_opening", {"token": token}, VISITOR)["login_id"] == MAIL
    stage.wait(seconds=1)
    assert stage.refusal("get_opening", {"token": token}).code == "link-not-valid"
    assert stage.refusal("complete_opening", opening(token)).code == "link-not-valid"


def test_a_link_works_once(stage: Stage) -> None:
    token = stage.asked_opening()
    stage.run("complete_opening", opening(token), VISITOR)
    assert stage.refusal("get_opening", {"token": token}).code == "link-not-valid"
    assert stage.refusal("complete_opening", opening(token)).code == "link-not-valid"


def test_forged_and_foreign_links_are_refused(stage: Stage) -> None:
    token = stage.asked_opening()
    account_id = token.partition(".")[0]
    invited = stage.approved_organisation()
    values = stage.mail("organisation-registered", organisation_id=invited["organisation_id"])
    for forged in (account_id, f"{account_id}.", token[:-1] + "_", "nobody.x", "."):
        assert stage.refusal("get_opening", {"token": forged}).code == "link-not-valid"
    organisation_token = values["values"]["token"]
    assert stage.refusal("complete_opening", opening(organisation_token)).code == "link-not-valid"


def test_an_opening_nobody_completed_is_discarded_after_30_days(stage: Stage) -> None:
    stage.asked_opening()
    account_id = stage.account_ids()[0]
    stage.until(tokyo(2024, 5, 31, 11, 59, 59))
    assert stage.account_ids() == [account_id]
    stage.until(tokyo(2024, 5, 31, 12, 0))
    assert stage.account_ids() == []
    assert account_id in stage.personal_data.erased
    assert stage.refusal("get_mail_details", _opening_mail(account_id), SYSTEM).code == "not-found"
    assert stage.opened() != account_id


def test_an_opened_account_is_not_discarded(stage: Stage) -> None:
    account_id = stage.opened()
    stage.wait(days=31)
    stage.run("discard_unopened_account", {"account_id": account_id}, SYSTEM)
    assert stage.account_ids() == [account_id]


def test_nothing_readable_is_stored(stage: Stage) -> None:
    stage.opened()
    everything = repr(list(stage.store.read_log(0, 100)))
    everything += repr(stage.views.store) + repr(stage.published)
    for secret in (MAIL, PASSWORD, "山田", "1990-04-01", "ペット", "ポチ"):
        assert secret not in everything


def _opening_mail(account_id: str) -> dict[str, str]:
    return {"purpose": "account-opening", "account_id": account_id}
