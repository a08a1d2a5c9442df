from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.documents.sending import attachment
from tests.unit.gateway.application_answers import (
    CORE,
    DOCUMENT,
    LISTING,
    RECEIVED,
    found,
    piece_of,
    receipt,
    tokens,
)
from tests.unit.gateway.fake_services import FakeServices

STATUS = "/organisation/applications/a-1/status"
SEVERAL = "/organisation/applications/status"
OF_LISTING = "/organisation/applications/listings/job-1"
CHOICE = {"status": "under-selection", "notify": "true", "remarks_of_institution": "面接へ"}


@pytest.fixture(autouse=True)
def body(client: FlaskClient, services: FakeServices) -> None:
    """The person in charge of the organisation is logged in; there is one application."""
    services.sign_in("organisation", organisation_id="org-1")
    client.set_cookie("session", "token")
    services.answer("applications.get_application", RECEIVED)
    services.answer("applications.get_document_piece", piece_of)
    entry = {**CORE, "applicant_name": "山田 花子", "documents": 1}
    services.answer(
        "applications.find_applications_of_listing", {**found(entry), "listing": LISTING}
    )
    services.answer("applications.change_application_status", receipt(application_id="a-1"))


@pytest.mark.requirement("AP-37")
def test_the_number_of_applicants_leads_to_the_applications_of_the_listing(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.find_application_counts", found({**LISTING, "applicants": 12}))
    shown = client.get("/organisation/applications").text
    assert "求人公募情報の応募状況確認" in shown
    assert f'href="{OF_LISTING}"' in shown
    assert ">12</a>" in shown


def test_the_lists_of_applications_are_saved_with_their_columns(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.find_application_counts", found({**LISTING, "applicants": 12}))
    counts = client.get("/organisation/applications?file=csv").data.decode("utf-8-sig")
    head, row = counts.splitlines()
    assert head == "データ番号,募集タイトル,状態,募集終了日,応募者数"
    assert row.endswith(",12")
    saved = client.get(f"{OF_LISTING}?file=csv").data.decode("utf-8-sig")
    head, row = saved.splitlines()
    assert head == "応募受付ID,応募者氏名,応募日時,応募経路,応募状況,応募書類"
    assert row.startswith("AP00000001,山田 花子,")
    assert "書類は良好" not in saved


@pytest.mark.requirement("AP-38")
def test_the_reception_id_leads_to_details_and_documents(client: FlaskClient) -> None:
    shown = client.get(OF_LISTING).text
    assert '<a href="/organisation/applications/a-1">AP00000001</a>' in shown

    shown = client.get("/organisation/applications/a-1").text
    assert "/organisation/applications/a-1/documents/doc-1" in shown
    assert "書類は良好" in shown
    answer = client.get("/organisation/applications/a-1/documents/doc-1")
    assert answer.data == b"%PDF-1.7"


@pytest.mark.requirement("AP-39")
def test_the_status_is_chosen_checked_and_changed(
    client: FlaskClient, services: FakeServices
) -> None:
    sent = tokens(client, STATUS) | CHOICE
    checked = client.post(STATUS, data={**sent, "_step": "confirm"})
    assert checked.status_code == 200
    assert "変更</button>" in checked.text
    assert "選考中" in checked.text
    assert "通知する" in checked.text
    assert services.called("applications.change_application_status") == []

    done = client.post(STATUS, data={**sent, "_step": "send"})
    assert done.headers["Location"] == f"{STATUS}/changed"
    (call,) = services.called("applications.change_application_status")
    assert call.payload == {**CHOICE, "application_id": "a-1", "expected_version": 4}
    assert "応募状況を変更しました" in client.get(f"{STATUS}/changed").text


@pytest.mark.requirement("AP-39")
def test_a_status_without_the_choice_of_notification_is_not_checked(client: FlaskClient) -> None:
    sent = tokens(client, STATUS) | {"status": "under-selection", "_step": "confirm"}
    refused = client.post(STATUS, data=sent)
    assert refused.status_code == 422
    assert "応募状況更新通知: 入力してください。" in refused.text


def test_going_back_from_the_check_shows_what_was_chosen(client: FlaskClient) -> None:
    shown = client.post(STATUS, data=tokens(client, STATUS) | CHOICE | {"_step": "back"})
    assert '<option value="under-selection" selected>' in shown.text
    assert "面接へ" in shown.text


def test_the_status_of_an_ended_selection_is_not_offered_for_change(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_application", {**RECEIVED, "status": "hired"})
    assert "応募状況を変更" not in client.get("/organisation/applications/a-1").text
    assert client.get(STATUS).headers["Location"] == "/organisation/applications/a-1"


def ticked(*ids: str) -> dict[str, Any]:
    return {
        "applications": [f"{one}~4~AP0000000{n}" for n, one in enumerate(ids, 1)],
        "listing_id": "job-1",
    }


@pytest.mark.requirement("AP-42")
def test_several_applications_change_together_and_each_tells_its_outcome(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer(
        "applications.change_application_statuses",
        receipt(
            changed=[receipt(application_id="a-1", reception_id="AP00000001")],
            refused=[{"application_id": "a-2", "code": "selection-already-ended"}],
        ),
    )
    sent = tokens(client, OF_LISTING, SEVERAL) | ticked("a-1", "a-2")
    shown = client.post(SEVERAL, data={**sent, "_step": "choose"})
    assert "AP00000002" in shown.text

    checked = client.post(SEVERAL, data={**sent, **CHOICE, "_step": "confirm"})
    assert "変更</button>" in checked.text
    assert services.called("applications.change_application_statuses") == []

    done = client.post(SEVERAL, data={**sent, **CHOICE, "_step": "send"})
    (call,) = services.called("applications.change_application_statuses")
    assert call.payload["applications"] == [
        {"application_id": "a-1", "expected_version": 4},
        {"application_id": "a-2", "expected_version": 4},
    ]
    assert "応募状況を変更しました" in done.text
    assert "この応募の選考は終わっています。" in done.text


@pytest.mark.parametrize("action", [SEVERAL, "/organisation/applications/documents"])
def test_nothing_ticked_leads_back_to_the_list(client: FlaskClient, action: str) -> None:
    sent = tokens(client, OF_LISTING, SEVERAL) | {"listing_id": "job-1"}
    back = client.post(action, data=sent)
    assert back.headers["Location"] == OF_LISTING
    assert "応募を選択してください。" in client.get(OF_LISTING).text


@pytest.mark.requirement("AP-42")
def test_the_documents_of_several_applications_come_in_one_archive(
    client: FlaskClient, services: FakeServices
) -> None:
    twice = {**DOCUMENT, "document_id": "doc-2"}
    items = [
        {
            "application_id": "a-1",
            "reception_id": "AP00000001",
            "applicant_name": "山田/花子",
            "documents": [DOCUMENT, twice],
        },
        {
            "application_id": "a-2",
            "reception_id": "AP00000002",
            "applicant_name": None,
            "documents": [],
        },
    ]
    services.answer("applications.find_application_documents", found(*items))
    sent = tokens(client, OF_LISTING, SEVERAL) | ticked("a-1", "a-2")
    answer = client.post("/organisation/applications/documents", data=sent)

    assert answer.content_type == "application/zip"
    assert "applications-AP00000001-2.zip" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "AP00000001_山田_花子/履歴書.pdf",
            "AP00000001_山田_花子/履歴書 (2).pdf",
        ]
        assert archive.read("AP00000001_山田_花子/履歴書.pdf") == b"%PDF-1.7"
    assert client.get("/organisation/applications/a-1/documents.zip").status_code == 200


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("cv.pdf", "attachment; filename=\"cv.pdf\"; filename*=UTF-8''cv.pdf"),
        ('a"b\r\n.pdf', "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a_b.pdf"),
        ("../../etc/passwd", "filename*=UTF-8''_.._etc_passwd"),
        ("経歴 100%.pdf", "filename*=UTF-8''%E7%B5%8C%E6%AD%B4%20100%25.pdf"),
        ("\u202egpj.exe", 'attachment; filename="gpj.exe"; '),
        ("あ" * 300 + ".pdf", 'attachment; filename="document.pdf"; '),
    ],
)
def test_any_name_makes_one_safe_header(name: str, header: str) -> None:
    made = attachment(name)
    assert header in made
    assert made.isascii()
    assert made.isprintable()
    assert len(made) < 1200
