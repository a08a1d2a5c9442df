from __future__ import annotations

import dataclasses

import pytest

from services.identity.domain.login_id import LoginIdClaimed, LoginIdInUse
from services.identity.domain.organisation.events import OrganisationRegistered
from services.kernel.eventkit.application.decoding import recorded_of
from services.kernel.eventkit.application.reaction import Trigger
from services.kernel.eventkit.domain import VISITOR
from tests.unit.identity.stage import (
    PASSWORD,
    Stage,
    as_organisation,
    as_staff,
    organisation,
)

OFFICE = "office@kakehashi.example"


@pytest.mark.requirement("ID-72")
@pytest.mark.requirement("ID-75")
def test_an_approved_organisation_gets_its_institution_id_and_is_announced(stage: Stage) -> None:
    approved = stage.approved_organisation()
    assert stage.types() == [
        "OrganisationRegistrationRequested",
        "OrganisationRegistered",
        "OrganisationListRegenerated",
    ]
    assert stage.published[0].data == {
        "organisation_id": approved["organisation_id"],
        "kind": "full",
        "category": "other",
    }
    assert stage.published[1].data == {
        "organisation_id": approved["organisation_id"],
        "institution_id": "K000001",
        "account_id": approved["account_id"],
        "name": "かけはし協会",
        "name_en": "Kakehashi Association",
        "kind": "full",
        "category": "other",
        "institution_type": "ngo",
        "has_mypage": True,
        "listed": True,
        "valid_until": "2025-05-31",
        "notices_at": ["2025-04-01T00:00:00+00:00", "2025-05-01T00:00:00+00:00"],
        "confirm_at": "2025-05-01T00:00:00+00:00",
    }


@pytest.mark.requirement("ID-75")
def test_institution_ids_are_unique(stage: Stage) -> None:
    first = stage.approved_organisation(email="a@example.jp")
    second = stage.approved_organisation(email="b@example.jp")
    assert (first["institution_id"], second["institution_id"]) == ("K000001", "K000002")


@pytest.mark.requirement("ID-74")
@pytest.mark.requirement("ID-75")
@pytest.mark.parametrize("kind", ["full", "simple"])
def test_an_organisation_has_one_kind(stage: Stage, kind: str) -> None:
    stage.approved_organisation(kind=kind)
    assert stage.published[1].data["kind"] == kind


@pytest.mark.requirement("ID-73")
@pytest.mark.parametrize(
    ("category", "path"),
    [
        ("other", "full-check"),
        ("jica", "identity-check"),
        ("government", "identity-check"),
        ("school", "identity-check"),
        ("local-government", "identity-check"),
    ],
)
def test_each_category_has_its_path_of_review(stage: Stage, category: str, path: str) -> None:
    organisation_id = stage.requested_organisation(category=category)
    for wanted, total in ((path, 1), ("full-check", path == "full-check"), (None, 1)):
        found = stage.run("find_organisation_requests", {"review_path": wanted}, as_staff())
        assert found["total"] == total
    assert found["items"][0]["organisation_id"] == organisation_id
    assert found["items"][0]["review_path"] == path


def test_the_work_list_is_oldest_first_and_shows_the_contact(stage: Stage) -> None:
    first = stage.requested_organisation()
    stage.wait(minutes=1)
    second = stage.requested_organisation(email="b@example.jp")
    found = stage.run("find_organisation_requests", {}, as_staff())
    assert [item["organisation_id"] for item in found["items"]] == [first, second]
    item = found["items"][0]
    assert (item["person_in_charge"], item["email"]) == ("佐藤 次郎", OFFICE)
    assert item["telephone"] == "03-0000-0000"
    assert item["requested_at"] == "2024-05-01T03:00:00+00:00"
    page = stage.run("find_organisation_requests", {"limit": 1, "offset": 1}, as_staff())
    assert [item["organisation_id"] for item in page["items"]] == [second]
    assert page["total"] == 2


def _approve(stage: Stage, organisation_id: str) -> None:
    stage.run("approve_organisation", {"organisation_id": organisation_id}, as_staff())


def _reject(stage: Stage, organisation_id: str) -> None:
    payload = {"organisation_id": organisation_id, "reason": "活動が確認できません。"}
    stage.run("reject_organisation", payload, as_staff())


@pytest.mark.requirement("ID-76")
def test_the_reason_of_a_rejection_goes_out_by_mail_and_is_stored_unreadable(stage: Stage) -> None:
    organisation_id = stage.requested_organisation()
    _reject(stage, organisation_id)
    mail = stage.mail("organisation-rejected", organisation_id=organisation_id)
    assert (mail["address"], mail["name"]) == (OFFICE, "佐藤 次郎")
    assert mail["values"]["reason"] == "活動が確認できません。"
    assert "活動が確認できません" not in repr(list(stage.store.read_log(0, 100)))
    found = stage.run("find_organisation_requests", {"status": "rejected"}, as_staff())
    assert found["items"][0]["reason"] == "活動が確認できません。"


def test_a_decision_on_an_old_form_is_refused(stage: Stage) -> None:
    organisation_id = stage.requested_organisation()
    stale = {"organisation_id": organisation_id, "expected_version": 0}
    assert stage.refusal("approve_organisation", stale, as_staff()).code == "stale-form"
    rejection = {**stale, "reason": "x"}
    assert stage.refusal("reject_organisation", rejection, as_staff()).code == "stale-form"
    stage.run("approve_organisation", {**stale, "expected_version": 1}, as_staff())


def test_an_approval_sent_twice_answers_the_same(stage: Stage) -> None:
    payload = {"organisation_id": stage.requested_organisation()}
    first = stage.run("approve_organisation", payload, as_staff(), command_id="approve")
    second = stage.run("approve_organisation", payload, as_staff(), command_id="approve")
    assert second["repeated"]
    assert second["institution_id"] == first["institution_id"]
    assert stage.types().count("OrganisationRegistered") == 1


def test_a_request_sent_twice_is_one_request(stage: Stage) -> None:
    for _ in range(2):
        stage.run(
            "request_organisation_registration", organisation(), VISITOR, command_id="request"
        )
    assert len(stage.documents("organisations")) == 1


def test_a_second_organisation_with_the_same_address_is_not_approved(stage: Stage) -> None:
    stage.approved_organisation()
    second = stage.requested_organisation(email=OFFICE.upper())
    refused = stage.refusal("approve_organisation", {"organisation_id": second}, as_staff())
    assert refused.code == "login-id-in-use"
    assert stage.types().count("OrganisationRegistered") == 1


def test_two_approvals_in_the_same_moment_do_not_share_a_login_id(stage: Stage) -> None:
    first = stage.requested_organisation()
    second = stage.requested_organisation()
    reactions = stage.service.reactions
    stage.service = dataclasses.replace(stage.service, reactions=())
    _approve(stage, first)
    stage.service = dataclasses.replace(stage.service, reactions=reactions)
    _approve(stage, second)
    late = next(
        recorded
        for commit in stage.store.read_log(0, 100)
        for recorded in recorded_of(commit, stage.service.codec)
        if isinstance(recorded.event, OrganisationRegistered)
    )
    with pytest.raises(LoginIdInUse):
        stage._occur(late)
    claimed = [e for e in stage.events() if isinstance(e, LoginIdClaimed)]
    assert [each.account_id for each in claimed] == [
        stage.documents("organisations")[second]["account_id"]
    ]


def test_nobody_is_invited_for_an_organisation_that_is_gone_by_then(stage: Stage) -> None:
    named = {"organisation_id": stage.requested_organisation()}
    reactions = stage.service.reactions
    stage.service = dataclasses.replace(stage.service, reactions=())
    _approve(stage, named["organisation_id"])
    stage.run("request_organisation_invalidation", {**named, "reason": "x"}, as_staff())
    stage.run("invalidate_organisation", named, as_staff())
    stage.service = dataclasses.replace(stage.service, reactions=reactions)
    late = next(
        recorded
        for commit in stage.store.read_log(0, 100)
        for recorded in recorded_of(commit, stage.service.codec)
        if isinstance(recorded.event, OrganisationRegistered)
    )
    stage._occur(late)
    assert [e for e in stage.events() if isinstance(e, LoginIdClaimed)] == []


def test_the_account_of_an_organisation_is_made_once(stage: Stage) -> None:
    stage.approved_organisation()
    before = stage.store.last_position()
    for commit in stage.store.read_log(0, 100):
        for recorded in recorded_of(commit, stage.service.codec):
            for reaction in stage.service.reactions:
                if type(recorded.event) in reaction.types:
                    again = Trigger("again", recorded.id, "again", stage._context)
                    reaction.handle(recorded, again)
    assert stage.store.last_position() == before


@pytest.mark.requirement("ID-53")
def test_the_person_in_charge_sets_a_password_by_the_mailed_link_and_logs_in(stage: Stage) -> None:
    approved = stage.approved_organisation()
    mail = stage.mail("organisation-registered", organisation_id=approved["organisation_id"])
    assert (mail["address"], mail["name"]) == (OFFICE, "佐藤 次郎")
    values = mail["values"]
    assert values["link"] == f"https://portal.example/account/opening/{values['token']}"
    assert values["institution_id"] == "K000001"
    assert len(values["organisation_code"]) == 12
    page = stage.run("get_opening", {"token": values["token"]}, VISITOR)
    assert (page["kind"], page["login_id"]) == ("organisation", OFFICE)
    form = {
        "token": values["token"],
        "password": PASSWORD,
        "agreed_terms": "2024-04",
        "agreed_privacy": "2024-04",
    }
    stage.run("activate_account", form, VISITOR, command_id="activate")
    assert stage.run("activate_account", form, VISITOR, command_id="activate")["repeated"]
    assert stage.refusal("activate_account", form).code == "link-not-valid"
    session = stage.log_in(OFFICE, kind="organisation")
    assert session["organisation_id"] == approved["organisation_id"]
    profile = stage.run("get_profile", {}, as_organisation("x", approved["account_id"]))
    assert (profile["name"], profile["status"]) == ("佐藤 次郎", "active")


def test_the_link_of_an_organisation_works_14_days(stage: Stage) -> None:
    approved = stage.approved_organisation()
    values = stage.mail("organisation-registered", organisation_id=approved["organisation_id"])
    form = {
        "token": values["values"]["token"],
        "password": PASSWORD,
        "agreed_terms": "2024-04",
        "agreed_privacy": "2024-04",
    }
    wrong_terms = {**form, "agreed_terms": "old"}
    assert stage.refusal("activate_account", wrong_terms).code == "terms-have-changed"
    weak = stage.refusal("activate_account", {**form, "password": "weak"})
    assert list(weak.fields) == ["password"]
    stage.wait(days=14, seconds=1)
    assert stage.refusal("activate_account", form).code == "link-not-valid"


def test_the_link_of_an_individual_activates_nothing(stage: Stage) -> None:
    form = {
        "token": stage.asked_opening(),
        "password": PASSWORD,
        "agreed_terms": "2024-04",
        "agreed_privacy": "2024-04",
    }
    assert stage.refusal("activate_account", form).code == "link-not-valid"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("kind", "half", "not-a-choice"),
        ("category", None, "required"),
        ("email", "nowhere", "not-an-address"),
        ("name_en", "", "required"),
        ("activity", "あ" * 4001, "too-long"),
    ],
)
def test_a_request_with_a_faulty_item_is_refused(
    stage: Stage, field: str, value: str | None, problem: str
) -> None:
    refusal = stage.refusal("request_organisation_registration", organisation(**{field: value}))
    assert [each.code for each in refusal.fields[field]] == [problem]
    assert stage.events() == []
