"""応募書類添付画面: attaching, taking out and sending (AP-08, GW-38)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from gateway.pages.application_documents import field_for
from tests.unit.gateway.application_answers import (
    DOCUMENT,
    DRAFT,
    MINE,
    log_in_to_apply,
    tokens,
)
from tests.unit.gateway.fake_services import FakeServices

DOCUMENTS = "/mypage/applications/a-1/documents"


@pytest.fixture(autouse=True)
def hanako(client: FlaskClient, services: FakeServices) -> None:
    """Hanako is logged in, the job is open, and what she sends is accepted."""
    log_in_to_apply(client, services)


@pytest.mark.requirement("AP-08")
def test_the_document_page_shows_the_input_and_asks_for_each_missing_document(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_my_application", {**DRAFT, "documents": [DOCUMENT]})
    shown = client.get(DOCUMENTS).text
    assert "よろしくお願いします" in shown
    assert "履歴書.pdf" in shown
    assert shown.count('type="file"') == 2  # 職務経歴書 and any other document
    assert "応募する" in shown


def chosen(
    client: FlaskClient, content: bytes, name: str = "履歴書.pdf", step: str = "attach"
) -> dict[str, Any]:
    data = {
        **tokens(client, DOCUMENTS),
        "_step": step,
        "more": FileStorage(io.BytesIO(content), name),
    }
    boundary, body = encode_multipart(data)
    return {"data": body, "content_type": f'multipart/form-data; boundary="{boundary}"'}


@pytest.mark.requirement("AP-08")
def test_a_document_goes_to_the_service_in_pieces(
    client: FlaskClient, services: FakeServices
) -> None:
    done = client.post(DOCUMENTS, **chosen(client, b"%PDF" + b"x" * (600 * 1024)))

    assert done.headers["Location"] == DOCUMENTS
    sent = [call.payload for call in services.called("applications.put_document_piece")]
    assert [(one["index"], one["last"]) for one in sent] == [(0, False), (1, True)]
    assert len({one["document_id"] for one in sent}) == 1
    assert {one["name"] for one in sent} == {"履歴書.pdf"}
    ids = [
        call.envelope["command_id"] for call in services.called("applications.put_document_piece")
    ]
    assert len(set(ids)) == 2


def test_a_form_that_comes_twice_sends_the_same_document_again(
    client: FlaskClient, services: FakeServices
) -> None:
    request = chosen(client, b"%PDF-1")
    client.post(DOCUMENTS, **request)
    client.post(DOCUMENTS, **request)
    first, second = services.called("applications.put_document_piece")
    assert first.payload == second.payload
    assert first.envelope["command_id"] == second.envelope["command_id"]


@pytest.mark.requirement("AP-08")
def test_a_required_document_says_which_it_is(client: FlaskClient, services: FakeServices) -> None:
    data = {**tokens(client, DOCUMENTS), "_step": "attach"}
    data |= {field_for("職務経歴書"): (io.BytesIO(b"%PDF-1"), "keireki.pdf")}
    client.post(DOCUMENTS, data=data)
    sent = services.called("applications.put_document_piece")
    assert [call.payload["fulfils"] for call in sent] == ["職務経歴書"]


def test_of_a_document_that_is_too_large_nothing_stays(
    client: FlaskClient, services: FakeServices
) -> None:
    refused = client.post(DOCUMENTS, **chosen(client, b"x" * (1024 * 1024 + 1), "大.pdf"))
    assert refused.status_code == 422
    assert "大.pdf: ファイルが大きすぎます。" in refused.text
    assert len(services.called("applications.remove_document")) == 1
    assert services.called("applications.submit_application") == []


def test_a_refused_document_is_named_at_its_field(
    client: FlaskClient, services: FakeServices
) -> None:
    services.refuse(
        "applications.put_document_piece",
        "document-type-not-accepted",
        "invalid",
        fields={"data": [{"code": "document-type", "params": {}}]},
    )
    refused = client.post(DOCUMENTS, **chosen(client, b"MZ", "virus.exe", step="send"))
    assert refused.status_code == 422
    assert "virus.exe: PDF、Word、Excel、JPEG、PNG形式" in refused.text
    assert services.called("applications.submit_application") == []


def test_attaching_nothing_says_so(client: FlaskClient) -> None:
    refused = client.post(DOCUMENTS, data={**tokens(client, DOCUMENTS), "_step": "attach"})
    assert refused.status_code == 422
    assert "添付するファイルを選んでください。" in refused.text


@pytest.mark.requirement("GW-38")
@pytest.mark.requirement("AP-10")
def test_applying_leads_to_the_page_with_the_reception_id(
    client: FlaskClient, services: FakeServices
) -> None:
    done = client.post(DOCUMENTS, data={**tokens(client, DOCUMENTS), "_step": "send"})
    assert done.headers["Location"] == "/mypage/applications/a-1/complete"
    assert services.called("applications.submit_application")[0].payload == {
        "application_id": "a-1",
        "expected_version": 4,
    }
    services.answer("applications.get_my_application", MINE)
    shown = client.get("/mypage/applications/a-1/complete").text
    assert "応募受付ID" in shown
    assert "AP00000001" in shown


@pytest.mark.requirement("AP-08")
def test_a_missing_document_is_said_at_its_field(
    client: FlaskClient, services: FakeServices
) -> None:
    problem = {"code": "document-missing", "params": {"document": "職務経歴書"}}
    services.refuse(
        "applications.submit_application",
        "required-documents-missing",
        "invalid",
        fields={"documents": [problem]},
    )
    refused = client.post(DOCUMENTS, data={**tokens(client, DOCUMENTS), "_step": "send"})
    assert refused.status_code == 422
    assert "「職務経歴書」を添付してください。" in refused.text
    assert 'aria-invalid="true"' in refused.text


@pytest.mark.requirement("AP-11")
def test_a_listing_that_closed_meanwhile_refuses_the_application(
    client: FlaskClient, services: FakeServices
) -> None:
    services.refuse(
        "applications.submit_application", "listing-not-open-for-applications", "conflict"
    )
    refused = client.post(DOCUMENTS, data={**tokens(client, DOCUMENTS), "_step": "send"})
    assert refused.status_code == 409
    assert "現在応募を受け付けていません" in refused.text


def test_an_application_that_was_sent_in_another_tab_is_shown(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_my_application", MINE)
    assert client.get(DOCUMENTS).headers["Location"] == "/mypage/applications/a-1"


def test_a_document_can_be_taken_out_again(client: FlaskClient, services: FakeServices) -> None:
    services.answer("applications.get_my_application", {**DRAFT, "documents": [DOCUMENT]})
    action = f"{DOCUMENTS}/doc-1/remove"
    done = client.post(action, data=tokens(client, DOCUMENTS, action))
    assert done.headers["Location"] == DOCUMENTS
    assert services.called("applications.remove_document")[0].payload["document_id"] == "doc-1"
