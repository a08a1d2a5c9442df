"""How the registration of an organisation ends: invalidation and leaving (ID-77, ID-84, ID-85)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.identity.domain.organisation.events import OrganisationWithdrawn
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import VISITOR, Role
from tests.unit.identity.stage import PASSWORD, Stage, as_organisation, as_staff, organisation

OFFICE = "office@kakehashi.example"
SURVEY = {
    "confirmed": True,
    "reasons": ["few-applicants", "other"],
    "satisfaction": 2,
    "comment": "応募がありませんでした。",
}


def _live(stage: Stage) -> tuple[str, str]:
    """An organisation that is logged in: its id and the token of its session."""
    organisation_id = stage.active_organisation()["organisation_id"]
    return organisation_id, stage.log_in(OFFICE, kind="organisation")["token"]


def _is_logged_out(stage: Stage, token: str) -> bool:
    return stage.refusal("resolve_session", {"token": token}).code == "session-ended"


@pytest.mark.requirement("ID-77")
def test_invalidation_needs_a_request_and_refuses_every_further_login(stage: Stage) -> None:
    organisation_id, token = _live(stage)
    named = {"organisation_id": organisation_id}
    early = stage.refusal("invalidate_organisation", named, as_staff())
    assert early.code == "organisation-deletion-not-requested"
    own = as_organisation(organisation_id)
    stage.run("request_organisation_invalidation", {"reason": "解散のため"}, own)
    waiting = stage.run("find_organisations_in_care", {"work": "deletion"}, as_staff())
    assert waiting["items"][0]["deletion_reason"] == "解散のため"
    assert stage.run("resolve_session", {"token": token}, VISITOR)
    stage.run("invalidate_organisation", named, as_staff())
    told = next(e for e in stage.published if e.type == "OrganisationInvalidated").data
    assert told["organisation_id"] == organisation_id
    assert "SessionEnded" in stage.types()
    assert _is_logged_out(stage, token)
    for expected in ("login-refused", "login-refused-wait", "account-locked"):
        assert stage.login_refusal(OFFICE, PASSWORD, "organisation") == expected
    assert stage.run("find_organisations", {}, VISITOR)["total"] == 0
    assert stage.refusal("get_organisation", named).code == "not-found"


@pytest.mark.requirement("ID-77")
def test_the_person_in_charge_is_erased_and_the_body_can_register_again(stage: Stage) -> None:
    organisation_id, _ = _live(stage)
    contact = stage.documents("organisations")[organisation_id]["contact"]
    mailed = {"organisation_id": organisation_id, "reason": "x"}
    stage.run("request_organisation_invalidation", mailed, as_staff())
    stage.run("invalidate_organisation", {"organisation_id": organisation_id}, as_staff())
    with pytest.raises(Unreadable):
        stage.personal_data.seal(contact[0], {})
    shown = stage.run("get_organisation", {"organisation_id": organisation_id}, as_staff())
    assert (shown["person_in_charge"], shown["email"], shown["status"]) == ("", "", "invalidated")
    assert stage.active_organisation()["organisation_id"] != organisation_id
    assert stage.log_in(OFFICE, kind="organisation")


def test_an_establishment_without_login_is_erased_as_well(stage: Stage) -> None:
    payload = organisation(without_login=True)
    answer = stage.run("request_organisation_registration", payload, as_staff(Role.HELLO_WORK))
    named = {"organisation_id": answer["organisation_id"]}
    stage.run("approve_organisation", named, as_staff())
    stage.run("request_organisation_invalidation", {**named, "reason": "x"}, as_staff())
    stage.run("invalidate_organisation", named, as_staff())
    shown = stage.run("get_organisation", named, as_staff())
    assert shown["person_in_charge"] == ""


@pytest.mark.requirement("ID-84")
def test_leaving_ends_the_account_and_keeps_the_answer_of_the_survey(stage: Stage) -> None:
    organisation_id, token = _live(stage)
    own = as_organisation(organisation_id)
    first = stage.run("withdraw_organisation", SURVEY, own, command_id="leave")
    again = stage.run("withdraw_organisation", SURVEY, own, command_id="leave")
    assert (first["repeated"], again["repeated"]) == (False, True)
    told = [e.data for e in stage.published if e.type == "OrganisationWithdrawn"]
    account_id = told[0]["account_id"]
    assert told == [
        {
            "organisation_id": organisation_id,
            "account_id": account_id,
            "reasons": ["few-applicants", "other"],
            "satisfaction": 2,
            "has_comment": True,
        }
    ]
    left = next(e for e in stage.events() if isinstance(e, OrganisationWithdrawn))
    assert left.comment is not None
    assert stage.personal_data.open(left.comment) == {"comment": "応募がありませんでした。"}
    assert "応募がありませんでした" not in repr(list(stage.store.read_log(0, 1000)))
    assert _is_logged_out(stage, token)
    assert stage.login_refusal(OFFICE, PASSWORD, "organisation") == "login-refused"
    shown = stage.run("get_organisation", {"organisation_id": organisation_id}, as_staff())
    assert shown["leaving"] == {
        "reasons": ["few-applicants", "other"],
        "satisfaction": 2,
        "comment": "応募がありませんでした。",
    }


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-84")
@pytest.mark.parametrize("ending", ["leaving", "invalidation"])
def test_no_login_comes_between_the_end_and_what_follows_from_it(stage: Stage, ending: str) -> None:
    organisation_id, token = _live(stage)
    named = {"organisation_id": organisation_id}
    if ending == "invalidation":
        stage.run("request_organisation_invalidation", {**named, "reason": "x"}, as_staff())
    # As if every reaction were late.
    stage.service = replace(stage.service, reactions=())
    if ending == "invalidation":
        stage.run("invalidate_organisation", named, as_staff())
    else:
        stage.run("withdraw_organisation", SURVEY, as_organisation(organisation_id))
    assert _is_logged_out(stage, token)
    assert stage.login_refusal(OFFICE, PASSWORD, "organisation") == "login-refused"


@pytest.mark.requirement("ID-85")
@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"confirmed": False}, "organisation-leaving-not-confirmed"),
        ({"reasons": []}, "invalid-input"),
        ({"satisfaction": None}, "invalid-input"),
        ({"reasons": [], "satisfaction": None}, "invalid-input"),
        ({"reasons": ["no-such-reason"]}, "invalid-input"),
        ({"satisfaction": 6}, "invalid-input"),
    ],
)
def test_without_confirmation_or_answer_nothing_happens(
    stage: Stage, missing: dict[str, Any], refusal: str
) -> None:
    organisation_id, token = _live(stage)
    before = stage.store.last_position()
    refused = stage.refusal(
        "withdraw_organisation", {**SURVEY, **missing}, as_organisation(organisation_id)
    )
    assert refused.code == refusal
    assert stage.store.last_position() == before
    assert stage.run("resolve_session", {"token": token}, VISITOR)


def test_a_comment_of_spaces_is_none(stage: Stage) -> None:
    organisation_id, _ = _live(stage)
    payload = {**SURVEY, "comment": "  "}
    stage.run("withdraw_organisation", payload, as_organisation(organisation_id))
    told = next(e for e in stage.published if e.type == "OrganisationWithdrawn").data
    assert told["has_comment"] is False
