"""The pages and the API of direct applications (自主応募): AP-12, AP-13."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.language import COOKIE
from gateway.pages.application_documents import field_for
from tests.unit.gateway.application_answers import (
    DRAFT,
    FORM,
    JOB_TICKS,
    MINE,
    PROFILE,
    RECEIVED,
    found,
    receipt,
    tokens,
)
from tests.unit.gateway.fake_services import FakeServices

APPLY = "/listings/D0000001/apply"
FILL_IN = f"{APPLY}/form"
DOCUMENTS = "/mypage/applications/a-1/documents"
TICKED = "&".join(f"confirmations={one}" for one in JOB_TICKS)
NO_PLACEMENT = "ハローワークの紹介による応募ではありません"
OFFERED = ["履歴書", "職務経歴書", "ジョブ・カード"]
DIRECT_FORM = {**FORM, "required_documents": [], "offered_documents": OFFERED, "route": "direct"}
DIRECT = {"route": "direct", "motivation": "経験を生かせるためです"}
BEARER = {"Authorization": "Bearer token"}


@pytest.fixture(autouse=True)
def hanako(client: FlaskClient, services: FakeServices) -> None:
    """Hanako is an active job seeker, and the job takes direct applications."""
    services.sign_in("individual", facets=["job-seeker"])
    client.set_cookie("session", "token")
    services.answer("identity.get_profile", PROFILE)
    services.answer("applications.get_application_form", DIRECT_FORM)
    services.answer("applications.get_my_application", {**DRAFT, **DIRECT})
    services.answer("applications.draft_application", receipt(application_id="a-1"))
    services.answer("applications.put_document_piece", receipt(complete=True))
    services.answer("applications.submit_application", receipt(reception_id="AP00000001"))


@pytest.mark.requirement("AP-13")
@pytest.mark.parametrize(
    "path", [f"{APPLY}?route=direct", f"{FILL_IN}?route=direct&{TICKED}", DOCUMENTS]
)
def test_before_sending_every_page_says_that_it_is_no_placement(
    client: FlaskClient, services: FakeServices, path: str
) -> None:
    shown = client.get(path).text
    assert NO_PLACEMENT in shown
    assert "再就職手当" in shown
    assert "事業主への助成金" in shown
    client.set_cookie(COOKIE, "en")
    english = client.get(path).text
    assert "is not a Hello Work placement" in english
    assert "Re-employment allowance" in english

    services.answer("applications.get_application_form", FORM)
    services.answer("applications.get_my_application", DRAFT)
    client.set_cookie(COOKIE, "ja")
    assert NO_PLACEMENT not in client.get(path.replace("route=direct", "")).text


@pytest.mark.requirement("AP-12")
def test_the_form_asks_for_the_motivation_and_sends_a_direct_application(
    client: FlaskClient, services: FakeServices
) -> None:
    shown = client.get(f"{APPLY}?route=direct").text
    assert "自主応募に進む" in shown
    assert '<input type="hidden" name="route" value="direct">' in shown
    page = f"{FILL_IN}?route=direct&{TICKED}"
    shown = client.get(page).text
    for text in ("志望動機", "オンライン自主応募", *OFFERED, "その他の書類"):
        assert text in shown

    motivation = {"confirmations": JOB_TICKS, "motivation": DIRECT["motivation"]}
    done = client.post(page, data={**tokens(client, page), **motivation})

    assert done.headers["Location"] == DOCUMENTS
    assert services.called("applications.draft_application")[0].payload == {
        **motivation,
        "listing_id": "job-1",
        "applicant_name": "山田 花子",
        "direct": True,
    }
    asked = services.called("applications.get_application_form")
    assert all(one.payload["direct"] for one in asked)


@pytest.mark.requirement("AP-12")
def test_a_missing_motivation_is_said_at_its_field(
    client: FlaskClient, services: FakeServices
) -> None:
    services.refuse(
        "applications.draft_application",
        "motivation-missing",
        "invalid",
        fields={"motivation": [{"code": "required", "params": {}}]},
    )
    page = f"{FILL_IN}?route=direct&{TICKED}"
    refused = client.post(page, data={**tokens(client, page), "confirmations": JOB_TICKS})
    assert refused.status_code == 422
    assert 'href="#f-motivation"' in refused.text
    assert NO_PLACEMENT in refused.text


def test_a_training_goes_straight_to_the_form_of_a_direct_application(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_application_form", {**DIRECT_FORM, "confirmations": []})
    assert client.get(f"{APPLY}?route=direct").headers["Location"] == f"{FILL_IN}?route=direct"


@pytest.mark.requirement("AP-12")
@pytest.mark.parametrize(
    ("refusal", "text", "link"),
    [
        ("active-job-seeker-needed", "有効な求職登録をお持ちの方", "/mypage/job-seeker"),
        ("job-seeker-inactive", "求職登録が無効のため", "/mypage/job-seeker/settings"),
        ("listing-takes-no-direct-applications", "受け付けていません", "/listings/D0000001"),
    ],
)
def test_who_may_not_apply_directly_is_told_why_and_what_to_do(
    client: FlaskClient, services: FakeServices, refusal: str, text: str, link: str
) -> None:
    services.answer("applications.get_application_form", {**DIRECT_FORM, "refusal": refusal})
    shown = client.get(f"{APPLY}?route=direct").text.split("<main")[1]
    assert text in shown
    assert f'href="{link}"' in shown
    assert "自主応募に進む" not in shown


@pytest.mark.requirement("AP-12")
def test_the_document_page_offers_the_documents_of_a_direct_application(
    client: FlaskClient, services: FakeServices
) -> None:
    shown = client.get(DOCUMENTS).text
    assert DIRECT["motivation"] in shown
    assert shown.count('type="file"') == 4  # the three of AP-12 and any other document
    assert 'aria-required="true"' not in shown.split("<main")[1]
    data = {**tokens(client, DOCUMENTS), "_step": "send"}
    data |= {field_for("ジョブ・カード"): (io.BytesIO(b"%PDF-1"), "card.pdf")}

    done = client.post(DOCUMENTS, data=data)

    assert done.headers["Location"] == "/mypage/applications/a-1/complete"
    sent = services.called("applications.put_document_piece")
    assert [call.payload["fulfils"] for call in sent] == ["ジョブ・カード"]
    client.set_cookie(COOKIE, "en")
    assert "Job Card" in client.get(DOCUMENTS).text


@pytest.mark.requirement("AP-12")
def test_applicant_and_organisation_read_the_motivation(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_my_application", {**MINE, **DIRECT})
    shown = client.get("/mypage/applications/a-1").text
    assert DIRECT["motivation"] in shown
    assert "オンライン自主応募" in shown

    services.sign_in("organisation", organisation_id="org-1")
    received: dict[str, Any] = {**RECEIVED, **DIRECT}
    services.answer("applications.get_application", received)
    entry = {**received, "documents": 1}
    listed = {**found(entry), "listing": RECEIVED["listing"]}
    services.answer("applications.find_applications_of_listing", listed)
    shown = client.get("/organisation/applications/a-1").text
    assert DIRECT["motivation"] in shown
    assert "オンライン自主応募" in shown
    assert "オンライン自主応募" in client.get("/organisation/applications/listings/job-1").text


@pytest.mark.requirement("AP-12")
def test_the_api_takes_direct_applications(client: FlaskClient, services: FakeServices) -> None:
    asked = client.get("/api/v1/listings/job-1/application-form?direct=true", headers=BEARER)
    assert asked.get_json()["route"] == "direct"
    assert services.called("applications.get_application_form")[0].payload == {
        "listing_id": "job-1",
        "direct": True,
    }
    answer = receipt(application_id="a-1", required_documents=[])
    services.answer("applications.draft_application", answer)
    body = {"listing_id": "job-1", "direct": True, "motivation": DIRECT["motivation"]}
    made = client.post("/api/v1/applications", json=body, headers=BEARER)
    assert made.status_code == 201
    sent = services.called("applications.draft_application")[0].payload
    assert sent == {**body, "applicant_name": "山田 花子"}

    services.refuse("applications.draft_application", "active-job-seeker-needed", "forbidden")
    refused = client.post("/api/v1/applications?lang=en", json=body, headers=BEARER)
    assert refused.status_code == 403
    assert "Apply as a job seeker" in refused.get_json()["detail"]
