from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage

from tests.unit.gateway.application_answers import (
    DOCUMENT,
    JOB_TICKS,
    MINE,
    PROFILE,
    RECEIVED,
    found,
    piece_of,
    receipt,
)
from tests.unit.gateway.fake_services import FakeServices

BEARER = {"Authorization": "Bearer token"}


RECEIPT = receipt(application_id="a-1", reception_id="AP00000001")


CHOICE = {"status": "hired", "notify": True, "remarks_of_institution": None}


@pytest.fixture
def individual(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("individual")
    services.answer("identity.get_profile", PROFILE)
    return client


@pytest.fixture
def organisation(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("organisation", organisation_id="org-1")
    return client


@pytest.mark.requirement("AP-07")
def test_an_application_begins_under_the_registered_name(
    individual: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.draft_application", {**RECEIPT, "required_documents": ["履歴書"]})
    body = {"listing_id": "job-1", "confirmations": JOB_TICKS, "remarks": "よろしく"}
    made = individual.post("/api/v1/applications", json=body, headers=BEARER)
    assert made.status_code == 201
    assert made.get_json()["application_id"] == "a-1"
    sent = services.called("applications.draft_application")[0].payload
    assert sent == {**body, "applicant_name": "山田 花子"}

    forged = individual.post(
        "/api/v1/applications", json={**body, "applicant_name": "別人"}, headers=BEARER
    )
    assert forged.status_code == 422
    assert list(forged.get_json()["errors"]) == ["applicant_name"]


@pytest.mark.requirement("AP-03")
def test_an_application_without_the_ticks_is_refused_by_field(
    individual: FlaskClient, services: FakeServices
) -> None:
    problem = {"code": "not-confirmed", "params": {"item": "method-agreed"}}
    services.refuse(
        "applications.draft_application",
        "confirmations-incomplete",
        "invalid",
        fields={"confirmations": [problem]},
    )
    refused = individual.post("/api/v1/applications", json={"listing_id": "job-1"}, headers=BEARER)
    assert refused.status_code == 422
    assert refused.get_json()["code"] == "confirmations-incomplete"
    assert refused.get_json()["errors"]["confirmations"][0]["code"] == "not-confirmed"


@pytest.mark.requirement("AP-08")
@pytest.mark.parametrize("form", ["raw", "multipart"])
def test_a_document_is_sent_raw_or_as_a_form_with_a_file(
    individual: FlaskClient, services: FakeServices, form: str
) -> None:
    services.answer(
        "applications.put_document_piece", {**RECEIPT, "document_id": "d", "complete": True}
    )
    path = "/api/v1/applications/a-1/documents"
    if form == "raw":
        request: dict[str, Any] = {
            "query_string": {"name": "履歴書.pdf", "fulfils": "履歴書"},
            "data": b"%PDF-1.7",
            "content_type": "application/octet-stream",
        }
    else:
        request = {
            "query_string": {"fulfils": "履歴書"},
            "data": {"file": FileStorage(io.BytesIO(b"%PDF-1.7"), "履歴書.pdf")},
        }
    assert individual.post(path, headers=BEARER, **request).status_code == 201
    sent = services.called("applications.put_document_piece")[0].payload
    assert base64.b64decode(sent["data"]) == b"%PDF-1.7"
    assert (sent["name"], sent["fulfils"], sent["last"]) == ("履歴書.pdf", "履歴書", True)


def test_an_upload_repeated_under_its_key_is_the_same_document(
    individual: FlaskClient, services: FakeServices
) -> None:
    services.answer(
        "applications.put_document_piece", {**RECEIPT, "document_id": "d", "complete": True}
    )
    for key in ("one", "one", "two"):
        individual.post(
            "/api/v1/applications/a-1/documents?name=cv.pdf",
            data=b"%PDF-1.7",
            headers={**BEARER, "Idempotency-Key": key},
        )
    ids = [one.payload["document_id"] for one in services.called("applications.put_document_piece")]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"data": b"%PDF", "content_type": "application/pdf"}, "name"),
        ({"data": {"other": "x"}, "query_string": {"name": "cv.pdf"}}, "file"),
    ],
)
def test_an_upload_without_name_or_file_says_which(
    individual: FlaskClient, request_: dict[str, Any], field: str
) -> None:
    request_ = {"content_type": "multipart/form-data", **request_}
    refused = individual.post("/api/v1/applications/a-1/documents", headers=BEARER, **request_)
    assert refused.status_code == 422
    assert list(refused.get_json()["errors"]) == [field]


def test_a_document_can_be_fetched_and_removed(
    individual: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_document_piece", piece_of)
    services.answer("applications.remove_document", RECEIPT)
    path = "/api/v1/applications/a-1/documents/doc-1"
    fetched = individual.get(path, headers=BEARER)
    assert fetched.data == b"%PDF-1.7"
    assert fetched.headers["Content-Security-Policy"].startswith("sandbox")
    assert individual.delete(path, headers=BEARER).status_code == 204


@pytest.mark.requirement("AP-10")
@pytest.mark.requirement("AP-33")
def test_an_application_is_submitted_and_cancelled(
    individual: FlaskClient, services: FakeServices
) -> None:
    for operation, noun in (
        ("submit_application", "submission"),
        ("cancel_application", "cancellation"),
    ):
        services.answer(f"applications.{operation}", RECEIPT)
        done = individual.post(
            f"/api/v1/applications/a-1/{noun}", json={"expected_version": 4}, headers=BEARER
        )
        assert done.status_code == 200
        assert services.called(f"applications.{operation}")[0].payload == {
            "application_id": "a-1",
            "expected_version": 4,
        }


@pytest.mark.requirement("AP-34")
def test_a_late_cancellation_is_refused_in_words(
    individual: FlaskClient, services: FakeServices
) -> None:
    services.refuse("applications.cancel_application", "cancellation-period-over", "conflict")
    refused = individual.post(
        "/api/v1/applications/a-1/cancellation?lang=en", json={}, headers=BEARER
    )
    assert refused.status_code == 409
    assert "tell the organisation directly" in refused.get_json()["detail"]


@pytest.mark.requirement("AP-41")
def test_one_address_of_an_application_shows_each_side_its_own_view(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_my_application", MINE)
    services.answer("applications.get_application", RECEIVED)
    services.sign_in("individual")
    assert (
        "remarks_of_institution"
        not in client.get("/api/v1/applications/a-1", headers=BEARER).get_json()
    )
    services.sign_in("organisation", organisation_id="org-1")
    seen = client.get("/api/v1/applications/a-1", headers=BEARER).get_json()
    assert seen["remarks_of_institution"] == "書類は良好"


@pytest.mark.requirement("AP-39")
@pytest.mark.requirement("AP-42")
def test_an_organisation_chooses_the_status_of_one_or_several(
    organisation: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.change_application_status", RECEIPT)
    services.answer(
        "applications.change_application_statuses", receipt(changed=[RECEIPT], refused=[])
    )
    one = organisation.put("/api/v1/applications/a-1/status", json=CHOICE, headers=BEARER)
    assert one.status_code == 200
    sent = services.called("applications.change_application_status")[0].payload
    assert sent == {**CHOICE, "application_id": "a-1"}

    items = [{"application_id": "a-1", "expected_version": 4}, {"application_id": "a-2"}]
    several = organisation.put(
        "/api/v1/application-statuses", json={**CHOICE, "applications": items}, headers=BEARER
    )
    assert several.get_json()["changed"][0]["reception_id"] == "AP00000001"

    odd = organisation.put(
        "/api/v1/applications/a-1/status", json={**CHOICE, "notify": "yes"}, headers=BEARER
    )
    assert odd.status_code == 422
    assert list(odd.get_json()["errors"]) == ["notify"]


def test_the_secretariat_corrects_a_final_status(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("secretariat")
    services.answer("applications.correct_application_status", RECEIPT)
    body = {"status": "not-hired", "notify": False}
    done = client.put("/api/v1/applications/a-1/correction", json=body, headers=BEARER)
    assert done.status_code == 200


@pytest.mark.requirement("AP-42")
def test_documents_of_several_applications_are_one_archive(
    organisation: FlaskClient, services: FakeServices
) -> None:
    item = {
        "application_id": "a-1",
        "reception_id": "AP00000001",
        "applicant_name": "Hanako",
        "documents": [DOCUMENT],
    }
    services.answer("applications.find_application_documents", found(item))
    services.answer("applications.get_document_piece", piece_of)
    answer = organisation.post(
        "/api/v1/application-archives", json={"application_ids": ["a-1"]}, headers=BEARER
    )
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["AP00000001_Hanako/履歴書.pdf"]


def test_mails_are_written_and_answered(client: FlaskClient, services: FakeServices) -> None:
    services.sign_in("individual")
    services.answer("identity.get_profile", PROFILE)
    services.answer("messaging.send_organisation_mail", receipt(mail_id="mail-1"))
    mail = {"organisation_id": "org-1", "type": "other", "subject": "質問", "body": "？"}
    made = client.post("/api/v1/organisation-mails", json=mail, headers=BEARER)
    assert made.status_code == 201
    sent = services.called("messaging.send_organisation_mail")[0].payload
    assert sent == {**mail, "sender_name": "山田 花子"}

    services.sign_in("organisation", organisation_id="org-1")
    services.answer(
        "messaging.answer_organisation_mail", receipt(mail_id="mail-1", answer_id="m-1")
    )
    answered = client.post(
        "/api/v1/organisation-mails/mail-1/answers",
        json={"subject": "回答", "body": "！"},
        headers=BEARER,
    )
    assert answered.get_json()["answer_id"] == "m-1"
