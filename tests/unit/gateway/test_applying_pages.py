from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.application_answers import (
    FORM,
    JOB_TICKS,
    LISTING,
    MINE,
    found,
    log_in_to_apply,
    piece_of,
    receipt,
    tokens,
)
from tests.unit.gateway.fake_services import FakeServices

APPLY = "/listings/D0000001/apply"


FILL_IN = f"{APPLY}/form"


DOCUMENTS = "/mypage/applications/a-1/documents"


TICKED = "&".join(f"confirmations={one}" for one in JOB_TICKS)


@pytest.fixture(autouse=True)
def hanako(client: FlaskClient, services: FakeServices) -> None:
    """Hanako is logged in, the job is open, and what she sends is accepted."""
    log_in_to_apply(client, services)


def form_with(**changes: Any) -> dict[str, Any]:
    return {**FORM, **changes}


@pytest.mark.requirement("AP-03")
@pytest.mark.requirement("GW-37")
def test_a_job_asks_for_its_confirmation_items_before_the_form(client: FlaskClient) -> None:
    shown = client.get(APPLY).text
    assert "この案件に応募する" in shown
    assert "Webから応募してください。" in shown
    assert shown.count('name="confirmations"') == 3
    assert "data-needs-ticks" in shown


@pytest.mark.requirement("AP-03")
@pytest.mark.parametrize("ticked", ["", "confirmations=method-agreed"])
def test_the_form_stays_closed_until_every_item_is_ticked(client: FlaskClient, ticked: str) -> None:
    refused = client.get(f"{FILL_IN}?{ticked}")
    assert refused.status_code == 422
    assert "確認事項のすべてにチェックを入れてください。" in refused.text
    assert "応募書類添付画面へ" not in refused.text


@pytest.mark.requirement("AP-03")
def test_a_form_sent_without_the_ticks_is_refused(
    client: FlaskClient, services: FakeServices
) -> None:
    sent = tokens(client, f"{FILL_IN}?{TICKED}")
    assert client.post(FILL_IN, data=sent).status_code == 422
    assert services.called("applications.draft_application") == []


@pytest.mark.requirement("AP-04")
def test_a_training_goes_straight_to_the_form(client: FlaskClient, services: FakeServices) -> None:
    services.answer("applications.get_application_form", form_with(confirmations=[]))
    assert client.get(APPLY).headers["Location"] == FILL_IN
    assert "応募書類添付画面へ" in client.get(FILL_IN).text


@pytest.mark.requirement("AP-07")
def test_the_form_shows_title_name_remarks_and_required_documents(client: FlaskClient) -> None:
    shown = client.get(f"{FILL_IN}?{TICKED}").text
    for text in ("保健の専門家", "山田 花子", "備考欄", "履歴書", "職務経歴書"):
        assert text in shown


@pytest.mark.requirement("AP-07")
def test_the_name_of_the_applicant_is_the_registered_one_whatever_is_sent(
    client: FlaskClient, services: FakeServices
) -> None:
    sent = tokens(client, f"{FILL_IN}?{TICKED}")
    forged = {"applicant_name": "別人", "listing_id": "job-2"}
    done = client.post(
        FILL_IN, data={**sent, **forged, "confirmations": JOB_TICKS, "remarks": "早く働けます"}
    )
    assert done.headers["Location"] == DOCUMENTS
    assert services.called("applications.draft_application")[0].payload == {
        "confirmations": JOB_TICKS,
        "remarks": "早く働けます",
        "listing_id": "job-1",
        "applicant_name": "山田 花子",
    }


@pytest.mark.requirement("AP-02")
def test_a_listing_without_web_application_shows_its_own_way_of_applying(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer(
        "applications.get_application_form",
        form_with(refusal="listing-takes-no-web-applications"),
    )
    shown = client.get(APPLY).text
    assert "Web応募に対応していません" in shown
    assert "Webから応募してください。" in shown
    assert "この案件に応募する" not in shown


@pytest.mark.requirement("AP-06")
def test_others_than_full_registrants_are_directed_to_the_request(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer(
        "applications.get_application_form", form_with(refusal="full-registration-needed")
    )
    assert "国際協力人材登録申請" in client.get(APPLY).text


@pytest.mark.requirement("AP-25")
@pytest.mark.requirement("GW-20")
def test_the_list_divides_jobs_from_trainings_and_says_when_there_is_nothing(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.find_my_applications", lambda asked: found())
    shown = client.get("/mypage/applications").text
    assert "求人応募に関するデータはありません。" in shown
    assert "研修・セミナー応募に関するデータはありません。" in shown

    services.answer(
        "applications.find_my_applications",
        lambda asked: found(MINE) if asked["group"] == "jobs" else found(),
    )
    shown = client.get("/mypage/applications").text
    assert "保健の専門家" in shown
    assert "2024/05/07 10:00" in shown
    assert 'href="/mypage/applications/a-1"' in shown
    assert client.get("/mypage/applications/all/jobs").status_code == 200
    assert client.get("/mypage/applications/all/others").status_code == 404


@pytest.mark.requirement("AP-33")
def test_an_application_can_be_cancelled_after_a_question(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_my_application", MINE)
    services.answer("applications.cancel_application", receipt())
    assert "応募を取消" in client.get("/mypage/applications/a-1").text
    path = "/mypage/applications/a-1/cancel"
    done = client.post(path, data=tokens(client, path))
    assert done.headers["Location"] == "/mypage/applications/a-1"
    assert services.called("applications.cancel_application")[0].payload == {
        "application_id": "a-1",
        "expected_version": 4,
    }


@pytest.mark.requirement("AP-34")
def test_after_a_day_the_page_says_whom_to_tell_instead_of_offering_to_cancel(
    client: FlaskClient, services: FakeServices
) -> None:
    late = {**MINE, "cancellable": False, "status": "under-selection"}
    late["history"] = [{"status": "under-selection", "at": "2024-05-09T01:00:00+00:00"}]
    services.answer("applications.get_my_application", late)
    shown = client.get("/mypage/applications/a-1").text
    assert "応募を取消" not in shown
    assert "団体に直接お伝えください" in shown
    assert "団体が選考を始めました。" in shown
    assert "<button" not in client.get("/mypage/applications/a-1/cancel").text.split("<main")[1]


def test_a_document_is_downloaded_under_its_name_and_never_shown_in_the_portal(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("applications.get_document_piece", piece_of)
    answer = client.get("/mypage/applications/a-1/documents/doc-1")
    assert answer.data == b"%PDF-1.7"
    assert answer.content_type == "application/pdf"
    assert answer.content_length == 8
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"document.pdf\"; filename*=UTF-8''%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf"
    )
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_pages_of_applying_are_for_individuals(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("organisation", organisation_id="org-1")
    for path in (APPLY, FILL_IN, DOCUMENTS, "/mypage/applications"):
        assert client.get(path).status_code == 403
    assert LISTING["title"] not in client.get(APPLY).text
