"""The job-seeker MyPage: home, reception slip, application, settings."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image, ImageDraw

from gateway.documents.two_dimensional_code import two_dimensional_code
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.seeker_answers import (
    INFORMATION,
    NUMBER,
    OFFICE,
    RECEIPT,
    hidden,
    seeker,
    send,
)


@pytest.fixture
def person(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("individual")
    services.answer("applications.find_my_applications", {"items": [], "total": 0})
    services.answer("listings.find_saved_searches", {"items": [], "total": 0})
    services.answer("messaging.find_my_mails", {"items": [], "total": 0, "unread": 0})
    services.answer("identity.get_job_seeker", seeker())
    client.set_cookie("session", "token")
    return client


def read(picture: Image.Image) -> list[str]:
    """What a reader at a counter sees."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def drawn(svg: str) -> Image.Image:
    """The code of a page as a picture, from its SVG."""
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg).group(1))  # type: ignore[union-attr]
    picture = Image.new("L", (size * 4, size * 4), 255)
    pen = ImageDraw.Draw(picture)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg):
        left, top = int(x) * 4, int(y) * 4
        pen.rectangle((left, top, left + 3, top + 3), fill=0)
    return picture


@pytest.mark.requirement("ID-47")
@pytest.mark.requirement("GW-26")
def test_the_code_on_the_home_is_read_as_the_job_seeker_number(person: FlaskClient) -> None:
    page = person.get("/mypage/job-seeker")
    assert page.status_code == 200
    assert read(drawn(page.text)) == [NUMBER]
    assert "ハローワーク受付票を表示" in page.text


@pytest.mark.requirement("GW-26")
def test_an_online_registrant_sees_the_number_and_has_no_slip(
    person: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_job_seeker", seeker(uses_office=False))
    page = person.get("/mypage/job-seeker")
    assert f'<dd class="as-typed">{NUMBER}</dd>' in page.text
    assert "ハローワーク受付票を表示" not in page.text
    for path in ("/mypage/job-seeker/slip", "/mypage/job-seeker/slip.pdf"):
        assert person.get(path).status_code == 303


@pytest.mark.requirement("GW-22")
@pytest.mark.requirement("GW-24")
@pytest.mark.requirement("ID-40")
def test_the_home_shows_office_and_publication(person: FlaskClient) -> None:
    text = person.get("/mypage/job-seeker").text
    assert re.search(r"利用安定所名</dt><dd[^>]*>飯田橋", text)
    assert re.search(r"求職公開状況</dt><dd[^>]*>非公開", text)
    english = person.get("/mypage/job-seeker?lang=en").text
    assert re.search(r"Hello Work office</dt><dd[^>]*>Iidabashi", english)


@pytest.mark.requirement("ID-47")
def test_the_slip_is_shown_and_its_pdf_holds_text_and_code(person: FlaskClient) -> None:
    page = person.get("/mypage/job-seeker/slip")
    assert read(drawn(page.text)) == [NUMBER]
    response = person.get("/mypage/job-seeker/slip.pdf")
    assert response.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(response.data))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    for shown in ("ハローワーク受付票", NUMBER, "山田 花子", "飯田橋", "2024/07/31"):
        assert shown in text
    assert read(document[0].render(scale=2).to_pil()) == [NUMBER]
    assert b"/FontFile2" in response.data


def test_the_code_survives_a_fingerprint() -> None:
    code = two_dimensional_code(NUMBER)
    picture = drawn(f'viewBox="0 0 {code.size} {code.size}" d="{code.path}"')
    middle = picture.width // 2
    ImageDraw.Draw(picture).ellipse((middle - 8, middle - 8, middle + 8, middle + 8), fill=128)
    assert read(picture) == [NUMBER]


@pytest.mark.requirement("ID-23")
def test_who_has_no_registration_is_led_to_the_application(
    person: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_job_seeker", seeker(registration=None))
    assert "求職申込みへ進む" in person.get("/mypage/job-seeker").text
    services.answer("identity.get_job_seeker", seeker(registration=None, counter_office=OFFICE))
    text = person.get("/mypage/job-seeker").text
    assert "ハローワークをご利用中の方のマイページ開設" in text


@pytest.mark.requirement("ID-29")
def test_the_application_needs_both_agreements(person: FlaskClient, services: FakeServices) -> None:
    services.answer("identity.get_job_seeker", seeker(registration=None))
    versions = {"terms_version": "2024-04", "privacy_version": "2024-04"}
    services.answer("identity.get_agreement", versions)
    services.answer("identity.apply_as_job_seeker", RECEIPT)
    path = "/mypage/job-seeker/apply"
    values = {"school": "none", "information.postal_code": "100-0001"}
    refused = send(person, path, **values, agreed_terms="true")
    assert refused.status_code == 422
    assert services.called("identity.apply_as_job_seeker") == []
    done = send(person, path, **values, agreed_terms="true", agreed_privacy="true")
    assert done.status_code == 303
    assert services.called("identity.apply_as_job_seeker")[0].payload == {
        "school": "none",
        "information": {"postal_code": "100-0001"},
        "agreed_terms": "2024-04",
        "agreed_privacy": "2024-04",
    }


@pytest.mark.requirement("ID-42")
def test_editing_stores_nothing_before_the_confirmation(
    person: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.update_job_seeker_information", RECEIPT)
    path = "/mypage/job-seeker/settings/edit"
    values = {
        "postal_code": "160-0022",
        "place_1": "KE",
        "place_2": "JP-13",
        "languages": ["ja", "fr"],
        "appeal": "新しい自己PR",
    }
    confirm = send(person, path, **values, _step="confirm")
    assert "求職情報の確認" in confirm.text
    assert "ケニア" in confirm.text
    assert services.called("identity.update_job_seeker_information") == []
    done = person.post(path, data={**hidden(confirm.text), **values, "_step": "send"})
    assert done.status_code == 303
    payload = services.called("identity.update_job_seeker_information")[0].payload
    assert (payload["places"], payload["languages"]) == (["KE", "JP-13"], ["ja", "fr"])
    assert "place_1" not in payload


@pytest.mark.requirement("ID-42")
def test_editing_keeps_what_the_form_does_not_show_and_says_what_it_was_opened_with(
    person: FlaskClient, services: FakeServices
) -> None:
    held = {**INFORMATION, "places": ["KE", "JP-13", "TZ", "UG", "RW"]}
    services.answer("identity.get_job_seeker", seeker(information=held))
    services.answer("identity.update_job_seeker_information", RECEIPT)
    values = {"place_1": "KE", "place_3": "TZ", "_step": "send"}
    send(person, "/mypage/job-seeker/settings/edit", **values)
    payload = services.called("identity.update_job_seeker_information")[0].payload
    assert payload["places"] == ["KE", "TZ", "UG", "RW"]
    assert payload["expected_revision"] == seeker()["information_revision"]


@pytest.mark.requirement("ID-37")
@pytest.mark.requirement("ID-38")
@pytest.mark.requirement("GW-33")
def test_while_inactive_the_information_is_seen_and_the_way_back_explained(
    person: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_job_seeker", seeker(active=False))
    services.answer("identity.reactivate_job_seeker", RECEIPT)
    text = person.get("/mypage/job-seeker/settings").text
    assert "人を育てることが得意です。" in text
    assert "求職登録は無効です（就職したため）" in text
    assert "2025/05/01までは、ご自分で有効に切り替えられます。" in text
    assert "求職情報を編集" not in text
    settings = "/mypage/job-seeker/settings"
    done = send(person, f"{settings}/reactivation", _from=settings)
    assert done.status_code == 303
    assert len(services.called("identity.reactivate_job_seeker")) == 1


@pytest.mark.requirement("ID-39")
def test_after_the_period_the_seeker_is_told_to_ask_hello_work(
    person: FlaskClient, services: FakeServices
) -> None:
    late = seeker(active=False)
    late["registration"]["may_switch_back"] = False
    services.answer("identity.get_job_seeker", late)
    text = person.get("/mypage/job-seeker/settings").text
    assert "お近くのハローワークにご相談ください" in text
    assert "有効に切り替える</button>" not in text


@pytest.mark.requirement("ID-38")
def test_switching_off_asks_for_reason_and_confirmation(
    person: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.deactivate_job_seeker", RECEIPT)
    path = "/mypage/job-seeker/settings/deactivation"
    assert send(person, path, _step="confirm").status_code == 422
    assert "確認" in send(person, path, reason="employed", _step="confirm").text
    assert services.called("identity.deactivate_job_seeker") == []
    assert send(person, path, reason="employed", _step="send").status_code == 303
    payload = services.called("identity.deactivate_job_seeker")[0].payload
    assert payload == {"reason": "employed"}


@pytest.mark.requirement("ID-43")
def test_the_publication_page_turns_the_switch_and_lists_organisations(
    person: FlaskClient, services: FakeServices
) -> None:
    shown = [{"organisation_id": "o-1", "name": "かけはし協会", "name_en": "Kakehashi"}]
    publication = {"user_id": "U0000007", "public": False, "shown_to": shown}
    services.answer("identity.get_job_seeker", seeker(publication=publication))
    for operation in ("publish_profile", "show_profile_to", "stop_showing_profile_to"):
        services.answer(f"identity.{operation}", RECEIPT)
    organisation = {"organisation_id": "o-1", **shown[0]}
    services.answer("identity.get_organisation", organisation)
    path = "/mypage/job-seeker/settings/publication"
    assert "かけはし協会" in person.get(path).text
    assert send(person, path, public="true").status_code == 303
    assert services.called("identity.publish_profile")[0].payload == {"public": "true"}
    assert send(person, f"{path}/organisations/o-1").status_code == 303
    assert send(person, f"{path}/organisations/o-1/removal", _from=path).status_code == 303
    assert len(services.called("identity.stop_showing_profile_to")) == 1
