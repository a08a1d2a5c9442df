"""Pages and API of registered organisations on the real identity service (GW-40 to GW-43, GW-49)."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import NOON, as_organisation, as_staff, organisation, tokyo

CHANGE = {"person_in_charge": "佐藤 次郎", "items": "住所を変更"}
SURVEY = {"confirmed": "true", "reasons": ["other"], "satisfaction": "4", "comment": "ありがとう"}


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(NOON)


@pytest.fixture
def body(client: FlaskClient, services: RehearsedIdentity) -> str:
    """A registered organisation that is logged in."""
    organisation_id = str(services.stage.active_organisation()["organisation_id"])
    services.sign_in("organisation", organisation_id=organisation_id)
    client.set_cookie("session", "token")
    return organisation_id


def _types(services: RehearsedIdentity) -> list[str]:
    return services.stage.types()


@pytest.mark.requirement("ID-78")
@pytest.mark.requirement("ID-81")
@pytest.mark.requirement("ID-82")
def test_an_organisation_confirms_asks_and_extends_on_its_page(
    client: FlaskClient, services: RehearsedIdentity, body: str
) -> None:
    page = client.get("/organisation/profile").text
    assert "2025/05/31" in page
    assert "確認時期前" in page
    assert "延長登録" not in page
    done = press(client, "/organisation/profile/confirmation")
    assert done.location == "/organisation/profile"
    assert "確認済み" in client.get("/organisation/profile").text
    asked = press(client, "/organisation/profile/change", "confirm", **CHANGE)
    assert "住所を変更" in asked.text
    assert "OrganisationInfoChangeRequested" not in _types(services)
    press(client, "/organisation/profile/change", "send", **CHANGE)
    assert _types(services)[-1] == "OrganisationInfoChangeRequested"
    press(client, "/organisation/profile/list-wish")
    press(client, "/organisation/profile/code")
    services.stage.until(tokyo(2025, 5, 2))
    page = client.get("/organisation/profile").text
    assert "登録情報の確認をお願いします" in page
    press(client, "/organisation/profile/extension")
    assert "2026/05/31" in client.get("/organisation/profile").text
    assert {"OrganisationListWishChanged", "OrganisationCodeReissued"} <= set(_types(services))


@pytest.mark.requirement("ID-83")
@pytest.mark.parametrize("office", [False, True])
def test_an_old_page_does_not_turn_the_wish_round_again(
    client: FlaskClient, services: RehearsedIdentity, body: str, office: bool
) -> None:
    path = "/organisation/profile/list-wish"
    if office:
        services.sign_in("secretariat")
        path = f"/office/registered-organisations/{body}/list-wish"
    listed = services.stage.documents("organisations")[body]["listed"]
    pages = [client.get(path).text for _ in range(2)]
    for page in pages:
        hidden = re.findall(
            r'name="(csrf_token|_token)" value="([^"]*)"', page[page.index("<main") :]
        )
        assert client.post(path, data=dict(hidden)).status_code == 303
        assert services.stage.documents("organisations")[body]["listed"] is not listed
    press(client, path)
    assert services.stage.documents("organisations")[body]["listed"] is listed


def test_a_refused_button_says_why(
    client: FlaskClient, services: RehearsedIdentity, body: str
) -> None:
    early = press(client, "/organisation/profile/extension")
    assert early.status_code == 409
    assert "60日前" in early.text


@pytest.mark.requirement("ID-84")
@pytest.mark.requirement("ID-85")
def test_leaving_takes_three_steps_and_only_the_last_one_counts(
    client: FlaskClient, services: RehearsedIdentity, body: str
) -> None:
    path = "/organisation/leave"
    first = client.get(path).text
    assert "はい" in first
    survey = press(client, path, "confirm", confirmed="true")
    assert "退会アンケート" in survey.text
    unanswered = press(client, path, "send", confirmed="true")
    assert unanswered.status_code == 422
    unconfirmed = press(client, path, "send", **{**SURVEY, "confirmed": ""})
    assert unconfirmed.status_code in (409, 422)
    assert "OrganisationWithdrawn" not in _types(services)
    left = press(client, path, "send", **SURVEY)
    assert left.location == "/organisations/left"
    assert "session=;" in left.headers["Set-Cookie"]
    assert "OrganisationWithdrawn" in _types(services)
    assert "退会しました" in client.get("/organisations/left").text
    services.sign_in("secretariat")
    client.set_cookie("session", "token")
    answered = client.get(f"/office/organisations/{body}").text
    assert "ありがとう" in answered
    assert "やや満足" in answered


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-78")
@pytest.mark.requirement("ID-81")
def test_the_secretariat_works_through_its_lists(
    client: FlaskClient, services: RehearsedIdentity, body: str
) -> None:
    stage, own = services.stage, as_organisation(body)
    asked = stage.run("request_organisation_change", CHANGE, own)
    stage.run("request_organisation_invalidation", {"reason": "解散のため"}, own)
    services.sign_in("secretariat")
    changes = client.get("/office/organisation-changes").text
    assert "住所を変更" in changes
    data = organisation(address="大阪府大阪市1-1")
    for fixed in ("kind", "category", "listed"):
        del data[fixed]
    path = f"/office/organisation-changes/{body}?request={asked['request_id']}"
    assert "住所を変更" in client.get(path).text
    confirm = press(client, path, "confirm", **data)
    assert "大阪府大阪市1-1" in confirm.text
    press(client, path, "send", **data)
    assert stage.documents("organisations")[body]["address"] == "大阪府大阪市1-1"
    assert "該当する変更依頼はありません" in client.get("/office/organisation-changes").text
    assert "かけはし協会" in client.get("/office/organisation-changes?settled=1").text
    for work in ("all", "changed", "deletion", "listed"):
        listed = client.get(f"/office/registered-organisations?work={work}").text
        assert "かけはし協会" in listed
    empty = client.get("/office/registered-organisations?work=expired").text
    assert "該当する団体はありません" in empty
    shown = client.get(f"/office/organisations/{body}").text
    assert "無効登録" in shown
    press(client, f"/office/registered-organisations/{body}/list-wish")
    press(client, f"/office/registered-organisations/{body}/code")
    done = press(client, f"/office/registered-organisations/{body}/invalidation")
    assert done.location == f"/office/organisations/{body}"
    assert "OrganisationInvalidated" in _types(services)


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-81")
@pytest.mark.requirement("ID-82")
def test_the_secretariat_enters_what_came_by_mail_and_extends_late(
    client: FlaskClient, services: RehearsedIdentity, body: str
) -> None:
    services.sign_in("secretariat")
    base = f"/office/registered-organisations/{body}"
    press(client, f"{base}/change", **CHANGE)
    press(client, f"{base}/deletion", reason="解散")
    empty = press(client, f"{base}/deletion", reason="")
    assert empty.status_code == 422
    services.stage.until(tokyo(2025, 6, 1))
    press(client, f"{base}/extension")
    assert _types(services)[-2:] == [
        "OrganisationRegistrationExtended",
        "OrganisationListRegenerated",
    ]


@pytest.mark.requirement("ID-79")
def test_the_common_data_of_jica_are_edited_once_and_shown_to_jica(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    stage = services.stage
    jica = stage.active_organisation(category="jica")["organisation_id"]
    client.set_cookie("session", "token")
    services.sign_in("secretariat")
    path = "/office/organisation-changes/jica-common"
    data = {
        "name": "独立行政法人国際協力機構",
        "name_en": "Japan International Cooperation Agency",
        "address": "東京都千代田区二番町5-25",
        "telephone": "03-5226-6660",
        "activity": "国際協力",
    }
    assert "国際協力機構" in press(client, path, "confirm", **data).text
    press(client, path, "send", **data)
    services.sign_in("organisation", organisation_id=jica)
    assert "独立行政法人国際協力機構" in client.get("/organisation/profile").text


@pytest.mark.requirement("ID-71")
def test_the_code_page_says_the_same_to_everybody(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    approved = services.stage.active_organisation()
    answers = []
    for institution_id, email in (
        (approved["institution_id"], "office@kakehashi.example"),
        (approved["institution_id"], "guess@example.jp"),
        ("K999999", "guess@example.jp"),
    ):
        sent = press(
            client, "/organisations/code-reissue", institution_id=institution_id, email=email
        )
        answers.append((sent.status_code, sent.location, sent.data))
    assert len(set(answers)) == 1
    assert _types(services).count("OrganisationCodeReissued") == 1
    assert "受け付けました" in client.get("/organisations/code-reissue/sent").text


def test_pages_in_english_have_no_japanese_left_over(
    client: FlaskClient, services: RehearsedIdentity, body: str
) -> None:
    client.set_cookie("lang", "en")
    page = client.get("/organisation/leave?lang=en").text
    assert "Do you want to leave?" in page


def test_only_the_right_roles_get_in(client: FlaskClient, services: RehearsedIdentity) -> None:
    body = services.stage.active_organisation()["organisation_id"]
    client.set_cookie("session", "token")
    for role in ("individual", "operator", "analyst"):
        services.sign_in(role)
        for path in (
            "/organisation/leave",
            "/organisation/profile/change",
            "/office/registered-organisations",
            f"/office/registered-organisations/{body}/invalidation",
            f"/office/organisation-changes/{body}",
        ):
            assert client.get(path).status_code in (403, 404), (role, path)


@pytest.mark.requirement("ID-86")
def test_hello_work_staff_record_an_establishment_without_mypage(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    services.sign_in("hello-work")
    client.set_cookie("session", "token")
    data = organisation()
    confirm = press(client, "/office/establishments", "confirm", **data)
    assert "かけはし協会" in confirm.text
    press(client, "/office/establishments", "send", **data)
    (found,) = services.stage.documents("organisations").values()
    approval = {"organisation_id": found["organisation_id"]}
    services.stage.run("approve_organisation", approval, as_staff())
    services.sign_in("secretariat")
    shown = client.get(f"/office/organisations/{found['organisation_id']}").text
    assert "求人者マイページ" in shown
    assert "開設済み" not in shown
    listed = client.get("/office/registered-organisations?work=without-mypage").text
    assert "かけはし協会" in listed
