from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR
from tests.unit.identity.stage import MAIL, Stage, as_individual

OFFICE = "office@kakehashi.example"


def test_the_mail_of_an_opening_carries_the_link(stage: Stage) -> None:
    stage.run("request_opening", {"email": MAIL}, VISITOR, language="en")
    mail = stage.mail("account-opening", account_id=stage.account_ids()[0])
    token = mail["values"]["token"]
    assert mail == {
        "address": MAIL,
        "name": "",
        "language": "en",
        "values": {
            "login_url": "https://portal.example/login",
            "token": token,
            "link": f"https://portal.example/account/opening/{token}",
            "valid_until": "2024-05-02T03:00:00+00:00",
        },
    }


def test_any_other_mail_gets_address_name_and_language(stage: Stage) -> None:
    account_id = stage.opened()
    mail = stage.mail("application-status", account_id=account_id)
    assert (mail["address"], mail["name"], mail["language"]) == (MAIL, "山田 花子", "ja")
    approved = stage.approved_organisation()
    for recipient in ("organisation_id", "account_id"):
        mail = stage.mail("listing-approved", **{recipient: approved[recipient]})
        assert (mail["address"], mail["name"]) == (OFFICE, "佐藤 次郎")


def test_an_organisation_is_named_in_its_language(stage: Stage) -> None:
    from tests.unit.identity.stage import organisation

    for language, name in (("ja", "かけはし協会"), ("en", "Kakehashi Association")):
        answer = stage.run(
            "request_organisation_registration", organisation(), VISITOR, language=language
        )
        mail = stage.mail("listing-approved", organisation_id=answer["organisation_id"])
        assert mail["values"]["organisation_name"] == name


@pytest.mark.parametrize(
    "purpose", ["temporary-password", "organisation-registered", "organisation-rejected"]
)
def test_a_purpose_without_its_event_is_refused(stage: Stage, purpose: str) -> None:
    account_id, organisation_id = stage.opened(), stage.requested_organisation()
    recipient = (
        {"account_id": account_id}
        if purpose == "temporary-password"
        else {"organisation_id": organisation_id}
    )
    refused = stage.refusal("get_mail_details", {"purpose": purpose, **recipient}, SYSTEM)
    assert refused.code == "not-found"


@pytest.mark.parametrize(
    "recipient", [{}, {"account_id": "unknown"}, {"organisation_id": "unknown"}]
)
def test_nobody_gets_no_mail(stage: Stage, recipient: dict[str, str]) -> None:
    payload = {"purpose": "application-status", **recipient}
    assert stage.refusal("get_mail_details", payload, SYSTEM).code == "not-found"


def test_an_internal_user_without_address_gets_no_mail(stage: Stage) -> None:
    payload = {"purpose": "application-status", "account_id": stage.internal()}
    assert stage.refusal("get_mail_details", payload, SYSTEM).code == "not-found"


def test_erased_recipients_get_no_mail_and_no_page(stage: Stage) -> None:
    token = stage.asked_opening()
    account_id = stage.account_ids()[0]
    stage.personal_data.destroy(account_id)
    payload = {"purpose": "account-opening", "account_id": account_id}
    assert stage.refusal("get_mail_details", payload, SYSTEM).code == "not-found"
    assert stage.refusal("get_opening", {"token": token}).code == "link-not-valid"
    assert stage.refusal("get_profile", {}, as_individual(account_id)).code == "not-found"
